"""Assignment 5: the classic errors, each a small variant of the solution with a hint for who made it."""

from grader import Mistake

from . import shared

MISTAKES = {
    "two_layer_model": (
        *shared.TRAINING,
        *shared.TRAINING_AT_A_RATE,
        shared.SIZES_OUT_OF_ORDER,
        Mistake(
            "drawn-in-every-turn",
            shared.ONE_TURN,
            {
                '        W1, b1 = parameters["W1"]': (
                    '        parameters = initialize_parameters(n_x, n_h, n_y)\n        W1, b1 = parameters["W1"]'
                ),
            },
        ),
        Mistake(
            "weights-taken-once",
            "`W1`, `b1`, `W2` and `b2` must be fetched in every turn, since the update has changed them.",
            {
                "    for i in": (
                    '    W1, b1 = parameters["W1"], parameters["b1"]\n'
                    '    W2, b2 = parameters["W2"], parameters["b2"]\n'
                    "    for i in"
                ),
                '        W1, b1 = parameters["W1"], parameters["b1"]\n': "",
                '        W2, b2 = parameters["W2"], parameters["b2"]\n': "",
            },
        ),
        Mistake(
            "first-layer-never-learns",
            "The first layer does not learn: `W1` and `b1` end as they began; its gradients belong into `grads`, too.",
            {'"dW1": dW1, "db1": db1': '"dW1": 0 * dW1, "db1": 0 * db1'},
        ),
        Mistake(
            "weights-for-deep-networks",
            "The two-layer model starts from `initialize_parameters`, with weights times 0.01.",
            {"initialize_parameters(n_x, n_h, n_y)": "initialize_parameters_deep(layers_dims)"},
        ),
        Mistake(
            "always-seven-units",
            "The hidden layer has 7 units whatever is asked for: its size stands in `layers_dims`.",
            {"initialize_parameters(n_x, n_h, n_y)": "initialize_parameters(n_x, 7, n_y)"},
        ),
        Mistake(
            "relu-at-the-output",
            "The output layer uses the sigmoid, so that it says a probability.",
            {'(A1, W2, b2, "sigmoid")': '(A1, W2, b2, "relu")'},
        ),
        Mistake(
            "sigmoid-in-the-hidden-layer",
            "The hidden layer uses ReLU, in both directions; the sigmoid stands at the output only.",
            {'(X, W1, b1, "relu")': '(X, W1, b1, "sigmoid")', '(dA1, cache1, "relu")': '(dA1, cache1, "sigmoid")'},
        ),
        Mistake(
            "sigmoid-forward-only",
            "The hidden layer goes forward with the sigmoid and back with ReLU: it is ReLU both times.",
            {'(X, W1, b1, "relu")': '(X, W1, b1, "sigmoid")'},
        ),
        Mistake(
            "sigmoid-backward-only",
            "The hidden layer goes forward with ReLU and back with the sigmoid: it is ReLU both times.",
            {'(dA1, cache1, "relu")': '(dA1, cache1, "sigmoid")'},
        ),
        Mistake(
            "relu-backward-at-the-output",
            "The output layer goes forward with the sigmoid and back with ReLU: it is the sigmoid both times.",
            {'(dA2, cache2, "sigmoid")': '(dA2, cache2, "relu")'},
        ),
        Mistake(
            "gradient-of-the-cost-twice",
            "The hidden layer is handed `dA2`; it wants what the output layer hands back, `dA1`.",
            {'(dA1, cache1, "relu")': '(dA2, cache1, "relu")'},
        ),
        Mistake(
            "activation-for-gradient",
            "The way back begins with `dA2`, the slope of the cost, and not with `A2`.",
            {'(dA2, cache2, "sigmoid")': '(A2, cache2, "sigmoid")'},
        ),
        Mistake(
            "caches-swapped",
            "The caches are swapped: each step back wants the cache of its own step forward.",
            {"(dA2, cache2,": "(dA2, cache1,", "(dA1, cache1,": "(dA1, cache2,"},
        ),
        Mistake(
            "results-out-of-order",
            "`linear_activation_backward` gives `dA_prev, dW, db`, in this order.",
            {"dA1, dW2, db2 =": "dW2, dA1, db2 =", "dA0, dW1, db1 =": "dW1, dA0, db1 ="},
        ),
        Mistake(
            "output-reads-input",
            "The output layer reads what the hidden layer hands on, `A1`, and not `X`.",
            {"linear_activation_forward(A1, W2": "linear_activation_forward(X, W2"},
        ),
    ),
    "L_layer_model": (
        *shared.TRAINING,
        *shared.TRAINING_AT_A_RATE,
        Mistake(
            "drawn-in-every-turn",
            shared.ONE_TURN,
            {"AL, caches =": "parameters = initialize_parameters_deep(layers_dims)\n        AL, caches ="},
        ),
        Mistake(
            "forward-once",
            "The way forward must be gone in every turn, since the parameters have changed.",
            {
                "    for i in": "    AL, caches = L_model_forward(X, parameters)\n    for i in",
                "        AL, caches = L_model_forward(X, parameters)\n": "",
            },
        ),
        Mistake(
            "always-from-the-start",
            shared.ONE_TURN,
            {
                "    for i in": "    start = parameters\n    for i in",
                "L_model_forward(X, parameters)": "L_model_forward(X, start)",
                "update_parameters(parameters, grads": "update_parameters(start, grads",
            },
        ),
        Mistake(
            "weights-times-a-hundredth",
            "Deep networks start from `initialize_parameters_deep` as it is, without another factor of 0.01.",
            {
                "    for i in": (
                    "    parameters = {name: 0.01 * value for name, value in parameters.items()}\n    for i in"
                ),
            },
        ),
        Mistake(
            "three-sizes-only",
            "`initialize_parameters` knows one hidden layer only; for any depth there is `initialize_parameters_deep`.",
            {"initialize_parameters_deep(layers_dims)": "initialize_parameters(*layers_dims[:3])"},
        ),
        Mistake(
            "layers-reversed",
            "The sizes go from the input to the output, as they stand in `layers_dims`.",
            {"initialize_parameters_deep(layers_dims)": "initialize_parameters_deep(layers_dims[::-1])"},
        ),
        Mistake(
            "last-layer-left-out",
            "The last layer is missing: hand all of `layers_dims` to `initialize_parameters_deep`.",
            {"initialize_parameters_deep(layers_dims)": "initialize_parameters_deep(layers_dims[:-1])"},
        ),
        Mistake(
            "labels-and-predictions-swapped",
            "`L_model_backward` wants the prediction first: `AL, Y, caches`.",
            {"L_model_backward(AL, Y, caches)": "L_model_backward(Y, AL, caches)"},
        ),
        Mistake(
            "caches-reversed",
            "`L_model_backward` wants the caches as they are, the first layer first.",
            {"L_model_backward(AL, Y, caches)": "L_model_backward(AL, Y, caches[::-1])"},
        ),
        Mistake(
            "answers-for-probabilities",
            "The way back starts from the probabilities: do not turn `AL` into 0 and 1 before it.",
            {"cost = compute": "AL = np.clip((AL > 0.5).astype(float), 0.01, 0.99)\n        cost = compute"},
        ),
        Mistake(
            "pair-turned-round",
            "`L_model_forward` gives `AL` first and the caches second.",
            {"AL, caches = L": "caches, AL = L"},
        ),
    ),
}
