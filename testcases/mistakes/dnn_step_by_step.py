"""Assignment 4: the classic errors, each a small variant of the solution with a hint for who made it."""

from grader import Mistake

from . import shared

MISTAKES = {
    "initialize_parameters": (
        *shared.DRAWING,
        *shared.two_layers(seed=1),
    ),
    "initialize_parameters_deep": (
        *shared.DRAWING,
        Mistake(
            "scaled-by-width",
            "Dividing by the root of the width belongs to the next assignment; here the factor is 0.01.",
            {"* 0.01": "/ np.sqrt(layer_dims[l - 1])"},
        ),
        Mistake(
            "scaled-for-relu",
            "Scaling by the root of 2 over the width is a later idea; here the factor is 0.01.",
            {"* 0.01": "* np.sqrt(2 / layer_dims[l - 1])"},
        ),
        Mistake(
            "weights-transposed",
            "The weights lie on their side: layer l has `layer_dims[l]` rows and `layer_dims[l-1]` columns.",
            {"randn(layer_dims[l], layer_dims[l - 1])": "randn(layer_dims[l - 1], layer_dims[l])"},
        ),
        Mistake(
            "bias-of-previous-size",
            "A layer has one bias for each of its own units, `layer_dims[l]`, not for each of its inputs.",
            {"np.zeros((layer_dims[l], 1))": "np.zeros((layer_dims[l - 1], 1))"},
        ),
        Mistake(
            "seeds-in-the-loop",
            "The seed is set again for every layer, so all layers get the same random numbers.",
            {'parameters["W"': 'np.random.seed(3)\n        parameters["W"'},
        ),
        Mistake(
            "last-layer-missing",
            "The last layer has no parameters: the loop stops one layer too soon.",
            {"range(1, L + 1)": "range(1, L)"},
        ),
        Mistake(
            "first-layer-missing",
            "Layer 1 has no parameters: the loop starts too late.",
            {"range(1, L + 1)": "range(2, L + 1)"},
        ),
        Mistake(
            "keys-from-zero",
            "The keys are one too low: the first layer with parameters is layer 1, so its weights are `W1`.",
            {
                'parameters["W" + str(l)]': 'parameters["W" + str(l - 1)]',
                'parameters["b" + str(l)]': 'parameters["b" + str(l - 1)]',
            },
        ),
        Mistake(
            "random-biases",
            "The biases should start at zero; only the weights are random.",
            {"np.zeros((layer_dims[l], 1))": "np.random.randn(layer_dims[l], 1) * 0.01"},
        ),
        Mistake(
            "flat-biases",
            "A bias is a column of shape (n, 1); `np.zeros(n)` has no second axis.",
            {"np.zeros((layer_dims[l], 1))": "np.zeros(layer_dims[l])"},
        ),
        Mistake(
            "zero-weights",
            "With zero weights all units of a layer stay alike; draw the weights at random.",
            {"* 0.01": "* 0"},
        ),
        Mistake(
            "sizes-used-up",
            "`layer_dims` belongs to the caller: read the sizes without taking them out of the list.",
            {"return parameters": "layer_dims.pop()\n    return parameters"},
        ),
    ),
    "linear_forward": (
        Mistake("bias-left-out", "The bias is missing: Z is the product plus `b`.", {"W @ A + b": "W @ A"}),
        Mistake("bias-subtracted", "The bias is added, not subtracted.", {"W @ A + b": "W @ A - b"}),
        Mistake(
            "bias-summed",
            "Each unit has its own bias: add `b` as it is, a column, and not its sum.",
            {"W @ A + b": "W @ A + np.sum(b)"},
        ),
        Mistake(
            "bias-transposed",
            "`b` is added as a row, so it goes to the examples and not to the units; leave it a column.",
            {"W @ A + b": "W @ A + b.T"},
        ),
        Mistake(
            "bias-inside-the-product",
            "`b` is added before the product; multiply first, then add.",
            {"W @ A + b": "W @ (A + b)"},
        ),
        Mistake(
            "product-reversed",
            "The factors are in the wrong order: the product is W times A, and order matters.",
            {"W @ A + b": "A @ W + b"},
        ),
        Mistake(
            "weights-transposed",
            "`W` already has one row for each unit; it needs no transpose.",
            {"W @ A + b": "W.T @ A + b"},
        ),
        Mistake(
            "input-transposed",
            "The examples are the columns of `A`; it needs no transpose.",
            {"W @ A + b": "W @ A.T + b"},
        ),
        Mistake(
            "star-for-product",
            "`*` multiplies entry by entry; the matrix product is `@` or `np.dot`.",
            {"W @ A + b": "W * A + b"},
        ),
        Mistake(
            "cache-out-of-order",
            "The cache must be `(A, W, b)`, in this order.",
            {"cache = (A, W, b)": "cache = (W, A, b)"},
        ),
        Mistake(
            "cache-without-bias",
            "The cache must hold all three inputs: `(A, W, b)`.",
            {"cache = (A, W, b)": "cache = (A, W)"},
        ),
        Mistake(
            "cache-holds-result",
            "The cache must hold the input `A`, not the result `Z`.",
            {"cache = (A, W, b)": "cache = (Z, W, b)"},
        ),
        Mistake(
            "results-swapped",
            "Return `Z` first and the cache second.",
            {"return Z, cache": "return cache, Z"},
        ),
    ),
    "linear_activation_forward": (
        Mistake(
            "activations-swapped",
            "The two activations are swapped: each branch must call the function it is named after.",
            {
                'activation == "sigmoid"': 'activation != "sigmoid"',
                'activation == "relu"': 'activation != "relu"',
            },
        ),
        Mistake(
            "always-sigmoid",
            "The ReLU branch uses the sigmoid.",
            {"= relu(Z)": "= sigmoid(Z)"},
        ),
        Mistake("always-relu", "The sigmoid branch uses ReLU.", {"= sigmoid(Z)": "= relu(Z)"}),
        Mistake(
            "tanh-for-sigmoid",
            "The sigmoid branch uses the hyperbolic tangent, as the last assignment did.",
            {"= sigmoid(Z)": "= np.tanh(Z), Z"},
        ),
        Mistake(
            "activation-left-out",
            "What is returned is `Z`, before the activation; return `A`.",
            {"return A, cache": "return Z, cache"},
        ),
        Mistake(
            "activated-twice",
            "The activation is applied twice.",
            {"= sigmoid(Z)": "= sigmoid(sigmoid(Z)[0])"},
        ),
        Mistake(
            "activates-the-input",
            "The linear step comes first: activate `Z`, not `A_prev`.",
            {"= sigmoid(Z)": "= sigmoid(A_prev)", "= relu(Z)": "= relu(A_prev)"},
        ),
        Mistake(
            "bias-left-out",
            "The linear step got no bias: pass `b` on as it is.",
            {"linear_forward(A_prev, W, b)": "linear_forward(A_prev, W, 0 * b)"},
        ),
        Mistake(
            "cache-keeps-activation",
            "The second half of the cache must be `Z`, what went into the activation, not what came out.",
            {"cache = (linear_cache, activation_cache)": "cache = (linear_cache, A)"},
        ),
        Mistake(
            "caches-swapped",
            "The pair is the wrong way round: the linear cache comes first, the activation cache second.",
            {"cache = (linear_cache, activation_cache)": "cache = (activation_cache, linear_cache)"},
        ),
        Mistake(
            "linear-cache-missing",
            "The cache holds only the activation's half; the way back needs the linear cache too.",
            {"cache = (linear_cache, activation_cache)": "cache = activation_cache"},
        ),
        Mistake(
            "activation-cache-missing",
            "The cache holds only the linear half; the way back needs `Z` too.",
            {"cache = (linear_cache, activation_cache)": "cache = linear_cache"},
        ),
        Mistake(
            "flat-cache",
            "The cache is a pair, `(linear_cache, activation_cache)`, and not one long tuple.",
            {"cache = (linear_cache, activation_cache)": "cache = (*linear_cache, activation_cache)"},
        ),
        Mistake(
            "results-swapped",
            "Return `A` first and the cache second.",
            {"return A, cache": "return cache, A"},
        ),
        Mistake(
            "pair-not-taken-apart",
            "`sigmoid` and `relu` give a pair: take both, `A, activation_cache = ...`.",
            {"A, activation_cache = ": "A = activation_cache = "},
        ),
        Mistake(
            "pair-of-relu-not-taken-apart",
            "`sigmoid` and `relu` give a pair: take both, `A, activation_cache = ...`.",
            {"A, activation_cache = relu": "A = activation_cache = relu"},
        ),
        Mistake(
            "pair-of-sigmoid-not-taken-apart",
            "`sigmoid` and `relu` give a pair: take both, `A, activation_cache = ...`.",
            {"A, activation_cache = sigmoid": "A = activation_cache = sigmoid"},
        ),
    ),
    "L_model_forward": (
        Mistake(
            "sigmoid-everywhere",
            "The hidden layers use the sigmoid; they should use ReLU.",
            {'"relu"': '"sigmoid"'},
        ),
        Mistake(
            "relu-everywhere",
            "The last layer uses ReLU; it should use the sigmoid.",
            {'"sigmoid"': '"relu"'},
        ),
        Mistake(
            "activations-swapped",
            "The activations are swapped: ReLU is for the hidden layers, the sigmoid for the last.",
            {'A_prev, W, b, "relu"': 'A_prev, W, b, "sigmoid"', '(A, W, b, "sigmoid"': '(A, W, b, "relu"'},
        ),
        Mistake(
            "stale-input-to-last-layer",
            "The last layer reads `A_prev`, which is one layer too old; it should read `A`.",
            {"AL, cache = linear_activation_forward(A, ": "AL, cache = linear_activation_forward(A_prev, "},
        ),
        Mistake(
            "every-layer-reads-the-input",
            "Every layer reads `X`; from the second on it should read what the layer before handed on.",
            {"linear_activation_forward(A_prev, ": "linear_activation_forward(X, "},
        ),
        Mistake(
            "always-first-layer",
            "The loop uses the parameters of layer 1 in every turn; use those of layer `l`.",
            {'parameters["W" + str(l)], parameters["b" + str(l)]': 'parameters["W1"], parameters["b1"]'},
        ),
        Mistake(
            "first-layer-skipped",
            "The loop skips the first layer: it starts at 1.",
            {"range(1, L)": "range(2, L)"},
        ),
        Mistake(
            "last-hidden-layer-skipped",
            "The loop stops one layer too soon: `range(1, L)` already leaves out layer L.",
            {"range(1, L)": "range(1, L - 1)"},
        ),
        Mistake(
            "last-layer-twice",
            "Layer L is computed in the loop and once more after it; the loop should end at L - 1.",
            {"range(1, L)": "range(1, L + 1)"},
        ),
        Mistake(
            "parameters-counted-as-layers",
            "The loop asks for a layer that is not there: the number of layers is half the length of the dictionary.",
            {"len(parameters) // 2": "len(parameters)"},
        ),
        Mistake(
            "last-cache-missing",
            "The cache of the last layer is not in the list: append it too.",
            {'b, "sigmoid")\n    caches.append(cache)': 'b, "sigmoid")'},
        ),
        Mistake(
            "hidden-caches-missing",
            "Only the last cache is in the list: the loop must append one in every turn.",
            {'b, "relu")\n        caches.append(cache)': 'b, "relu")'},
        ),
        Mistake(
            "caches-reversed",
            "The caches are in reverse: the cache of layer 1 comes first.",
            {"return AL, caches": "return AL, caches[::-1]"},
        ),
        Mistake(
            "half-caches",
            "Only a part of each cache is in the list: append the whole pair that the layer returned.",
            {"caches.append(cache)": "caches.append(cache[0])"},
        ),
        Mistake(
            "biases-left-out",
            "The hidden layers were computed without their biases.",
            {'parameters["b" + str(l)]': '0 * parameters["b" + str(l)]'},
        ),
        Mistake(
            "returns-hidden-activation",
            "What is returned is the last hidden layer; return `AL`.",
            {"return AL, caches": "return A, caches"},
        ),
        Mistake(
            "results-swapped",
            "Return `AL` first and the caches second.",
            {"return AL, caches": "return caches, AL"},
        ),
        Mistake("counted-from-zero", "The layers are counted from 1: there is no `W0`.", {"range(1, L)": "range(L)"}),
        Mistake(
            "pair-turned-round",
            "`linear_activation_forward` gives `A` first and the cache second.",
            {"A, cache = linear": "cache, A = linear", "AL, cache = linear": "cache, AL = linear"},
        ),
    ),
    "compute_cost": (
        *shared.cross_entropy("AL"),
        Mistake(
            "predictions-and-labels-swapped",
            "The logarithm belongs to the prediction `AL`; the label `Y` is the factor before it.",
            {"Y * np.log(AL) + (1 - Y) * np.log(1 - AL)": "AL * np.log(Y) + (1 - AL) * np.log(1 - Y)"},
        ),
        Mistake(
            "squared-error",
            "This is the mean squared error; the cost here is the cross-entropy.",
            {"-np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))": "np.sum((AL - Y) ** 2)"},
        ),
    ),
    "linear_backward": (
        Mistake(
            "weights-not-averaged",
            "`dW` is summed over the examples but not averaged: divide by `m`.",
            {"dZ @ A_prev.T / m": "dZ @ A_prev.T"},
        ),
        Mistake(
            "biases-not-averaged",
            "`db` is summed over the examples but not averaged: divide by `m`.",
            {"keepdims=True) / m": "keepdims=True)"},
        ),
        Mistake(
            "nothing-averaged",
            "`dW` and `db` are summed over the examples but not averaged: divide both by `m`.",
            {"dZ @ A_prev.T / m": "dZ @ A_prev.T", "keepdims=True) / m": "keepdims=True)"},
        ),
        Mistake(
            "everything-averaged",
            "`dA_prev` needs no 1/m: each of its columns belongs to one example.",
            {"W.T @ dZ": "W.T @ dZ / m"},
        ),
        Mistake(
            "features-for-examples",
            "`m` is the number of examples, the columns of `A_prev`, and not the number of its rows.",
            {"A_prev.shape[1]": "A_prev.shape[0]"},
        ),
        Mistake(
            "wrong-axis",
            "`db` is summed over the units; sum over the examples, `axis=1`.",
            {"axis=1": "axis=0"},
        ),
        Mistake(
            "keepdims-forgotten",
            "`db` lost its second axis: `keepdims=True` keeps it a column.",
            {", keepdims=True": ""},
        ),
        Mistake(
            "biases-summed-up",
            "`db` is one number for the whole layer; each unit has its own, so sum along `axis=1` only.",
            {"np.sum(dZ, axis=1, keepdims=True)": "np.sum(dZ)"},
        ),
        Mistake(
            "biases-not-summed",
            "`db` still has a column for each example; sum them.",
            {"np.sum(dZ, axis=1, keepdims=True) / m": "dZ / m"},
        ),
        Mistake(
            "weights-not-transposed",
            "`dA_prev` needs the transpose of `W`: it leads from the units back to the inputs.",
            {"W.T @ dZ": "W @ dZ"},
        ),
        Mistake(
            "activations-not-transposed",
            "`dW` needs the transpose of `A_prev`, so that the product runs over the examples.",
            {"dZ @ A_prev.T": "dZ @ A_prev"},
        ),
        Mistake(
            "gradient-lies-on-its-side",
            "`dW` came out transposed: it must have the shape of `W`.",
            {"dZ @ A_prev.T / m": "A_prev @ dZ.T / m"},
        ),
        Mistake(
            "star-for-product",
            "`*` multiplies entry by entry; `dW` and `dA_prev` are matrix products, `@`.",
            {"dZ @ A_prev.T": "dZ * A_prev.T", "W.T @ dZ": "W.T * dZ"},
        ),
        Mistake(
            "weights-times-gradient",
            "`dA_prev` is built from `W`, not from `dW`.",
            {"W.T @ dZ": "dW.T @ dZ"},
        ),
        Mistake(
            "results-out-of-order",
            "The order of the results is `dA_prev, dW, db`.",
            {"return dA_prev, dW, db": "return dW, db, dA_prev"},
        ),
        Mistake(
            "overwrites-its-input",
            "`dZ` was changed in place, but it belongs to the caller.",
            {"    return dA_prev": "    dZ /= m\n    return dA_prev"},
        ),
        Mistake(
            "star-for-product-of-dw",
            "`*` multiplies entry by entry; `dW` and `dA_prev` are matrix products, `@`.",
            {"dZ @ A_prev.T": "dZ * A_prev.T"},
        ),
        Mistake(
            "star-on-the-way-back",
            "`*` multiplies entry by entry; `dW` and `dA_prev` are matrix products, `@`.",
            {"W.T @ dZ": "W.T * dZ"},
        ),
        Mistake(
            "biases-summed-in-brackets",
            "`db` is one number for the whole layer; each unit has its own, so sum along `axis=1` only.",
            {"axis=1, keepdims=True": "keepdims=True"},
        ),
    ),
    "linear_activation_backward": (
        Mistake(
            "activations-swapped",
            "The two activations are swapped: each branch must call the function it is named after.",
            {
                'activation == "sigmoid"': 'activation != "sigmoid"',
                'activation == "relu"': 'activation != "relu"',
            },
        ),
        Mistake(
            "always-sigmoid",
            "The ReLU branch uses the sigmoid's slope.",
            {"relu_backward": "sigmoid_backward"},
        ),
        Mistake("always-relu", "The sigmoid branch uses ReLU's slope.", {"sigmoid_backward": "relu_backward"}),
        Mistake(
            "activation-skipped",
            "`dA` went straight into the linear step; the activation turns it into `dZ` first.",
            {"linear_backward(dZ, linear_cache)": "linear_backward(dA, linear_cache)"},
        ),
        Mistake(
            "incoming-gradient-dropped",
            "The slope of the activation is not multiplied by `dA`: the chain rule needs both factors.",
            {"backward(dA, activation_cache)": "backward(np.ones_like(dA), activation_cache)"},
        ),
        Mistake(
            "half-the-sigmoid-slope",
            "The slope of the sigmoid is s * (1 - s); the second factor is missing.",
            {"sigmoid_backward(dA, activation_cache)": "dA * sigmoid(activation_cache)[0]"},
        ),
        Mistake(
            "activation-for-slope",
            "`dA` is multiplied by the activation itself; the chain rule wants its slope.",
            {
                "sigmoid_backward(dA, activation_cache)": "dA * sigmoid(activation_cache)[0]",
                "relu_backward(dA, activation_cache)": "dA * relu(activation_cache)[0]",
            },
        ),
        Mistake(
            "slope-at-the-activation",
            "The cache holds `Z`; do not apply the sigmoid to it before asking for the slope.",
            {"sigmoid_backward(dA, activation_cache)": "sigmoid_backward(dA, sigmoid(activation_cache)[0])"},
        ),
        Mistake(
            "cache-taken-for-activation",
            "The cache holds `Z` and not `A`, so a * (1 - a) needs the sigmoid of it first.",
            {"sigmoid_backward(dA, activation_cache)": "dA * activation_cache * (1 - activation_cache)"},
        ),
        Mistake(
            "relu-of-the-gradient",
            "ReLU's mask depends on the sign of `Z`, not on the sign of `dA`.",
            {"relu_backward(dA, activation_cache)": "dA * (dA > 0)"},
        ),
        Mistake(
            "mask-inverted",
            "The mask is inverted: the gradient passes where Z is positive.",
            {"relu_backward(dA, activation_cache)": "dA * (activation_cache <= 0)"},
        ),
        Mistake(
            "masked-in-place",
            "The gradient that came in was overwritten; make a copy before setting entries to zero.",
            {
                "dZ = relu_backward(dA, activation_cache)": "dZ = dA\n        dZ[activation_cache <= 0] = 0",
            },
        ),
        Mistake(
            "caches-swapped",
            "The caches are swapped: the activation wants `activation_cache`, the linear step the other.",
            {"linear_cache, activation_cache = cache": "activation_cache, linear_cache = cache"},
        ),
        Mistake(
            "results-out-of-order",
            "The order of the results is `dA_prev, dW, db`.",
            {"return dA_prev, dW, db": "return dW, db, dA_prev"},
        ),
        Mistake(
            "linear-cache-for-relu",
            "`relu_backward` and `sigmoid_backward` want the activation cache, the second half of `cache`.",
            {"relu_backward(dA, activation_cache)": "relu_backward(dA, linear_cache)"},
        ),
        Mistake(
            "linear-cache-for-sigmoid",
            "`relu_backward` and `sigmoid_backward` want the activation cache, the second half of `cache`.",
            {"sigmoid_backward(dA, activation_cache)": "sigmoid_backward(dA, linear_cache)"},
        ),
        Mistake(
            "whole-cache-handed-on",
            "`linear_backward` wants the linear cache, the first half of `cache`, and not the pair.",
            {"linear_backward(dZ, linear_cache)": "linear_backward(dZ, cache)"},
        ),
    ),
    "L_model_backward": (
        Mistake(
            "first-sign-forgotten",
            "The minus sign before `dAL` is missing.",
            {"dAL = -(Y / AL - (1 - Y) / (1 - AL))": "dAL = Y / AL - (1 - Y) / (1 - AL)"},
        ),
        Mistake(
            "inner-sign-flipped",
            "In `dAL` the minus sign stands before a bracket, and inside it the fractions are subtracted.",
            {"Y / AL - (1 - Y)": "Y / AL + (1 - Y)"},
        ),
        Mistake(
            "second-fraction-missing",
            "`dAL` knows only of label 1: the fraction for label 0 is missing.",
            {"Y / AL - (1 - Y) / (1 - AL)": "Y / AL"},
        ),
        Mistake(
            "difference-for-slope",
            "AL - Y is the gradient at Z of the last layer; `dAL` is the one at A.",
            {"dAL = -(Y / AL - (1 - Y) / (1 - AL))": "dAL = AL - Y"},
        ),
        Mistake(
            "averaged-too-early",
            "`dAL` is divided by `m`, and the linear step divides once more: leave it to the linear step.",
            {"dAL = -(Y / AL - (1 - Y) / (1 - AL))": "dAL = -(Y / AL - (1 - Y) / (1 - AL)) / AL.shape[1]"},
        ),
        Mistake(
            "gradient-keys-one-too-high",
            "What layer l hands back is the gradient at layer l - 1, so its key is `dA` + (l - 1).",
            {
                'grads["dA" + str(L - 1)]': 'grads["dA" + str(L)]',
                'dA = grads["dA" + str(l + 1)]': 'dA = grads["dA" + str(l + 2)]',
                'grads["dA" + str(l)]': 'grads["dA" + str(l + 1)]',
            },
        ),
        Mistake(
            "parameter-keys-one-too-low",
            "In the loop index l stands for layer l + 1: its gradients are `dW` and `db` + (l + 1).",
            {'"dW" + str(l + 1)': '"dW" + str(l)', '"db" + str(l + 1)': '"db" + str(l)'},
        ),
        Mistake(
            "weights-and-biases-swapped",
            "The gradients of the weights and of the biases ended up under each other's key.",
            {
                '["dW" + str(l + 1)] = dW_temp': '["dW" + str(l + 1)] = db_temp',
                '["db" + str(l + 1)] = db_temp': '["db" + str(l + 1)] = dW_temp',
            },
        ),
        Mistake(
            "caches-in-forward-order",
            "The caches run from the front while the layers run from the back: index l needs `caches[l]`.",
            {"caches[l]": "caches[L - 2 - l]"},
        ),
        Mistake(
            "cache-of-next-layer",
            "The cache is one layer too high: index l stands for layer l + 1, whose cache is `caches[l]`.",
            {"caches[l]": "caches[l + 1]"},
        ),
        Mistake(
            "cache-of-previous-layer",
            "The cache is one layer too low: index l stands for layer l + 1, whose cache is `caches[l]`.",
            {"caches[l]": "caches[l - 1]"},
        ),
        Mistake(
            "stale-cache",
            "The loop keeps using the cache of the last layer; fetch `caches[l]` in every turn.",
            {"        current_cache = caches[l]\n": ""},
        ),
        Mistake(
            "stale-gradient",
            "Every turn starts from `dAL`; it should start from what the layer above handed back.",
            {'dA = grads["dA" + str(l + 1)]': "dA = dAL"},
        ),
        Mistake(
            "first-layer-skipped",
            "Layer 1 has no gradients: the loop must go down to index 0.",
            {"range(L - 1)": "range(1, L - 1)"},
        ),
        Mistake(
            "upwards",
            "The loop walks upwards; each layer needs the gradient of the one above, so go down.",
            {"reversed(range(L - 1))": "range(L - 1)"},
        ),
        Mistake(
            "relu-at-the-output",
            "The last layer was a sigmoid on the way forward, so it is one on the way back.",
            {'"sigmoid"': '"relu"'},
        ),
        Mistake(
            "sigmoid-in-the-hidden-layers",
            "The hidden layers were ReLU on the way forward, so they are on the way back.",
            {'"relu"': '"sigmoid"'},
        ),
    ),
    "update_parameters": (
        *shared.STEP,
        Mistake(
            "learning-rate-divides",
            "The gradient is divided by the learning rate; multiply.",
            {'learning_rate * grads["dW" + str(l)]': 'grads["dW" + str(l)] / learning_rate'},
        ),
        Mistake(
            "learning-rate-hard-coded",
            "The step uses a rate of 0.1 whatever it is told: use the argument `learning_rate`.",
            {"learning_rate * ": "0.1 * "},
        ),
        Mistake(
            "biases-not-updated",
            "The biases stayed where they were: they take a step too.",
            {' - learning_rate * grads["db" + str(l)]': ""},
        ),
        Mistake(
            "weights-not-updated",
            "The weights stayed where they were: they take a step too.",
            {' - learning_rate * grads["dW" + str(l)]': ""},
        ),
        Mistake(
            "step-for-value",
            "What is stored is the step alone; the new value is the old one minus the step.",
            {'parameters["W" + str(l)] - ': "-", 'parameters["b" + str(l)] - ': "-"},
        ),
        Mistake(
            "biases-use-weight-gradient",
            "The biases are updated with `dW`; they need `db`.",
            {'"db"': '"dW"'},
        ),
        # Kept before skipped: extra keys are allowed, so an answer with all layers also equals one without the last.
        Mistake(
            "last-layer-kept",
            "The last layer did not move: the loop must include L.",
            {"range(1, L + 1)": "range(1, L)", "updated = {}": "updated = dict(parameters)"},
        ),
        Mistake(
            "last-layer-skipped",
            "The last layer is not in the result: the loop must include L.",
            {"range(1, L + 1)": "range(1, L)"},
        ),
        Mistake(
            "first-layer-kept",
            "The first layer did not move: the loop must begin with layer 1.",
            {"range(1, L + 1)": "range(2, L + 1)", "updated = {}": "updated = dict(parameters)"},
        ),
        Mistake(
            "always-first-gradient",
            "Every layer is moved by the gradient of layer 1; use its own.",
            {'grads["dW" + str(l)]': 'grads["dW1"]', 'grads["db" + str(l)]': 'grads["db1"]'},
        ),
        Mistake(
            "parameters-counted-as-layers",
            "The loop asks for a layer that is not there: the number of layers is half the length of the dictionary.",
            {"len(parameters) // 2": "len(parameters)"},
        ),
        Mistake(
            "nothing-updated",
            "The parameters came back as they were: return the new ones.",
            {"return updated": "return parameters"},
        ),
        Mistake(
            "in-place",
            "`W -= ...` writes into the caller's arrays; compute a new array with `W - ...`.",
            {
                'updated["W" + str(l)] = parameters["W" + str(l)] - ': 'parameters["W" + str(l)] -= ',
                'updated["b" + str(l)] = parameters["b" + str(l)] - ': 'parameters["b" + str(l)] -= ',
                "return updated": "return parameters",
            },
        ),
        Mistake(
            "counted-from-zero", "The layers are counted from 1: there is no `W0`.", {"range(1, L + 1)": "range(L)"}
        ),
    ),
}
