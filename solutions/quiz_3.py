"""Quiz 3: networks with one hidden layer."""

from grader import OneOf, Quiz, Right, SeveralOf, Shape, TrueFalse, Wrong

QUIZ = Quiz(
    number=3,
    title="Quiz 3: Networks with one hidden layer",
    intro="Ten questions on the notation of layers, on activation functions, on where the weights start, and on "
    "the shapes in a small network.",
    questions=(
        SeveralOf(
            title="Reading the notation",
            text="Which of these statements about the notation of the course are right?",
            options=(
                Right(
                    "Each column of X holds one example",
                    "Right: X has the shape (nₓ, m), and examples stand side by side.",
                ),
                Wrong(
                    "Each row of X holds one example",
                    "Many libraries keep data so. In this course a row of X holds one feature of all examples.",
                    "each example is a row",
                ),
                Right(
                    "a⁽²⁾ with a round bracket 12 after it, a⁽²⁾⁽¹²⁾, is the activation vector of layer 2 for the 12th "
                    "example",
                    "Right: the first number is the layer, the number of the example comes after it.",
                ),
                Wrong(
                    "a⁽²⁾⁽¹²⁾ is the activation vector of layer 12 for the second example",
                    "The layer is named first, and the example after it.",
                    "the example is named before the layer",
                ),
                Right(
                    "a⁽²⁾ with a 4 below it is the output of the fourth unit of layer 2",
                    "Right: the lower number counts units within the layer.",
                ),
                Wrong(
                    "a⁽²⁾ with a 4 below it is the activation of layer 2 for the fourth example",
                    "Examples are never counted below. The lower number counts something that lies within one layer.",
                    "the lower number counts examples",
                ),
            ),
        ),
        TrueFalse(
            title="Centred activations",
            text="For hidden units, tanh usually works better than the sigmoid, since the mean of its output is nearer "
            "to zero, which makes learning easier for the next layer.",
            options=(
                Right(
                    "True",
                    "Right: tanh runs from −1 to 1, so that what it gives to the next layer is centred; the sigmoid gives "
                    "positive numbers only.",
                ),
                Wrong(
                    "False",
                    "Compare the two curves: what is the middle of the values that each can give, and what would you "
                    "rather have as an input?",
                    "the range of an activation does not matter",
                ),
            ),
        ),
        OneOf(
            title="One layer, all examples",
            text="Which lines compute layer $l$ for all examples at once?",
            options=(
                Wrong(
                    "Z⁽ˡ⁾ = W⁽ˡ⁾A⁽ˡ⁾ + b⁽ˡ⁾, then A⁽ˡ⁺¹⁾ = g⁽ˡ⁾(Z⁽ˡ⁾)",
                    "A layer and all that belongs to it have one number. What comes in carries the number of the layer "
                    "before.",
                    "a layer reads its own output",
                ),
                Wrong(
                    "Z⁽ˡ⁾ = W⁽ˡ⁻¹⁾A⁽ˡ⁾ + b⁽ˡ⁻¹⁾, then A⁽ˡ⁾ = g⁽ˡ⁾(Z⁽ˡ⁾)",
                    "The weights belong to the layer that they lead into, and so does the bias.",
                    "weights carry the number of the layer before",
                ),
                Wrong(
                    "Z⁽ˡ⁾ = A⁽ˡ⁻¹⁾W⁽ˡ⁾ + b⁽ˡ⁾, then A⁽ˡ⁾ = g⁽ˡ⁾(Z⁽ˡ⁾)",
                    "With examples as columns the weights have to stand on the left: (n⁽ˡ⁾, n⁽ˡ⁻¹⁾) times (n⁽ˡ⁻¹⁾, m).",
                    "the order of a matrix product does not matter",
                ),
                Right(
                    "Z⁽ˡ⁾ = W⁽ˡ⁾A⁽ˡ⁻¹⁾ + b⁽ˡ⁾, then A⁽ˡ⁾ = g⁽ˡ⁾(Z⁽ˡ⁾)",
                    "Right: the layer takes what the one before has given, with its own weights, bias and activation.",
                ),
            ),
        ),
        OneOf(
            title="The last unit of a classifier",
            text="A network is to tell cucumbers (y = 1) from watermelons (y = 0). Which activation function should "
            "its output unit have?",
            options=(
                Wrong(
                    "ReLU",
                    "It gives any number from 0 upwards: 3.7 is no probability.",
                    "an output may be any positive number",
                ),
                Right(
                    "Sigmoid",
                    "Right: its values lie between 0 and 1, and can be read as the probability of a cucumber.",
                ),
                Wrong(
                    "Leaky ReLU",
                    "Its values have no bounds on either side, so that they cannot be read as probabilities.",
                    "an output needs no bounds",
                ),
                Wrong(
                    "tanh",
                    "Its values lie between −1 and 1; the labels are 0 and 1, and the logarithm in the loss takes no "
                    "negative numbers.",
                    "what is best in hidden layers is best for the output",
                ),
            ),
        ),
        Shape(
            title="Sums that keep their axis",
            text="What is `B.shape`?",
            code="A = np.random.randn(4, 3)\nB = np.sum(A, axis=1, keepdims=True)",
            asks="B.shape",
            key=(4, 1),
            why="Right: axis 1 runs along each row, so that every row becomes one number, and `keepdims` keeps the "
            "axis as one of length 1.",
            wrong=(
                Wrong("(4,)", "This is what it would be without `keepdims`.", "keepdims is overlooked"),
                Wrong("(1, 3)", "This is the sum along axis 0, down each column.", "axis 1 runs down the columns"),
                Wrong(
                    "(3, 1)",
                    "There is one sum for each row. How many rows are there?",
                    "there is one sum for each column",
                ),
            ),
            otherwise="The axis that is named is the one that is summed away; `keepdims` leaves a 1 in its place.",
        ),
        OneOf(
            title="Starting at zero",
            text="A network has one hidden layer of tanh units, and somebody sets all weights and biases to zero "
            "before the training. What happens?",
            options=(
                Right(
                    "All hidden units compute the same, and go on to compute the same after every step",
                    "Right: they get the same gradient, so that nothing ever tells them apart.",
                ),
                Wrong(
                    "The units compute the same at first, and learn different things after the first step",
                    "A unit changes by its gradient. What would make those of two equal units differ?",
                    "one step of training tells equal units apart",
                ),
                Wrong(
                    "Each unit learns something else, since the inputs differ",
                    "Every unit sees the same inputs: what makes units differ is their weights.",
                    "the inputs tell units apart",
                ),
                Wrong(
                    "It is an error, since the gradient cannot be computed",
                    "Zero is a number like any other; tanh has the slope 1 there.",
                    "zero weights have no gradient",
                ),
            ),
        ),
        TrueFalse(
            title="Logistic regression at zero",
            text="The weights of logistic regression have to be random at the start, since otherwise it learns nothing "
            "useful.",
            options=(
                Wrong(
                    "True",
                    "That is so where several units would stay equal. How many units does logistic regression have?",
                    "every model needs a random start",
                ),
                Right(
                    "False",
                    "Right: there is only one unit, which has no twin, and its gradient depends on the inputs, which are "
                    "not zero.",
                ),
            ),
        ),
        OneOf(
            title="Large weights and tanh",
            text="The hidden units use tanh, and the weights are drawn with `np.random.randn(...) * 1000`. What "
            "happens?",
            options=(
                Wrong(
                    "Nothing: tanh never exceeds 1, so that the size of the weights makes no difference",
                    "The output is bounded, but learning depends on the slope. Where on the curve do large inputs lie?",
                    "a bounded output makes the weights harmless",
                ),
                Wrong(
                    "The gradients become very large, and the learning rate has to be tiny",
                    "Follow one gradient back through tanh: it is multiplied by the slope of the curve at that place.",
                    "large weights mean large gradients through tanh",
                ),
                Right(
                    "The inputs of tanh are very large or very small, where it is flat: gradients are close to zero, and "
                    "learning is slow",
                    "Right: at a distance from zero the slope of tanh vanishes.",
                ),
                Wrong(
                    "The units are “highly activated”, and so learn faster than with small weights",
                    "A unit learns by its slope, not by the size of its output.",
                    "a large activation means fast learning",
                ),
            ),
        ),
        SeveralOf(
            title="Shapes in a small network",
            text="Which of these shapes are right for this network?\n\n"
            "![A network with two inputs, a hidden layer of four units, and one "
            "output](../assignments/figures/quiz_3_network.svg)",
            options=(
                Right(
                    "W⁽¹⁾ has the shape (4, 2)",
                    "Right: a row for each of the four units, a column for each of the two inputs.",
                ),
                Wrong(
                    "W⁽¹⁾ has the shape (2, 4)",
                    "Rows belong to the layer that the weights lead into.",
                    "rows belong to the layer before",
                ),
                Right("b⁽¹⁾ has the shape (4, 1)", "Right: one number for each hidden unit, in a column."),
                Wrong(
                    "b⁽¹⁾ has the shape (2, 1)",
                    "A bias belongs to a unit that computes something. Which are these?",
                    "biases belong to the inputs",
                ),
                Right("W⁽²⁾ has the shape (1, 4)", "Right: one output unit, which reads four activations."),
                Wrong(
                    "b⁽²⁾ has the shape (4, 1)",
                    "The second layer of weights leads into the output. How many units are there?",
                    "each connection has a bias",
                ),
            ),
        ),
        Shape(
            title="Activations of a whole batch",
            text="The same network is given 50 examples at once. What is the shape of $A^{[1]}$?\n\n"
            "![A network with two inputs, a hidden layer of four units, and one "
            "output](../assignments/figures/quiz_3_network.svg)",
            setup="W1, b1, X = np.ones((4, 2)), np.zeros((4, 1)), np.ones((2, 50))",
            asks="np.tanh(W1 @ X + b1).shape",
            key=(4, 50),
            why="Right: a row for each hidden unit, and a column for each example, as in Z⁽¹⁾.",
            wrong=(
                Wrong(
                    "(50, 4)",
                    "Examples stand side by side in this course, from the input to the output.",
                    "each example is a row",
                ),
                Wrong("(4, 1)", "This is what one example gives.", "the number of examples is overlooked"),
                Wrong(
                    "(4, 2)",
                    "This is the shape of the weights that lead there. An activation is what comes out for each example.",
                    "activations are shaped like weights",
                ),
                Wrong(
                    "(1, 50)", "This is the shape of the output layer.", "the output layer is taken for the hidden one"
                ),
            ),
            otherwise="Multiply the shapes: W⁽¹⁾ times X.",
        ),
    ),
)
