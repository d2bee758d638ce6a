"""Quiz 4: deep networks."""

from grader import Number, OneOf, Quiz, Right, SeveralOf, Shape, TrueFalse, Wrong

QUIZ = Quiz(
    number=4,
    title="Quiz 4: Deep networks",
    intro="Ten questions on the layers of a deep network: what each of them hands on, what is counted, which "
    "shapes there are, and what depth is good for.",
    questions=(
        OneOf(
            title="What the cache is for",
            text="In our implementation, forward propagation keeps a cache for each layer. What for?",
            options=(
                Wrong(
                    "To store intermediate costs during the training, for the plot of the learning curve",
                    "The costs are kept in a list of their own, one every hundred iterations; a cache belongs to one "
                    "layer in one pass.",
                    "the cache holds costs",
                ),
                Right(
                    "To hand values that were computed on the way forward to the layer's step backward, which needs them "
                    "for derivatives",
                    "Right: dW needs A of the layer before, dZ needs Z, and dA needs W. All were there on the way "
                    "forward.",
                ),
                Wrong(
                    "To hand values from the way back to the next way forward, so that layers need not be computed again",
                    "After each step all weights have changed: nothing of the last pass could be used again.",
                    "the cache leads from backward to forward",
                ),
                Wrong(
                    "To keep track of the hyperparameters that have been tried",
                    "Hyperparameters stay the same during a training and are chosen by people; a cache is filled anew in "
                    "every pass.",
                    "the cache holds hyperparameters",
                ),
            ),
        ),
        SeveralOf(
            title="Chosen or learned",
            text="Which of these are hyperparameters?",
            options=(
                Right(
                    "The learning rate α",
                    "Right: it is chosen before the training, and decides how the weights change.",
                ),
                Wrong(
                    "The weights W⁽ˡ⁾",
                    "These are what the training finds: the parameters themselves.",
                    "weights are chosen",
                ),
                Right("The number of layers L", "Right: no step of gradient descent changes it."),
                Right("The number of iterations", "Right: somebody decides how long to train."),
                Wrong(
                    "The biases b⁽ˡ⁾",
                    "They have a gradient and are updated with it, like the weights.",
                    "biases are chosen",
                ),
                Wrong(
                    "The activations a⁽ˡ⁾",
                    "They are neither chosen nor learned: they are computed anew for every example.",
                    "activations are chosen",
                ),
            ),
        ),
        OneOf(
            title="What deeper layers see",
            text="Which statement about a deep network for pictures is right?",
            options=(
                Right(
                    "The deeper layers usually compute more complex features than the earlier ones",
                    "Right: edges first, then parts such as eyes, then whole faces.",
                ),
                Wrong(
                    "The earlier layers usually compute more complex features than the deeper ones",
                    "The first layer has nothing but dots to work with. What can be made of these in one step?",
                    "complexity falls with depth",
                ),
                Wrong(
                    "All layers compute features of the same complexity, since they are built alike",
                    "They are built alike, but each works on what the one before has found.",
                    "equal layers compute equal things",
                ),
            ),
        ),
        TrueFalse(
            title="No loop over layers",
            text="Vectorisation lets us compute forward propagation through $L$ layers without an explicit `for` loop "
            "(or one in another form) over the layers $l = 1, 2, …, L$.",
            options=(
                Wrong(
                    "True",
                    "It does away with the loop over examples, and over units. But can layer 3 be computed before layer 2 "
                    "is known?",
                    "vectorisation replaces every loop",
                ),
                Right(
                    "False",
                    "Right: each layer needs what the one before has computed, so that they come one after another.",
                ),
            ),
        ),
        OneOf(
            title="A loop that starts the weights",
            text="`layer_dims` holds the numbers of units, `[n_x, 4, 3, 2, 1]`, the input first. What belongs at the "
            "three places?\n\n"
            "```python\n"
            "for l in range(1, ①):\n"
            '    parameters["W" + str(l)] = np.random.randn(②) * 0.01\n'
            '    parameters["b" + str(l)] = np.zeros((③))\n'
            "```",
            setup="d = layer_dims = [5, 4, 3, 2, 1]\n\n\ndef shapes(stop, weight, bias):\n    made = {}\n    for l in range(1, stop):\n        made[f'W{l}'], made[f'b{l}'] = weight(l), bias(l)\n    return made",
            asks="{'W1': (4, 5), 'b1': (4, 1), 'W2': (3, 4), 'b2': (3, 1), 'W3': (2, 3), 'b3': (2, 1), 'W4': (1, 2), 'b4': (1, 1)}",
            options=(
                Wrong(
                    "① `len(layer_dims) // 2`, ② `layer_dims[l], layer_dims[l - 1]`, ③ `layer_dims[l], 1`",
                    "Count how often this loop runs for a list of five numbers. Half of the length is right for a "
                    "dictionary with a weight and a bias for each layer, and not for a list of layers.",
                    "the list holds two entries for each layer",
                    gives="shapes(len(d) // 2, lambda l: (d[l], d[l - 1]), lambda l: (d[l], 1))",
                ),
                Wrong(
                    "① `len(layer_dims)`, ② `layer_dims[l - 1], layer_dims[l]`, ③ `layer_dims[l], 1`",
                    "The weights lie on their side here: the product of W and the activations before it would not match.",
                    "rows belong to the layer before",
                    gives="shapes(len(d), lambda l: (d[l - 1], d[l]), lambda l: (d[l], 1))",
                ),
                Right(
                    "① `len(layer_dims)`, ② `layer_dims[l], layer_dims[l - 1]`, ③ `layer_dims[l], 1`",
                    "Right: four layers of weights, each with as many rows as it has units and as many columns as the "
                    "layer before.",
                    gives="shapes(len(d), lambda l: (d[l], d[l - 1]), lambda l: (d[l], 1))",
                ),
                Wrong(
                    "① `len(layer_dims)`, ② `layer_dims[l], layer_dims[l - 1]`, ③ `layer_dims[l - 1], 1`",
                    "A bias is added to W·A, which has as many rows as the layer has units.",
                    "biases belong to the layer before",
                    gives="shapes(len(d), lambda l: (d[l], d[l - 1]), lambda l: (d[l - 1], 1))",
                ),
            ),
        ),
        Number(
            title="Layers to count",
            text="How many layers $L$ does this network have, counted as the course counts them?\n\n"
            "![A network with four inputs, hidden layers of four and three units, and one "
            "output](../assignments/figures/quiz_4_network.svg)",
            key=3,
            why="Right: two hidden layers and the output layer. The input is not counted, since it computes nothing.",
            wrong=(
                Wrong(
                    "4",
                    "The column on the left computes nothing: it is the input, and counts as layer 0.",
                    "the input is counted",
                ),
                Wrong(
                    "2",
                    "These are the hidden layers alone. Another one computes something, too.",
                    "only hidden layers are counted",
                ),
                Wrong("12", "Layers are meant, not units.", "units are counted"),
            ),
            otherwise="Count the columns of units that compute something.",
        ),
        TrueFalse(
            title="The way back and the activation",
            text="On the way back one has to know which activation function each layer used on the way forward, since "
            "the gradient depends on it.",
            options=(
                Right(
                    "True",
                    "Right: dZ is dA times the slope of the activation, and sigmoid, tanh and ReLU have different slopes.",
                ),
                Wrong(
                    "False",
                    "Write down how dZ comes from dA by the chain rule: what is g′ in it?",
                    "the way back is the same for every activation",
                ),
            ),
        ),
        TrueFalse(
            title="Depth against width",
            text="There are functions that a shallow network needs exponentially many hidden units for, and a deep "
            "network only a few.",
            options=(
                Right(
                    "True",
                    "Right: the parity of many bits is an example. A tree of small gates computes it in few steps; one "
                    "layer has to tell all patterns apart.",
                ),
                Wrong(
                    "False",
                    "Think of the parity of a thousand bits (is the number of ones odd?), and of computing it two bits at "
                    "a time.",
                    "width can always replace depth",
                ),
            ),
        ),
        SeveralOf(
            title="Shapes layer by layer",
            text="Which of these shapes are right for this network?\n\n"
            "![A network with four inputs, hidden layers of four and three units, and one "
            "output](../assignments/figures/quiz_4_network.svg)",
            options=(
                Right("W⁽¹⁾ is (4, 4), and b⁽¹⁾ is (4, 1)", "Right: four units that read four inputs."),
                Wrong(
                    "W⁽¹⁾ is (3, 4), and b⁽¹⁾ is (3, 1)",
                    "These are the weights of the next layer. Which layer do W⁽¹⁾ lead into?",
                    "weights carry the number of the layer they come from",
                ),
                Right("W⁽²⁾ is (3, 4), and b⁽²⁾ is (3, 1)", "Right: three units that read four activations."),
                Wrong(
                    "W⁽²⁾ is (4, 3), and b⁽²⁾ is (4, 1)",
                    "Rows belong to the layer that the weights lead into.",
                    "rows belong to the layer before",
                ),
                Right("W⁽³⁾ is (1, 3), and b⁽³⁾ is (1, 1)", "Right: one output unit that reads three activations."),
                Wrong(
                    "W⁽³⁾ is (1, 3), and b⁽³⁾ is (3, 1)",
                    "A bias belongs to a unit of the layer itself. How many units does the last layer have?",
                    "each connection has a bias",
                ),
            ),
        ),
        Shape(
            title="A layer in the middle",
            text="Layer 6 of a deep network has 12 units; the layer before it has 30, the layer after it 8. What is "
            "the shape of $W^{[6]}$?",
            key=(12, 30),
            why="Right: W⁽ˡ⁾ is (n⁽ˡ⁾, n⁽ˡ⁻¹⁾), its own units by those of the layer before.",
            wrong=(
                Wrong(
                    "(30, 12)",
                    "The product W·A has to have a row for each unit of layer 6. Which side do these rows come from?",
                    "rows belong to the layer before",
                ),
                Wrong(
                    "(8, 12)",
                    "This is W⁽⁷⁾, which leads from layer 6 to the next.",
                    "weights carry the number of the layer they come from",
                ),
                Wrong(
                    "(12, 8)",
                    "The layer after it makes no difference to the weights that lead into layer 6.",
                    "the layer after it counts, too",
                ),
                Wrong("(12, 1)", "This is the shape of the bias b⁽⁶⁾.", "weights are shaped like biases"),
            ),
            otherwise="Which activations does layer 6 read, and how many numbers does it give?",
        ),
    ),
)
