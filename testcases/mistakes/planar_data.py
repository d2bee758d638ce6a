"""Assignment 3: the classic errors, each a small variant of the solution with a hint for who made it."""

from grader import Mistake

from . import shared

NAMES = ("W1", "b1", "W2", "b2")

# Errors that give the same answers share a hint.
FOUR_UNITS = "The hidden layer has 4 units whatever is asked for: use the argument `n_h`, and do not replace it."
DEFAULT_RATE = "Leave the learning rate of `update_parameters` at its default, 1.2."

TERMS = "Y * np.log(A2) + (1 - Y) * np.log(1 - A2)"

MISTAKES = {
    "layer_sizes": (
        Mistake(
            "examples-for-inputs",
            "`n_x` counts the inputs, the rows of `X`; its columns are the examples.",
            {"n_x = X.shape[0]": "n_x = X.shape[1]"},
        ),
        Mistake(
            "examples-for-outputs",
            "`n_y` counts the outputs, the rows of `Y`; its columns are the examples.",
            {"n_y = Y.shape[0]": "n_y = Y.shape[1]"},
        ),
        Mistake(
            "columns-for-rows",
            "Both sizes are numbers of rows, `shape[0]`; the columns are the examples.",
            {".shape[0]": ".shape[1]"},
        ),
        Mistake(
            "data-swapped",
            "`n_x`, the first result, belongs to `X`, and `n_y`, the last, to `Y`; here they are swapped.",
            {"n_x = X": "n_x = Y", "n_y = Y": "n_y = X"},
        ),
        Mistake("five-units", "The hidden layer has 4 units here.", {"n_h = 4": "n_h = 5"}),
        Mistake(
            "hidden-like-input",
            "The size of the hidden layer is not read from the data: it is 4.",
            {"n_h = 4": "n_h = X.shape[0]"},
        ),
        Mistake(
            "output-fixed-at-one",
            "There can be more than one output: read their number from `Y`.",
            {"n_y = Y.shape[0]": "n_y = 1"},
        ),
        Mistake(
            "published-sizes",
            "These are the sizes of the published case, whatever it is given: read them from `X` and `Y`.",
            {"X.shape[0]": "5", "Y.shape[0]": "2"},
        ),
        Mistake(
            "shapes-for-sizes",
            "A shape is a pair of numbers; a size is its first entry.",
            {".shape[0]": ".shape"},
        ),
        Mistake(
            "all-entries-counted",
            "`X.size` counts every number in `X`; the inputs are its rows, `X.shape[0]`.",
            {"X.shape[0]": "X.size", "Y.shape[0]": "Y.size"},
        ),
        Mistake(
            "results-out-of-order",
            "The order of the results is `n_x, n_h, n_y`.",
            {"return n_x, n_h, n_y": "return n_x, n_y, n_h"},
        ),
    ),
    "initialize_parameters": (
        *shared.DRAWING,
        *shared.two_layers(seed=2),
        Mistake(
            "sizes-fixed",
            "The sizes 2, 4 and 1 are those of the published case; use `n_x`, `n_h` and `n_y`.",
            {"n_h, n_x)": "4, 2)", "n_y, n_h)": "1, 4)", "(n_h, 1)": "(4, 1)", "(n_y, 1)": "(1, 1)"},
        ),
        Mistake(
            "another-seed",
            "The seed of this function is 2, and it is set for you: leave that line as it was.",
            {"np.random.seed(2)": "np.random.seed(1)"},
        ),
    ),
    "forward_propagation": (
        Mistake(
            "bend-forgotten",
            "The hidden layer is not bent: `A1` is tanh of `Z1`.",
            {"A1 = np.tanh(Z1)": "A1 = Z1"},
        ),
        Mistake(
            "sigmoid-in-the-hidden-layer",
            "The hidden layer uses tanh; the sigmoid stands at the output only.",
            {"np.tanh(Z1)": "sigmoid(Z1)"},
        ),
        Mistake(
            "relu-in-the-hidden-layer",
            "ReLU comes in the next assignment; the hidden layer here uses tanh.",
            {"np.tanh(Z1)": "np.maximum(0, Z1)"},
        ),
        Mistake(
            "tan-for-tanh",
            "`np.tan` is the tangent of an angle; the bend is the hyperbolic one, `np.tanh`.",
            {"np.tanh(": "np.tan("},
        ),
        Mistake(
            "tanh-at-the-output",
            "The output is a probability between 0 and 1, so it needs the sigmoid and not tanh.",
            {"sigmoid(Z2)": "np.tanh(Z2)"},
        ),
        Mistake(
            "output-not-bent",
            "The output is not a probability yet: `A2` is the sigmoid of `Z2`.",
            {"A2 = sigmoid(Z2)": "A2 = Z2"},
        ),
        Mistake(
            "bends-swapped",
            "The two bends are swapped: tanh in the hidden layer, the sigmoid at the output.",
            {"np.tanh(Z1)": "sigmoid(Z1)", "sigmoid(Z2)": "np.tanh(Z2)"},
        ),
        Mistake(
            "thresholded-too-early",
            "`A2` is the probability itself; turning it into 0 or 1 is left to `predict`.",
            {"A2 = sigmoid(Z2)": "A2 = (sigmoid(Z2) > 0.5).astype(float)"},
        ),
        Mistake(
            "hidden-bias-forgotten",
            "The bias `b1` is not added in the hidden layer.",
            {"W1 @ X + b1": "W1 @ X"},
        ),
        Mistake(
            "output-bias-forgotten",
            "The bias `b2` is not added at the output.",
            {"W2 @ A1 + b2": "W2 @ A1"},
        ),
        Mistake(
            "both-biases-forgotten",
            "Neither layer adds its bias: Z is W times A, plus b.",
            {" + b1": "", " + b2": ""},
        ),
        Mistake(
            "biases-subtracted",
            "The biases are subtracted; add them.",
            {" + b1": " - b1", " + b2": " - b2"},
        ),
        Mistake(
            "bend-skipped",
            "The output layer reads `Z1`; it should read what the hidden layer hands on, `A1`.",
            {"W2 @ A1": "W2 @ Z1"},
        ),
        Mistake(
            "input-transposed",
            "`X` already has one example a column: no transpose is needed in W1 times X.",
            {"W1 @ X": "W1 @ X.T"},
        ),
        Mistake(
            "weights-transposed",
            "`W1` has a row for each hidden unit: multiply it with `X` as it is.",
            {"W1 @ X": "W1.T @ X"},
        ),
        Mistake(
            "star-for-product",
            "`*` multiplies entry by entry; the linear step is a matrix product, `@`.",
            {"W1 @ X": "W1 * X", "W2 @ A1": "W2 * A1"},
        ),
        Mistake(
            "cache-before-and-after-swapped",
            "In the cache Z1 and Z2 are the values before the bend, A1 and A2 those after it.",
            {'"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2': '"Z1": A1, "A1": Z1, "Z2": A2, "A2": Z2'},
        ),
        Mistake(
            "hidden-layer-returned",
            "The first result is the output `A2`; `A1` goes into the cache only.",
            {"return A2, cache": "return A1, cache"},
        ),
        Mistake(
            "results-out-of-order",
            "The order of the results is `A2, cache`.",
            {"return A2, cache": "return cache, A2"},
        ),
        Mistake(
            "centred-in-place",
            "`X` was changed in place, but it belongs to the caller.",
            {"Z1 = W1 @ X": "X -= np.mean(X)\n    Z1 = W1 @ X"},
        ),
    ),
    "compute_cost": (
        *shared.cross_entropy("A2"),
        Mistake(
            "predictions-and-labels-swapped",
            "The logarithm belongs to the prediction `A2`; the label `Y` is the factor before it.",
            {TERMS: "A2 * np.log(Y + 1e-9) + (1 - A2) * np.log(1 - Y + 1e-9)"},
        ),
        Mistake(
            "squared-error",
            "This is the mean squared error; the cost here is the cross-entropy.",
            {TERMS: "-((A2 - Y) ** 2)"},
        ),
        Mistake(
            "large-weights-punished",
            "The cost has no term for the weights: the argument `parameters` is not needed.",
            {") / m\n": ') / m + np.sum(parameters["W1"] ** 2) / (2 * m)\n'},
        ),
    ),
    "backward_propagation": (
        Mistake(
            "error-sign-flipped",
            "The error is prediction minus label, `A2 - Y`, and not the other way round.",
            {"A2 - Y": "Y - A2"},
        ),
        Mistake(
            "weights-not-averaged",
            "`dW1` and `dW2` are summed over the examples but not averaged: divide by `m`.",
            {"1 / m * (dZ": "(dZ"},
        ),
        Mistake(
            "biases-not-averaged",
            "`db1` and `db2` are summed over the examples but not averaged: divide by `m`.",
            {"1 / m * np.sum": "np.sum"},
        ),
        Mistake(
            "nothing-averaged",
            "No gradient is averaged: the cost is an average, so each of the four needs 1/m.",
            {"1 / m * ": ""},
        ),
        Mistake(
            "averaged-on-the-way",
            "`dZ2` is divided by `m` already, and then every gradient once more: average only at the end.",
            {"dZ2 = A2 - Y": "dZ2 = (A2 - Y) / m"},
        ),
        Mistake(
            "features-for-examples",
            "`m` is the number of examples, the columns of `X`, and not the number of its rows.",
            {"X.shape[1]": "X.shape[0]"},
        ),
        Mistake(
            "slope-forgotten",
            "`dZ1` lacks the slope of tanh, 1 - A1**2.",
            {" * (1 - A1**2)": ""},
        ),
        Mistake(
            "slope-of-the-sigmoid",
            "The slope A1 * (1 - A1) belongs to the sigmoid; the hidden layer is tanh, with 1 - A1**2.",
            {"(1 - A1**2)": "(A1 * (1 - A1))"},
        ),
        Mistake(
            "slope-not-squared",
            "The slope of tanh is 1 - A1**2; the square is missing.",
            {"1 - A1**2": "1 - A1"},
        ),
        Mistake(
            "slope-at-z",
            "tanh is taken already: the slope is 1 - A1**2, and not 1 - Z1**2.",
            {"1 - A1**2": '1 - cache["Z1"] ** 2'},
        ),
        Mistake(
            "tanh-twice",
            "`A1` is tanh of `Z1` already; do not apply tanh to it again before squaring.",
            {"1 - A1**2": "1 - np.tanh(A1) ** 2"},
        ),
        Mistake(
            "output-slope-added",
            "The slope of the sigmoid is already part of A2 - Y: it cancels against the slope of the cost.",
            {"dZ2 = A2 - Y": "dZ2 = (A2 - Y) * A2 * (1 - A2)"},
        ),
        Mistake(
            "weights-not-transposed",
            "`W2` leads from the hidden units to the output; the way back needs its transpose.",
            {"W2.T @ dZ2": "W2 @ dZ2"},
        ),
        Mistake(
            "first-weights-for-second",
            "The error comes back through the weights of layer 2, so `dZ1` is built from `W2`.",
            {'W2 = parameters["W2"]': 'W2 = parameters["W1"]'},
        ),
        Mistake(
            "activations-not-transposed",
            "`dW2` needs the transpose of `A1`, and `dW1` that of `X`: the product runs over the examples.",
            {"dZ2 @ A1.T": "dZ2 @ A1", "dZ1 @ X.T": "dZ1 @ X"},
        ),
        Mistake(
            "gradients-lie-on-their-side",
            "`dW1` and `dW2` came out transposed: each must have the shape of its weights.",
            {"dZ2 @ A1.T": "A1 @ dZ2.T", "dZ1 @ X.T": "X @ dZ1.T"},
        ),
        Mistake(
            "output-layer-reads-input",
            "`dW2` needs what layer 2 has read, and that is `A1` and not `X`.",
            {"dZ2 @ A1.T": "dZ2 @ X.T"},
        ),
        Mistake(
            "star-for-product",
            "`*` multiplies entry by entry; `dW1`, `dW2` and the way back through `W2` are matrix products, `@`.",
            {"dZ2 @ A1.T": "dZ2 * A1.T", "dZ1 @ X.T": "dZ1 * X.T", "W2.T @ dZ2": "W2.T * dZ2"},
        ),
        Mistake(
            "product-for-star",
            "The slope of tanh is multiplied entry by entry, with `*` and not with `@`.",
            {" * (1 - A1**2)": " @ (1 - A1**2)"},
        ),
        Mistake(
            "wrong-axis",
            "`db1` and `db2` are summed over the units; sum over the examples, `axis=1`.",
            {"axis=1": "axis=0"},
        ),
        Mistake(
            "keepdims-forgotten",
            "`db1` and `db2` lost their second axis: `keepdims=True` keeps them columns.",
            {", keepdims=True": ""},
        ),
        Mistake(
            "biases-summed-up",
            "`db1` is one number for the whole layer; each unit has its own, so sum along `axis=1` only.",
            {"np.sum(dZ1, axis=1, keepdims=True)": "np.sum(dZ1)"},
        ),
        Mistake(
            "layers-swapped",
            "The gradients of the two layers ended up under each other's name.",
            {'"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2': '"dW1": dW2, "db1": db2, "dW2": dW1, "db2": db1'},
        ),
        Mistake(
            "overwrites-its-input",
            "`A2` was changed in place, but it belongs to the caller: write `A2 - Y` and not `A2 -= Y`.",
            {"dZ2 = A2 - Y": "A2 -= Y\n    dZ2 = A2"},
        ),
        Mistake(
            "star-for-product-1",
            "`*` multiplies entry by entry; `dW1`, `dW2` and the way back through `W2` are matrix products, `@`.",
            {"dZ1 @ X.T": "dZ1 * X.T"},
        ),
        Mistake(
            "star-for-product-2",
            "`*` multiplies entry by entry; `dW1`, `dW2` and the way back through `W2` are matrix products, `@`.",
            {"dZ2 @ A1.T": "dZ2 * A1.T"},
        ),
        Mistake(
            "biases-summed-in-brackets",
            "`db1` is one number for the whole layer; each unit has its own, so sum along `axis=1` only.",
            {"np.sum(dZ1, axis=1, keepdims=True)": "np.sum(dZ1, keepdims=True)"},
        ),
        Mistake(
            "all-biases-summed-up",
            "`db1` is one number for the whole layer; each unit has its own, so sum along `axis=1` only.",
            {"axis=1, keepdims=True": "keepdims=True"},
        ),
    ),
    "update_parameters": (
        *shared.STEP,
        Mistake(
            "learning-rate-fixed",
            "The step uses a rate of 1.2 whatever it is told: use the argument `learning_rate`.",
            {"learning_rate * ": "1.2 * "},
        ),
        Mistake(
            "learning-rate-divides",
            "The gradient is divided by the learning rate; multiply.",
            {
                'learning_rate * grads["dW1"]': 'grads["dW1"] / learning_rate',
                'learning_rate * grads["dW2"]': 'grads["dW2"] / learning_rate',
            },
        ),
        Mistake(
            "biases-not-updated",
            "The biases stayed where they were: they take a step too.",
            {' - learning_rate * grads["db1"]': "", ' - learning_rate * grads["db2"]': ""},
        ),
        Mistake(
            "weights-not-updated",
            "The weights stayed where they were: they take a step too.",
            {' - learning_rate * grads["dW1"]': "", ' - learning_rate * grads["dW2"]': ""},
        ),
        Mistake(
            "second-layer-forgotten",
            "Layer 2 did not move: update `W2` and `b2` too.",
            {' - learning_rate * grads["dW2"]': "", ' - learning_rate * grads["db2"]': ""},
        ),
        Mistake(
            "step-for-value",
            "What is stored is the step alone; the new value is the old one minus the step.",
            {"= W1 -": "= -", "= b1 -": "= -", "= W2 -": "= -", "= b2 -": "= -"},
        ),
        Mistake(
            "biases-use-weight-gradient",
            "The biases are updated with `dW`; they need `db`.",
            {'grads["db1"]': 'grads["dW1"]', 'grads["db2"]': 'grads["dW2"]'},
        ),
        Mistake(
            "second-layer-uses-first-gradient",
            "Layer 2 is moved by the gradient of layer 1; use its own.",
            {'grads["dW2"]': 'grads["dW1"]', 'grads["db2"]': 'grads["db1"]'},
        ),
        Mistake(
            "nothing-updated",
            "The parameters came back as they were: return the new ones.",
            {'return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}': "return parameters"},
        ),
        Mistake(
            "in-place",
            "`W1 -= ...` writes into the caller's arrays; compute a new array with `W1 - ...`.",
            {"W1 = W1 -": "W1 -=", "b1 = b1 -": "b1 -=", "W2 = W2 -": "W2 -=", "b2 = b2 -": "b2 -="},
        ),
        *(
            Mistake(f"{name}-uphill", f"`{name}` goes uphill: subtract its step.", {f"{name} - l": f"{name} + l"})
            for name in NAMES
        ),
        Mistake(
            "first-layer-forgotten",
            "Layer 1 did not move: update `W1` and `b1` too.",
            {' - learning_rate * grads["dW1"]': "", ' - learning_rate * grads["db1"]': ""},
        ),
        Mistake(
            "first-bias-uses-weight-gradient",
            "The biases are updated with `dW`; they need `db`.",
            {'grads["db1"]': 'grads["dW1"]'},
        ),
        Mistake(
            "second-bias-uses-weight-gradient",
            "The biases are updated with `dW`; they need `db`.",
            {'grads["db2"]': 'grads["dW2"]'},
        ),
    ),
    "nn_model": (
        *shared.TRAINING,
        shared.SIZES_OUT_OF_ORDER,
        Mistake(
            "always-from-the-start",
            shared.ONE_TURN,
            {
                "for i in": "start = parameters\n    for i in",
                "forward_propagation(X, parameters)": "forward_propagation(X, start)",
                "backward_propagation(parameters, cache": "backward_propagation(start, cache",
                "update_parameters(parameters, grads)": "update_parameters(start, grads)",
            },
        ),
        Mistake(
            "drawn-in-every-turn",
            shared.ONE_TURN,
            {"        A2, cache =": "        parameters = initialize_parameters(n_x, n_h, n_y)\n        A2, cache ="},
        ),
        Mistake(
            "forward-once",
            "The way forward must be gone in every turn, since the parameters have changed.",
            {
                "for i in": "A2, cache = forward_propagation(X, parameters)\n    for i in",
                "        A2, cache = forward_propagation(X, parameters)\n": "",
            },
        ),
        Mistake(
            "gradients-once",
            "The gradients are computed once, before the loop; each turn needs fresh ones.",
            {
                "for i in": (
                    "A2, cache = forward_propagation(X, parameters)\n"
                    "    grads = backward_propagation(parameters, cache, X, Y)\n"
                    "    for i in"
                ),
                "        grads = backward_propagation(parameters, cache, X, Y)\n": "",
            },
        ),
        Mistake(
            "turns-fixed",
            "The number of turns is fixed; use the argument `num_iterations`.",
            {"range(num_iterations)": "range(1000)"},
        ),
        Mistake(
            "first-turn-only",
            shared.ONE_TURN,
            {"\n    return parameters": "\n        return parameters\n    return parameters"},
        ),
        Mistake(
            "always-four-units",
            FOUR_UNITS,
            {"initialize_parameters(n_x, n_h, n_y)": "initialize_parameters(n_x, 4, n_y)"},
        ),
        Mistake(
            "argument-overwritten",
            FOUR_UNITS,
            {"n_x, _, n_y = layer_sizes(X, Y)": "n_x, n_h, n_y = layer_sizes(X, Y)"},
        ),
        Mistake(
            "another-learning-rate",
            DEFAULT_RATE,
            {"update_parameters(parameters, grads)": "update_parameters(parameters, grads, 0.01)"},
        ),
        Mistake(
            "half-the-learning-rate",
            DEFAULT_RATE,
            {"update_parameters(parameters, grads)": "update_parameters(parameters, grads, 0.5)"},
        ),
        Mistake(
            "answers-for-probabilities",
            "The way back starts from the probabilities: do not turn `A2` into 0 and 1 before it.",
            {"grads = backward": 'cache["A2"] = (A2 > 0.5).astype(float)\n        grads = backward'},
        ),
        Mistake(
            "cost-returned-too",
            "The result is the dictionary of parameters alone.",
            {"\n    return parameters": "\n    return parameters, cost"},
        ),
        Mistake(
            "inputs-scaled",
            "`X` belongs to the caller: do not change it in place.",
            {"n_x, _, n_y = layer_sizes(X, Y)": "n_x, _, n_y = layer_sizes(X, Y)\n    X /= np.max(np.abs(X))"},
        ),
        Mistake(
            "arguments-out-of-order",
            "`backward_propagation` wants `parameters, cache, X, Y`, in this order.",
            {"backward_propagation(parameters, cache, X, Y)": "backward_propagation(X, Y, parameters, cache)"},
        ),
    ),
    "predict": (
        Mistake(
            "probabilities-returned",
            "These are probabilities still: compare them with one half.",
            {"(A2 > 0.5).astype(int)": "A2"},
        ),
        Mistake(
            "answers-swapped",
            "The two answers are swapped: 1 where the probability is above one half.",
            {"A2 > 0.5": "A2 < 0.5"},
        ),
        Mistake(
            "threshold-at-zero",
            "A probability is always above 0; the threshold is one half.",
            {"A2 > 0.5": "A2 > 0"},
        ),
        Mistake(
            "linear-step-for-probability",
            "`Z2` is compared with one half; compare the probability, `A2`.",
            {"A2 > 0.5": 'cache["Z2"] > 0.5'},
        ),
        Mistake(
            "hidden-layer-asked",
            "These are the hidden units' opinions; the answer comes from the output, `A2`.",
            {"A2 > 0.5": 'cache["A1"] > 0.5'},
        ),
        Mistake(
            "fractions-cut-off",
            "All answers are 0: compare each probability with one half; `astype(int)` alone cuts it down to 0.",
            {"(A2 > 0.5).astype(int)": "A2.astype(int)"},
        ),
        Mistake(
            "compared-with-the-mean",
            "The threshold is one half, whatever the mean of the predictions is.",
            {"A2 > 0.5": "A2 > np.mean(A2)"},
        ),
        Mistake(
            "mean-returned",
            "There is one answer for each example; this is their mean.",
            {"return predictions": "return np.mean(predictions)"},
        ),
        Mistake(
            "cache-returned-too",
            "The result is the predictions alone.",
            {"return predictions": "return predictions, cache"},
        ),
    ),
}
