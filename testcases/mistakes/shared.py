"""Classic errors of functions that several assignments ask for; the catalogue of an assignment takes them in."""

from grader import Mistake

# Errors that give the same answers share a hint.
ONE_TURN = "This is the result of one turn: draw before the loop, keep what each turn gives, return behind the loop."


def sigmoid(x: str) -> tuple[Mistake, ...]:
    """Those of 1 / (1 + exp(-x)), where the argument is called `x`."""
    whole = f"1 / (1 + np.exp(-{x}))"
    return (
        Mistake(
            "sign-forgotten", f"The exponent is {x}; the formula has minus {x}.", {f"np.exp(-{x})": f"np.exp({x})"}
        ),
        Mistake(
            "brackets-forgotten",
            "This is 1 plus the exponential: the whole sum stands below the fraction bar, so it needs brackets.",
            {whole: f"1 / 1 + np.exp(-{x})"},
        ),
        Mistake(
            "one-forgotten",
            "Below the fraction bar stands 1 plus the exponential; the 1 is missing.",
            {f"(1 + np.exp(-{x}))": f"np.exp(-{x})"},
        ),
        Mistake(
            "minus-for-plus",
            "Below the fraction bar the exponential is added to 1, not taken away.",
            {"1 + np": "1 - np"},
        ),
        Mistake(
            "tangent",
            "That is the hyperbolic tangent, a cousin that reaches from -1 to 1.",
            {whole: f"np.tanh({x})"},
        ),
        Mistake(
            "relu",
            "That is ReLU, which keeps positive numbers as they are; the sigmoid ends between 0 and 1.",
            {whole: f"np.maximum(0, {x})"},
        ),
        Mistake(
            "added-up",
            f"The result is a single number; it should have one for each number of {x}.",
            {whole: f"np.sum({whole})"},
        ),
    )


UNIFORM = "`np.random.rand` draws evenly from 0 to 1; `np.random.randn` draws from the bell curve."
TOO_LARGE = "The factor 0.01 is missing: the weights should start small."

# Those of any first parameters.
DRAWING = (
    Mistake(
        "uniform-for-normal",
        UNIFORM,
        {"np.random.randn(": "np.random.rand("},
    ),
    Mistake(
        "weights-too-large",
        TOO_LARGE,
        {" * 0.01": ""},
    ),
    Mistake("biases-of-one", "The biases should start at zero, not at one.", {"np.zeros(": "np.ones("}),
)


def two_layers(seed: int) -> tuple[Mistake, ...]:
    """Those of the first parameters of a network with one hidden layer, drawn from `seed`."""
    return (
        Mistake(
            "factor-too-large",
            "The weights are ten times too large: the factor is 0.01, not 0.1.",
            {" * 0.01": " * 0.1"},
        ),
        Mistake(
            "first-layer-transposed",
            "`W1` lies on its side: its rows are the hidden units, its columns the inputs.",
            {"randn(n_h, n_x)": "randn(n_x, n_h)"},
        ),
        Mistake(
            "second-layer-transposed",
            "`W2` lies on its side: its rows are the outputs, its columns the hidden units.",
            {"randn(n_y, n_h)": "randn(n_h, n_y)"},
        ),
        Mistake(
            "both-layers-transposed",
            "Both weight matrices lie on their side: a row is a unit, a column something it reads.",
            {"randn(n_h, n_x)": "randn(n_x, n_h)", "randn(n_y, n_h)": "randn(n_h, n_y)"},
        ),
        *(
            mistake
            for number, sizes in ((1, "n_h, n_x"), (2, "n_y, n_h"))
            for mistake in (
                Mistake(f"uniform-for-normal-{number}", UNIFORM, {f"randn({sizes})": f"rand({sizes})"}),
                Mistake(f"weights-too-large-{number}", TOO_LARGE, {f"({sizes}) * 0.01": f"({sizes})"}),
                Mistake(
                    f"zero-weights-{number}",
                    f"`W{number}` is zero, so that hidden units stay alike: draw it at random.",
                    {f"np.random.randn({sizes}) * 0.01": f"np.zeros(({sizes}))"},
                ),
            )
        ),
        Mistake(
            "second-layer-reads-input",
            "`W2` reads from the hidden layer and not from the input, so it needs `n_h` columns.",
            {"randn(n_y, n_h)": "randn(n_y, n_x)"},
        ),
        Mistake(
            "random-biases",
            "The biases should start at zero; only the weights are random.",
            {
                "b1 = np.zeros((n_h, 1))": "b1 = np.random.randn(n_h, 1) * 0.01",
                "b2 = np.zeros((n_y, 1))": "b2 = np.random.randn(n_y, 1) * 0.01",
            },
        ),
        Mistake(
            "flat-biases",
            "A bias is a column of shape (n, 1); `np.zeros(n)` has no second axis.",
            {"np.zeros((n_h, 1))": "np.zeros(n_h)", "np.zeros((n_y, 1))": "np.zeros(n_y)"},
        ),
        Mistake(
            "bias-rows",
            "A bias is a column of shape (n, 1), not a row of shape (1, n).",
            {"np.zeros((n_h, 1))": "np.zeros((1, n_h))", "np.zeros((n_y, 1))": "np.zeros((1, n_y))"},
        ),
        Mistake(
            "zero-weights",
            "With zero weights all hidden units stay alike; draw the weights at random.",
            {
                "np.random.randn(n_h, n_x) * 0.01": "np.zeros((n_h, n_x))",
                "np.random.randn(n_y, n_h) * 0.01": "np.zeros((n_y, n_h))",
            },
        ),
        Mistake(
            "seeds-again",
            "The seed is set once, before `W1`; set again before `W2` it repeats the same random numbers.",
            {"W2 = np": f"np.random.seed({seed})\n    W2 = np"},
        ),
        Mistake(
            "second-layer-first",
            "`W1` is drawn before `W2`; in the other order each gets different random numbers.",
            {
                "    W1 = np.random.randn(n_h, n_x) * 0.01\n": "",
                "W2 = np.random.randn(n_y, n_h) * 0.01": (
                    "W2 = np.random.randn(n_y, n_h) * 0.01\n    W1 = np.random.randn(n_h, n_x) * 0.01"
                ),
            },
        ),
    )


def cross_entropy(A: str) -> tuple[Mistake, ...]:
    """Those of the cost of predictions that are called `A`."""
    first, second = f"Y * np.log({A})", f"(1 - Y) * np.log(1 - {A})"
    return (
        Mistake("sign-forgotten", "The minus sign is missing: a cost is never negative.", {"= -np.sum": "= np.sum"}),
        Mistake("not-averaged", "The sum is not divided by the number of examples.", {") / m\n": ")\n"}),
        Mistake("averaged-twice", "The average is taken twice: divide by `m` once.", {") / m\n": ") / m / m\n"}),
        Mistake(
            "halved",
            "The cost is divided by 2m; the half belongs to squared errors, not to this formula.",
            {") / m\n": ") / (2 * m)\n"},
        ),
        Mistake(
            "logarithms-swapped",
            f"The two logarithms are swapped: `Y` goes with log({A}), and 1 - Y with log(1 - {A}).",
            {f"{first} + {second}": f"Y * np.log(1 - {A}) + (1 - Y) * np.log({A})"},
        ),
        Mistake(
            "same-logarithm-twice",
            f"Both terms use log({A}); the second needs log(1 - {A}).",
            {f"np.log(1 - {A})": f"np.log({A})"},
        ),
        Mistake(
            "second-term-missing",
            "Examples with label 0 cost nothing here: the second term is missing.",
            {f" + {second}": ""},
        ),
        Mistake(
            "first-term-missing",
            "Examples with label 1 cost nothing here: the first term is missing.",
            {f"{first} + ": ""},
        ),
        Mistake(
            "terms-subtracted",
            "The second term has the wrong sign: the two are added, and the minus sign stands before both of them.",
            {" + (1 - Y)": " - (1 - Y)"},
        ),
        Mistake(
            "another-base",
            "This is a logarithm to another base; the formula wants the natural one, `np.log`.",
            {"np.log(": "np.log10("},
        ),
        Mistake(
            "base-two",
            "This is a logarithm to base 2; the formula wants the natural one, `np.log`.",
            {"np.log(": "np.log2("},
        ),
        Mistake("not-summed", "There is one cost for each example here; sum them up.", {"-np.sum(": "-("}),
    )


# Those of one step of gradient descent.
STEP = (
    Mistake("uphill", "The step goes uphill: subtract the gradient.", {"- learning_rate": "+ learning_rate"}),
    Mistake(
        "learning-rate-forgotten",
        "The step is as long as the gradient itself: multiply it by the learning rate.",
        {"learning_rate * ": ""},
    ),
)

# Those of any training.
TRAINING = (
    Mistake(
        "nothing-learned",
        "The parameters come back as they were drawn: keep in `parameters` what `update_parameters` gives, each turn.",
        {"parameters = update_parameters(": "updated = update_parameters("},
    ),
    Mistake(
        "one-turn-too-few",
        "These are the parameters of one turn too few: take `num_iterations` turns, and return what the last gives.",
        {"range(num_iterations)": "range(1, num_iterations)"},
    ),
    Mistake(
        "one-turn-too-many",
        "The loop takes one turn too many: `range(num_iterations)` has exactly `num_iterations`.",
        {"range(num_iterations)": "range(num_iterations + 1)"},
    ),
    Mistake(
        "gradients-returned",
        "The result is the trained parameters, not their last gradients.",
        {"\n    return parameters": "\n    return grads"},
    ),
)

# Those of a training that is told its learning rate, and keeps a cost now and then.
TRAINING_AT_A_RATE = (
    Mistake(
        "first-turn-only",
        ONE_TURN,
        {"        if i % 100 == 0:": "        return parameters\n        if i % 100 == 0:"},
    ),
    Mistake(
        "learning-rate-fixed",
        "The step is 0.0075 long whatever it is told: use the argument `learning_rate`.",
        {"update_parameters(parameters, grads, learning_rate)": "update_parameters(parameters, grads, 0.0075)"},
    ),
    Mistake(
        "uphill",
        "The steps go uphill: does the slope of the cost begin with a minus, and is the rate handed on as it is?",
        {"grads, learning_rate)": "grads, -learning_rate)"},
    ),
    Mistake(
        "updated-twice",
        "Each turn takes two steps with the same gradients; take one.",
        {
            "        if i % 100 == 0:": (
                "        parameters = update_parameters(parameters, grads, learning_rate)\n        if i % 100 == 0:"
            ),
        },
    ),
    Mistake(
        "turns-fixed",
        "The number of turns is fixed; use the argument `num_iterations`.",
        {"range(num_iterations)": "range(250)"},
    ),
    Mistake(
        "costs-returned-too",
        "The result is the dictionary of parameters alone, without the costs.",
        {"\n    return parameters": "\n    return parameters, costs"},
    ),
    Mistake(
        "inputs-scaled",
        "`X` belongs to the caller: do not change it in place.",
        {"    costs = []\n": "    costs = []\n    X /= np.max(np.abs(X))\n"},
    ),
)

# That of a training of one hidden layer.
SIZES_OUT_OF_ORDER = Mistake(
    "sizes-out-of-order",
    "`initialize_parameters` wants the sizes from input to output: `n_x, n_h, n_y`.",
    {"initialize_parameters(n_x, n_h, n_y)": "initialize_parameters(n_h, n_x, n_y)"},
)
