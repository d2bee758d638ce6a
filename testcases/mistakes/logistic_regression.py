"""Assignment 2: the classic errors, each a small variant of the solution with a hint for who made it."""

from grader import Mistake

from . import shared

STEP_W = 'w = w - learning_rate * grads["dw"]'
STEP_B = 'b = b - learning_rate * grads["db"]'
COST = "-np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m"
OPTIMIZE = "optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)"

MISTAKES = {
    "sigmoid": (
        *shared.sigmoid("z"),
        Mistake(
            "slope",
            "That is the slope of the sigmoid; here we want the sigmoid itself.",
            {"1 / (1 + np.exp(-z))": "np.exp(-z) / (1 + np.exp(-z)) ** 2"},
        ),
        Mistake(
            "decided",
            "The result is rounded to 0 or 1; the decision comes later, in `predict`.",
            {"1 / (1 + np.exp(-z))": "np.round(1 / (1 + np.exp(-z)))"},
        ),
    ),
    "initialize_with_zeros": (
        Mistake(
            "flat",
            "`np.zeros(dim)` has one axis only; a column has the shape (dim, 1).",
            {"np.zeros((dim, 1))": "np.zeros(dim)"},
        ),
        Mistake(
            "a-row",
            "The weights lie in a row, (1, dim); a column has the shape (dim, 1).",
            {"np.zeros((dim, 1))": "np.zeros((1, dim))"},
        ),
        Mistake(
            "a-square",
            "There are dim times dim weights; one for each number of an example is enough.",
            {"np.zeros((dim, 1))": "np.zeros((dim, dim))"},
        ),
        Mistake(
            "ones",
            "The weights start at one; they should start at zero.",
            {"np.zeros(": "np.ones("},
        ),
        Mistake(
            "random-weights",
            "The weights are random; a single unit may start at zero, and here it should.",
            {"np.zeros((dim, 1))": "np.random.randn(dim, 1) * 0.01"},
        ),
        Mistake(
            "bias-of-one",
            "The bias starts at one; it should start at zero.",
            {"b = 0.0": "b = 1.0"},
        ),
        Mistake(
            "bias-in-brackets",
            "The bias is a plain number, not an array.",
            {"b = 0.0": "b = np.zeros((1, 1))"},
        ),
        Mistake(
            "a-bias-each",
            "The unit has one bias, not one for each weight.",
            {"b = 0.0": "b = np.zeros((dim, 1))"},
        ),
        Mistake(
            "published-size-only",
            "The size is that of the published case, whatever it is given: use the argument `dim`.",
            {"np.zeros((dim, 1))": "np.zeros((2, 1))"},
        ),
        Mistake(
            "double-brackets-forgotten",
            "The shape is one argument, with brackets of its own: `np.zeros((dim, 1))`.",
            {"np.zeros((dim, 1))": "np.zeros(dim, 1)"},
        ),
        Mistake(
            "order-swapped",
            "The weights come first and then the bias.",
            {"return w, b": "return b, w"},
        ),
    ),
    "propagate": (
        Mistake(
            "cost-positive",
            "The cost has the wrong sign: logarithms of probabilities are negative, and the minus mends that.",
            {"cost = -np.sum": "cost = np.sum"},
        ),
        Mistake(
            "cost-not-averaged",
            "The cost is a sum over the examples; divide it by m.",
            {"np.log(1 - A)) / m": "np.log(1 - A))"},
        ),
        Mistake(
            "cost-of-cats-only",
            "Examples with label 0 add nothing to the cost: the half with (1 - Y) is missing.",
            {" + (1 - Y) * np.log(1 - A)": ""},
        ),
        Mistake(
            "cost-of-others-only",
            "Examples with label 1 add nothing to the cost: the half with Y is missing.",
            {"Y * np.log(A) + ": ""},
        ),
        Mistake(
            "logarithms-swapped",
            "The two logarithms are swapped: Y goes with log(A), and (1 - Y) with log(1 - A).",
            {"Y * np.log(A) + (1 - Y) * np.log(1 - A)": "Y * np.log(1 - A) + (1 - Y) * np.log(A)"},
        ),
        Mistake(
            "minus-between-halves",
            "The halves of the cost are added; the one minus in front holds for both.",
            {"np.log(A) + (1": "np.log(A) - (1"},
        ),
        Mistake(
            "logarithm-of-base-ten",
            "The logarithm is the natural one, `np.log`; `np.log10` is smaller.",
            {"np.log(": "np.log10("},
        ),
        Mistake(
            "logarithm-of-base-two",
            "The logarithm is the natural one, `np.log`; `np.log2` is larger.",
            {"np.log(": "np.log2("},
        ),
        Mistake(
            "labels-in-the-logarithm",
            "Labels and predictions have changed places: the logarithm is taken of A, and weighted by Y.",
            {"Y * np.log(A) + (1 - Y) * np.log(1 - A)": "A * np.log(Y) + (1 - A) * np.log(1 - Y)"},
        ),
        Mistake(
            "squared-error",
            "That is the squared error; the cost here is made of logarithms.",
            {COST: "np.sum((A - Y) ** 2) / m"},
        ),
        Mistake(
            "cost-example-by-example",
            "The cost is one number: add the losses up with `np.sum`.",
            {"-np.sum(Y": "-(Y"},
        ),
        Mistake(
            "bias-forgotten",
            "The bias is missing: A is the sigmoid of w.T @ X + b.",
            {"w.T @ X + b": "w.T @ X"},
        ),
        Mistake(
            "sigmoid-forgotten",
            "A is the plain sum; it has to go through the sigmoid.",
            {"sigmoid(w.T @ X + b)": "w.T @ X + b"},
        ),
        Mistake(
            "sigmoid-before-bias",
            "The bias is added after the sigmoid; it belongs inside.",
            {"sigmoid(w.T @ X + b)": "sigmoid(w.T @ X) + b"},
        ),
        Mistake(
            "star-for-product",
            "A star multiplies number by number; the weighted sum is a matrix product, `@`.",
            {"w.T @ X": "w.T * X"},
        ),
        Mistake(
            "weights-spread-out",
            "`w * X` weighs each number but does not add up; the matrix product `w.T @ X` does both.",
            {"w.T @ X": "w * X"},
        ),
        Mistake(
            "transpose-forgotten",
            "`w @ X` asks for a row of weights; transpose w first.",
            {"w.T @ X": "w @ X"},
        ),
        Mistake(
            "examples-transposed",
            "The examples are the columns of X: it is w.T @ X, and A has the shape (1, m).",
            {"w.T @ X": "X.T @ w"},
        ),
        Mistake(
            "gradient-uphill",
            "The gradients have the wrong sign: the error is A - Y.",
            {"A - Y)": "Y - A)"},
        ),
        Mistake(
            "dw-not-averaged",
            "dw is a sum over the examples; divide it by m.",
            {"(A - Y).T / m": "(A - Y).T"},
        ),
        Mistake(
            "db-not-averaged",
            "db is a sum over the examples; divide it by m.",
            {"np.sum(A - Y) / m": "np.sum(A - Y)"},
        ),
        Mistake(
            "gradients-not-averaged",
            "dw and db are sums over the examples; divide both by m.",
            {"(A - Y).T / m": "(A - Y).T", "np.sum(A - Y) / m": "np.sum(A - Y)"},
        ),
        Mistake(
            "dw-a-row",
            "dw lies in a row; a gradient has the shape of the thing it belongs to, here (n_x, 1).",
            {"X @ (A - Y).T": "(A - Y) @ X.T"},
        ),
        Mistake(
            "dw-transpose-forgotten",
            "X is (n_x, m) and A - Y is (1, m): transpose the error before you multiply.",
            {"X @ (A - Y).T": "X @ (A - Y)"},
        ),
        Mistake(
            "dw-spread-out",
            "In dw the examples are not added up: use the matrix product instead of a star.",
            {"X @ (A - Y).T": "X * (A - Y)"},
        ),
        Mistake(
            "dw-from-predictions",
            "dw needs the error A - Y; the labels are missing.",
            {"X @ (A - Y).T": "X @ A.T"},
        ),
        Mistake(
            "slope-twice",
            "The slope of the sigmoid is in the gradient once too often; with this cost it cancels.",
            {"A - Y)": "(A - Y) * A * (1 - A))"},
        ),
        Mistake(
            "db-example-by-example",
            "db is one number: add the errors up with `np.sum`.",
            {"np.sum(A - Y)": "(A - Y)"},
        ),
        Mistake(
            "db-from-dw",
            "db is the mean of the errors themselves, not of what they do to the weights.",
            {"np.sum(A - Y) / m": "np.sum(dw)"},
        ),
        Mistake(
            "averaged-over-numbers",
            "m is the number of examples, and those are the columns: `X.shape[1]`.",
            {"X.shape[1]": "X.shape[0]"},
        ),
        Mistake(
            "gradients-swapped",
            "dw and db have changed places in the dictionary.",
            {'"dw": dw, "db": db': '"dw": db, "db": dw'},
        ),
        Mistake(
            "order-swapped",
            "The gradients come first and then the cost.",
            {"return grads, cost": "return cost, grads"},
        ),
        Mistake("dw-turned-round", "In dw the error is turned round: it is A - Y.", {"X @ (A - Y)": "X @ (Y - A)"}),
        Mistake("db-turned-round", "In db the error is turned round: it is A - Y.", {"np.sum(A - Y)": "np.sum(Y - A)"}),
    ),
    "optimize": (
        Mistake(
            "uphill",
            "The parameters go uphill: subtract the step.",
            {"w - learning_rate": "w + learning_rate", "b - learning_rate": "b + learning_rate"},
        ),
        Mistake(
            "weights-uphill",
            "The weights go uphill: subtract the step.",
            {"w - learning_rate": "w + learning_rate"},
        ),
        Mistake(
            "bias-uphill",
            "The bias goes uphill: subtract the step.",
            {"b - learning_rate": "b + learning_rate"},
        ),
        Mistake(
            "learning-rate-forgotten",
            "The steps are as long as the gradient: multiply it by the learning rate.",
            {"learning_rate * ": ""},
        ),
        Mistake(
            "learning-rate-divides",
            "The gradient is divided by the learning rate; multiply.",
            {
                'learning_rate * grads["dw"]': 'grads["dw"] / learning_rate',
                'learning_rate * grads["db"]': 'grads["db"] / learning_rate',
            },
        ),
        Mistake(
            "learning-rate-hard-coded",
            "The rate is 0.009 whatever it is told: use the argument `learning_rate`.",
            {"learning_rate * ": "0.009 * "},
        ),
        Mistake(
            "bias-stays",
            "The bias stayed where it was: it takes a step too.",
            {STEP_B: "b = b"},
        ),
        Mistake(
            "weights-stay",
            "The weights stayed where they were: they take a step too.",
            {STEP_W: "w = w"},
        ),
        Mistake(
            "step-for-value",
            "A parameter becomes the step alone; the new value is the old one minus the step.",
            {"w = w - ": "w = -", "b = b - ": "b = -"},
        ),
        Mistake(
            "gradients-swapped",
            "w moves by db, or b by dw; each needs its own gradient.",
            {STEP_W: 'w = w - learning_rate * grads["db"]', STEP_B: 'b = b - learning_rate * np.mean(grads["dw"])'},
        ),
        Mistake(
            "weights-use-db",
            "The weights are moved by `db`; they need `dw`.",
            {STEP_W: 'w = w - learning_rate * grads["db"]'},
        ),
        Mistake(
            "stale-gradient",
            "The gradient is always that of the starting point: compute it anew in every turn.",
            {
                "propagate(w, b, X, Y)": "propagate(start[0], start[1], X, Y)",
                "costs = []": "costs = []\n    start = w, b",
            },
        ),
        Mistake(
            "gradient-after-the-step",
            "The gradients returned belong to the point after the last step; return those that led to it.",
            {"    params = ": "    grads, _ = propagate(w, b, X, Y)\n    params = "},
        ),
        Mistake(
            "bias-sees-new-weights",
            "The weights have moved before the gradient of the bias is taken: one `propagate` serves both steps.",
            {STEP_B: 'b = b - learning_rate * propagate(w, b, X, Y)[0]["db"]'},
        ),
        Mistake(
            "one-turn-only",
            "The function returns in its first turn: look whether the return stands inside the loop.",
            {"range(num_iterations)": "range(min(1, num_iterations))"},
        ),
        Mistake(
            "one-turn-too-many",
            "There is one step more than was asked for.",
            {"range(num_iterations)": "range(num_iterations + 1)"},
        ),
        Mistake(
            "one-turn-too-few",
            "There is one step less than was asked for.",
            {"range(num_iterations)": "range(1, num_iterations)"},
        ),
        Mistake(
            "a-hundred-turns",
            "There are always a hundred steps: use the argument `num_iterations`.",
            {"range(num_iterations)": "range(100)"},
        ),
        Mistake(
            "every-cost-kept",
            "Every cost is kept; only that of each hundredth turn should be.",
            {"if i % 100 == 0:": "if True:"},
        ),
        Mistake(
            "no-cost-kept",
            "The list of costs is empty: append the cost of turns 0, 100, 200 and so on.",
            {"costs.append(cost)": "pass"},
        ),
        Mistake(
            "cost-after-the-step",
            "The costs are those after the step; keep the cost that came with the gradient.",
            {"costs.append(cost)": "costs.append(propagate(w, b, X, Y)[1])"},
        ),
        Mistake(
            "start-returned",
            "The parameters came back as they were: return the new ones.",
            {"costs = []": "costs = []\n    start = w, b", '{"w": w, "b": b}': '{"w": start[0], "b": start[1]}'},
        ),
        Mistake(
            "gradients-for-parameters",
            "The first value should be the parameters, and the second the gradients.",
            {"return params, grads, costs": "return grads, params, costs"},
        ),
        Mistake(
            "in-place",
            "`w -= ...` writes into the caller's array; compute a new one with `w - ...`.",
            {"w = w - ": "w -= "},
        ),
        Mistake(
            "weights-without-rate",
            "The weights move by the whole gradient: multiply it by the learning rate.",
            {"w - learning_rate * ": "w - "},
        ),
        Mistake(
            "bias-without-rate",
            "The bias moves by the whole gradient: multiply it by the learning rate.",
            {"b - learning_rate * ": "b - "},
        ),
        Mistake(
            "bias-uses-dw",
            "The bias is moved by `dw`; it needs `db`.",
            {'b - learning_rate * grads["db"]': 'b - learning_rate * grads["dw"]'},
        ),
        Mistake(
            "pair-turned-round",
            "`propagate` gives the gradients first and the cost second.",
            {"grads, cost = propagate": "cost, grads = propagate"},
        ),
    ),
    "predict": (
        Mistake(
            "not-decided",
            "Those are probabilities; make 0 or 1 of them.",
            {"(A > 0.5).astype(int)": "A"},
        ),
        Mistake(
            "threshold-of-zero",
            "Every probability is above 0; the border is 0.5.",
            {"A > 0.5": "A > 0"},
        ),
        Mistake(
            "sigmoid-forgotten",
            "The plain sum is compared with 0.5; the sigmoid has to come first.",
            {"sigmoid(w.T @ X + b)": "w.T @ X + b"},
        ),
        Mistake(
            "bias-forgotten",
            "The bias is missing: A is the sigmoid of w.T @ X + b.",
            {"w.T @ X + b": "w.T @ X"},
        ),
        Mistake(
            "bias-subtracted",
            "The bias is subtracted; add it.",
            {"w.T @ X + b": "w.T @ X - b"},
        ),
        Mistake(
            "turned-round",
            "Cats and others are swapped: 1 stands for a probability above 0.5.",
            {"A > 0.5": "A < 0.5"},
        ),
        Mistake(
            "other-threshold",
            "The border lies elsewhere than at 0.5.",
            {"A > 0.5": "A > 0.6"},
        ),
        Mistake(
            "minus-one-for-zero",
            "Those that are no cats get 0, not -1.",
            {"(A > 0.5).astype(int)": "np.where(A > 0.5, 1, -1)"},
        ),
        Mistake(
            "examples-transposed",
            "The answers stand in a column; their shape is (1, m), as w.T @ X gives it.",
            {"w.T @ X + b": "X.T @ w + b"},
        ),
        Mistake(
            "one-answer",
            "That is one answer for all examples; each has its own.",
            {"(A > 0.5)": "np.mean(A > 0.5, keepdims=True)"},
        ),
        Mistake(
            "cut-off",
            "All answers are 0: compare each probability with 0.5; `astype(int)` alone cuts it down to 0.",
            {"(A > 0.5).astype(int)": "A.astype(int)"},
        ),
        Mistake(
            "compared-with-the-mean",
            "The answers depend on the other examples: compare with 0.5, not with the mean.",
            {"A > 0.5": "A > np.mean(A)"},
        ),
    ),
    "model": (
        Mistake(
            "learning-rate-hard-coded",
            "The learning rate is written down as a number: hand on the argument `learning_rate`.",
            {"num_iterations, learning_rate, print_cost)\n": "num_iterations, 0.5, print_cost)\n"},
        ),
        Mistake(
            "published-learning-rate",
            "The learning rate is written down as a number: hand on the argument `learning_rate`.",
            {"num_iterations, learning_rate, print_cost)\n": "num_iterations, 0.005, print_cost)\n"},
        ),
        Mistake(
            "turns-hard-coded",
            "The number of turns is written down: hand on the argument `num_iterations`.",
            {OPTIMIZE: OPTIMIZE.replace("num_iterations", "200")},
        ),
        Mistake(
            "defaults-hard-coded",
            "Turns and learning rate are written down as numbers: hand on the arguments.",
            {OPTIMIZE: OPTIMIZE.replace("num_iterations, learning_rate", "2000, 0.5")},
        ),
        Mistake(
            "arguments-swapped",
            "The number of turns and the learning rate have changed places in the call of `optimize`.",
            {OPTIMIZE: OPTIMIZE.replace("num_iterations, learning_rate", "learning_rate, num_iterations")},
        ),
        Mistake(
            "trained-on-test",
            "The model learns from the test set: it must not see that before the end.",
            {OPTIMIZE: OPTIMIZE.replace("_train", "_test")},
        ),
        Mistake(
            "untrained",
            "The predictions come from the zeros at the start: take w and b out of what `optimize` returns.",
            {'    w, b = params["w"], params["b"]\n': ""},
        ),
        Mistake(
            "gradients-for-parameters",
            "w and b are taken from the gradients; they are in the first dictionary, the parameters.",
            {'params["w"], params["b"]': 'grads["dw"], grads["db"]'},
        ),
        Mistake(
            "predictions-swapped",
            "The predictions for the training set and the test set have changed places.",
            {
                "Y_prediction_test = predict(w, b, X_test)": "Y_prediction_test = predict(w, b, X_train)",
                "Y_prediction_train = predict(w, b, X_train)": "Y_prediction_train = predict(w, b, X_test)",
            },
        ),
        Mistake(
            "training-predicted-twice",
            "Both predictions are for the training set; one is for the test set.",
            {"predict(w, b, X_test)": "predict(w, b, X_train)"},
        ),
        Mistake(
            "test-predicted-twice",
            "Both predictions are for the test set; one is for the training set.",
            {"predict(w, b, X_train)": "predict(w, b, X_test)"},
        ),
        Mistake(
            "labels-for-predictions",
            "The labels are returned as predictions: ask `predict`.",
            {"predict(w, b, X_test)": "Y_test", "predict(w, b, X_train)": "Y_train"},
        ),
        Mistake(
            "weights-counted-by-examples",
            "There is one weight for each row of X_train, not for each example: `X_train.shape[0]`.",
            {"X_train.shape[0]": "X_train.shape[1]"},
        ),
        Mistake(
            "starts-at-one",
            "The parameters do not start at zero: use `initialize_with_zeros`.",
            {"initialize_with_zeros(X_train.shape[0])": "np.ones((X_train.shape[0], 1)), 0.0"},
        ),
        Mistake(
            "starts-at-random",
            "The parameters do not start at zero: use `initialize_with_zeros`.",
            {"initialize_with_zeros(X_train.shape[0])": "np.random.randn(X_train.shape[0], 1) * 0.01, 0.0"},
        ),
        Mistake(
            "picture-size-hard-coded",
            "The number of weights is written down: ask `X_train.shape[0]` for it.",
            {"X_train.shape[0]": "12288"},
        ),
        Mistake(
            "trained-twice",
            "`optimize` is called twice, so the model takes twice as many steps.",
            {"    params, grads, costs = ": f"    w = {OPTIMIZE}[0]['w']\n    params, grads, costs = "},
        ),
        Mistake(
            "last-cost-only",
            "costs is the whole list that `optimize` returns, not one cost.",
            {'"costs": costs': '"costs": costs[-1]'},
        ),
        Mistake(
            "accuracy-for-predictions",
            "The predictions themselves are asked for, not the percentage of right ones.",
            {
                "predict(w, b, X_test)": "100 - 100 * np.mean(np.abs(predict(w, b, X_test) - Y_test))",
                "predict(w, b, X_train)": "100 - 100 * np.mean(np.abs(predict(w, b, X_train) - Y_train))",
            },
        ),
    ),
}
