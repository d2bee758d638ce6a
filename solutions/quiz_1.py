"""Quiz 1: what deep learning is, and why now."""

from grader import OneOf, Quiz, Right, SeveralOf, TrueFalse, Wrong

QUIZ = Quiz(
    number=1,
    title="Quiz 1: What deep learning is, and why now",
    intro="Ten questions on what neural networks are good for, what kinds of data there are, and why an old "
    "idea works so well today.",
    questions=(
        OneOf(
            title="The new electricity",
            text="People who work on machine learning like to compare it to electricity a hundred years ago. What does "
            "the comparison say?",
            options=(
                Wrong(
                    "It runs on the wires of the smart grid, which bring intelligence to every home.",
                    "This takes the picture literally: nothing is carried over a wire here. What spreads is the use of a "
                    "general technology.",
                    "learning is carried by the wires of the grid",
                ),
                Right(
                    "Like electricity then, it is changing the way one industry after another works.",
                    "Right: electricity was no industry of its own for long. It changed transport, manufacturing, "
                    "medicine and the household, and learning from data is doing the same.",
                ),
                Wrong(
                    "Its programs need so much electricity that power stations are its limit.",
                    "Large trainings do need a good deal of power, but that is a cost of the technology. The comparison "
                    "is about what the technology changes.",
                    "the comparison is about how much power is consumed",
                ),
                Wrong(
                    "It will replace electricity as the source of energy for machines.",
                    "A learned program turns data into predictions; it supplies no energy to anything, and needs some "
                    "itself.",
                    "learned programs supply energy",
                ),
            ),
        ),
        SeveralOf(
            title="Why now",
            text="The idea of a neural network is older than the moon landing. Which of these explain why deep "
            "networks became so successful only in recent years?",
            options=(
                Wrong(
                    "Neural networks are a new field, which nobody had thought of before.",
                    "The first models of neurons that learn are from the 1940s and 1950s, and backpropagation was well "
                    "known in the 1980s. What was missing was data and speed.",
                    "neural networks are a new invention",
                ),
                Right(
                    "Much more data is recorded than before, by phones, cameras and web sites.",
                    "Right: a large network needs many examples before it is better than a simple method.",
                ),
                Right(
                    "Computers, graphics processors above all, have become much faster at the arithmetic that training "
                    "takes.",
                    "Right: what took weeks takes hours, so that larger networks and more ideas can be tried.",
                ),
                Wrong(
                    "Small data sets have become easier to learn from than large ones.",
                    "On small data sets, deep networks are often no better than simple methods with features made by "
                    "hand. It is on the large ones that they win.",
                    "deep networks win on small data sets",
                ),
                Right(
                    "Better algorithms make training faster: the ReLU in place of the sigmoid is one.",
                    "Right: where a sigmoid is flat its gradient is nearly zero and learning crawls; the ReLU keeps a "
                    "slope of one wherever its input is positive.",
                ),
            ),
        ),
        SeveralOf(
            title="The circle of experiments",
            text="Building a network goes in a circle: an idea, the code, an experiment, the next idea. Which "
            "statements about this circle are right?",
            options=(
                Right(
                    "Going round it faster means that more ideas are tried, and a good one is found sooner.",
                    "Right: since nobody can tell beforehand which idea is good, trying quickly is half of the work.",
                ),
                Wrong(
                    "More data always makes a round faster, because the network learns sooner.",
                    "More data usually makes the result better, but each pass over it takes longer: the round becomes "
                    "slower.",
                    "more data makes an experiment shorter",
                ),
                Right(
                    "Faster computers help, since the experiment at the end of each round takes less time.",
                    "Right: an answer within ten minutes invites the next question; one within a month does not.",
                ),
                Right(
                    "Better algorithms can make it faster even if the computer stays the same.",
                    "Right: an algorithm that needs a tenth of the steps is as good as a computer that is ten times "
                    "faster.",
                ),
            ),
        ),
        TrueFalse(
            title="A new problem",
            text="An experienced engineer can usually tell from the description of a new problem which model will be "
            "best, and needs no experiments.",
            options=(
                Wrong(
                    "True",
                    "Experience shortens the search, it doesn't replace it: what was best for speech is seldom best for "
                    "pictures, and even experts begin with a guess and let experiments correct it.",
                    "an expert needs no experiments",
                ),
                Right(
                    "False",
                    "Right: experience helps to choose the first few things to try. Which is best is found by trying.",
                ),
            ),
        ),
        OneOf(
            title="Four curves",
            text="Which of these four plots shows the ReLU, the rectified linear unit?\n\n"
            "![Four curves over z, numbered I to IV](../assignments/figures/quiz_1_curves.svg)",
            options=(
                Wrong(
                    "I",
                    "This S-shaped curve from 0 to 1 is the sigmoid: it flattens on both sides, which is where learning "
                    "slows down.",
                    "the sigmoid is taken for the ReLU",
                ),
                Wrong(
                    "II",
                    "This curve is S-shaped as well, but runs from −1 to 1 through the origin: it is the hyperbolic "
                    "tangent.",
                    "the tanh is taken for the ReLU",
                ),
                Right(
                    "III",
                    "Right: zero for every negative input and the input itself for every positive one, `max(0, z)`.",
                ),
                Wrong(
                    "IV",
                    "This is the straight line g(z) = z, which rectifies nothing: negative inputs pass unchanged.",
                    "a straight line is taken for the ReLU",
                ),
            ),
            in_order=True,
        ),
        TrueFalse(
            title="Pictures of cats",
            text="The pixels of cat pictures are structured data, because a computer keeps them in arrays of numbers.",
            options=(
                Wrong(
                    "True",
                    "Everything in a computer is numbers. Data is called structured if each number has a meaning of its "
                    "own, like a price or an age; that of a single pixel depends on all the others.",
                    "whatever is kept as numbers is structured",
                ),
                Right(
                    "False",
                    "Right: pictures, sound and text are unstructured data. No single pixel means anything by itself, and "
                    "only together do they show a cat.",
                ),
            ),
        ),
        TrueFalse(
            title="A table of towns",
            text="A table with the population, the average income and the number of schools of each town in a country "
            "is structured data.",
            options=(
                Right("True", "Right: each column has a name and a meaning, and each row is one example."),
                Wrong(
                    "False",
                    "It is the very example of structured data: one can say of every number what it measures. Pictures, "
                    "sound and text are unstructured.",
                    "only what is no table is structured data",
                ),
            ),
        ),
        SeveralOf(
            title="Networks that translate",
            text="A recurrent network (RNN) is a natural choice for translating English into French. Which of these "
            "are reasons?",
            options=(
                Wrong(
                    "It is smaller than any other network, so that no data is needed to train it.",
                    "An RNN needs many pairs of sentences, like any network that learns a hard task.",
                    "a recurrent network needs no data",
                ),
                Right(
                    "It can be trained on pairs of sentences, one in English and the same in French.",
                    "Right: translation is supervised learning, x is the one sentence and y the other.",
                ),
                Wrong(
                    "It works in a circle of idea, code and experiment, and so improves by itself.",
                    "That circle is how people work on networks. “Recurrent” means that the network hands what it has "
                    "computed for one word on to the next.",
                    "“recurrent” means that it improves by itself",
                ),
                Right(
                    "Its input and its output are sequences, and a sentence is a sequence of words.",
                    "Right: an RNN takes one word after another, and gives one word after another.",
                ),
            ),
        ),
        OneOf(
            title="Two axes without names",
            text="This sketch has often been drawn to explain the success of large networks, and its axes have lost "
            "their names. What do they show?\n\n"
            "![Four curves that rise from the lower left; each flattens out at a greater height than the one "
            "below it](../assignments/figures/quiz_1_sketch.svg)",
            options=(
                Wrong(
                    "Along: the number of iterations. Up: the cost.",
                    "A cost comes down while a network learns. These curves go up, and they tell networks apart that have "
                    "all been trained to the end.",
                    "every plot of learning is a plot of the cost",
                ),
                Wrong(
                    "Along: how well the method performs. Up: the amount of data.",
                    "Read so, it would say that a simple method needs endless data for a little more performance, and "
                    "that data is what comes out of a training. Data is what one puts in: it goes along.",
                    "data is the outcome, performance the input",
                ),
                Right(
                    "Along: the amount of data. Up: how well the method performs.",
                    "Right: with little data the curves lie close together; with much, a larger network makes use of what "
                    "a simple method cannot.",
                ),
                Wrong(
                    "Along: the size of the network. Up: the time that training takes.",
                    "The size of the network is not on an axis here: each curve is a network of another size.",
                    "the size of the network goes along an axis",
                ),
            ),
        ),
        SeveralOf(
            title="Reading the sketch",
            text="Take the same sketch as true. Which of these follow from it?",
            options=(
                Wrong(
                    "With little data, the largest network is sure to be the best.",
                    "At the left end the curves lie in no certain order: what decides there is skill with features and "
                    "details.",
                    "a larger network is better on any amount of data",
                ),
                Right(
                    "More training data usually does not make a network worse.",
                    "Right: none of the curves comes down again on its way to the right.",
                ),
                Right(
                    "A larger network, trained on the same large amount of data, usually does no worse.",
                    "Right: at the right end of the sketch the curve of each larger network lies above that of the "
                    "smaller one.",
                ),
                Wrong(
                    "A simple method catches up with a large network as soon as it is given enough data.",
                    "The curve of the simple method becomes flat: more data does not help it any more.",
                    "data makes up for a method that is too simple",
                ),
            ),
        ),
    ),
)
