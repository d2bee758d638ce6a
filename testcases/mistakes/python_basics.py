"""Assignment 1: the classic errors, each a small variant of the solution with a hint for who made it."""

from grader import Mistake

from . import shared

MISTAKES = {
    "basic_sigmoid": (
        Mistake(
            "sign-forgotten",
            "The exponent is x; the formula has minus x.",
            {"math.exp(-x)": "math.exp(x)"},
        ),
        Mistake(
            "brackets-forgotten",
            "This is 1 plus the exponential: the whole sum stands below the fraction bar, so it needs brackets.",
            {"1 / (1 + math.exp(-x))": "1 / 1 + math.exp(-x)"},
        ),
        Mistake(
            "one-forgotten",
            "Below the fraction bar stands 1 plus the exponential; the 1 is missing.",
            {"(1 + math.exp(-x))": "math.exp(-x)"},
        ),
        Mistake(
            "minus-for-plus",
            "Below the fraction bar the exponential is added to 1, not taken away.",
            {"1 + math": "1 - math"},
        ),
        Mistake(
            "tangent",
            "That is the hyperbolic tangent, a cousin that reaches from -1 to 1.",
            {"1 / (1 + math.exp(-x))": "math.tanh(x)"},
        ),
        Mistake(
            "power-of-ten",
            "The base is e = 2.718..., not ten: use `math.exp`.",
            {"math.exp(-x)": "10 ** -x"},
        ),
        Mistake(
            "whole-number-division",
            "All is 0 that should lie between 0 and 1: divide with `/`, since `//` rounds down to a whole number.",
            {"1 / (": "1 // ("},
        ),
        Mistake(
            "rounded",
            "The result is rounded to 0 or 1; keep the number as it is.",
            {"1 / (1 + math.exp(-x))": "round(1 / (1 + math.exp(-x)))"},
        ),
        Mistake(
            "published-number-only",
            "Whatever it is asked, it answers for x = 3: use the argument `x`.",
            {"math.exp(-x)": "math.exp(-3)"},
        ),
        Mistake(
            "printed-not-returned",
            "The function returns nothing: to print a result is not enough, end with `return s`.",
            {"return s": "print(s)"},
        ),
    ),
    "sigmoid": (
        *shared.sigmoid("x"),
        Mistake(
            "math-for-numpy",
            "`math.exp` takes one number only; `np.exp` takes arrays.",
            {"np.exp": "math.exp"},
        ),
        Mistake(
            "whole-number-division",
            "All is 0 that should lie between 0 and 1: divide with `/`, since `//` rounds down to a whole number.",
            {"1 / (": "1 // ("},
        ),
        Mistake(
            "in-place",
            "`x *= -1` writes into the caller's array; compute with `-x` instead.",
            {"s = 1 / (1 + np.exp(-x))": "x *= -1\n    s = 1 / (1 + np.exp(x))"},
        ),
    ),
    "sigmoid_derivative": (
        Mistake(
            "sigmoid-itself",
            "That is the sigmoid; its slope is s times (1 - s).",
            {"s * (1 - s)": "s"},
        ),
        Mistake(
            "difference-turned-round",
            "The slope comes out negative: it is s times (1 - s), not s times (s - 1).",
            {"(1 - s)": "(s - 1)"},
        ),
        Mistake(
            "made-of-x",
            "The slope is made of s, the sigmoid of x, and not of x itself.",
            {"s * (1 - s)": "x * (1 - x)"},
        ),
        Mistake(
            "half-made-of-x",
            "Both factors are made of s: s times (1 - s).",
            {"(1 - s)": "(1 - x)"},
        ),
        Mistake(
            "one-factor-only",
            "That is only the second factor; multiply it by s.",
            {"s * (1 - s)": "1 - s"},
        ),
        Mistake(
            "slope-of-tangent",
            "1 minus the square is the slope of the hyperbolic tangent; for the sigmoid it is s times (1 - s).",
            {"s * (1 - s)": "1 - s**2"},
        ),
        Mistake(
            "squared",
            "One factor is squared; the slope is s times (1 - s), once each.",
            {"(1 - s)": "(1 - s) ** 2"},
        ),
        Mistake(
            "sigmoid-twice",
            "The sigmoid is taken twice; once is enough.",
            {"s = sigmoid(x)": "s = sigmoid(sigmoid(x))"},
        ),
        Mistake(
            "plus-for-times",
            "s plus (1 - s) is always 1; the two are multiplied.",
            {"s * (1 - s)": "s + (1 - s)"},
        ),
        Mistake(
            "added-up",
            "The result is a single number; it should have one for each number of x.",
            {"ds = s * (1 - s)": "ds = np.sum(s * (1 - s))"},
        ),
        Mistake(
            "product-for-star",
            "The slope is multiplied entry by entry, with `*`; `np.dot` and `@` add the products up.",
            {"s * (1 - s)": "s @ (1 - s)"},
        ),
    ),
    "image2vector": (
        Mistake(
            "a-row",
            "The numbers lie in a row; a column has shape (n, 1), not (1, n).",
            {"image.shape[0] * image.shape[1] * image.shape[2], 1": "1, -1"},
        ),
        Mistake(
            "flat",
            "The result has only one axis; a column has two, and the second is of size 1.",
            {"image.shape[2], 1": "image.shape[2]"},
        ),
        Mistake(
            "columns-first",
            "The numbers come in another order: leave out `order` or the transpose, and reshape alone.",
            {"image.shape[2], 1": 'image.shape[2], 1, order="F"'},
        ),
        Mistake(
            "colour-by-colour",
            "The colours are taken one after the other; reshape alone goes dot by dot.",
            {"image.reshape": "image.transpose(2, 0, 1).reshape"},
        ),
        Mistake(
            "depth-kept",
            "The colours still stand side by side: the depth belongs into the column too.",
            {"image.shape[0] * image.shape[1] * image.shape[2], 1": "image.shape[0] * image.shape[1], image.shape[2]"},
        ),
        Mistake(
            "published-size-only",
            "The size is that of the published case, whatever it is given: ask `image.shape` for it.",
            {"image.shape[0] * image.shape[1] * image.shape[2], 1": "18, 1"},
        ),
        Mistake(
            "one-channel",
            "Only the first channel is in the result; the column holds all of them.",
            {"image.reshape(image.shape[0] * image.shape[1] * image.shape[2], 1)": "image[:, :, 0].reshape(-1, 1)"},
        ),
        Mistake(
            "scaled",
            "The numbers are divided by 255; here they keep their values.",
            {"image.shape[2], 1)": "image.shape[2], 1) / 255"},
        ),
        Mistake(
            "unchanged",
            "The image came back with the shape it had: `reshape` returns a new array, which needs a name.",
            {"v = image.reshape": "v = image\n    image.reshape"},
        ),
    ),
    "normalizeRows": (
        Mistake(
            "columns-for-rows",
            "The columns have got length 1; for the rows work along `axis=1`.",
            {"axis=1": "axis=0"},
        ),
        Mistake(
            "keepdims-forgotten",
            "The lengths are flat, so they cannot be broadcast along the rows: add `keepdims=True`.",
            {", keepdims=True": ""},
        ),
        Mistake(
            "one-length-for-all",
            "The whole matrix is divided by one number; each row has a length of its own.",
            {"np.linalg.norm(x, axis=1, keepdims=True)": "np.linalg.norm(x)"},
        ),
        Mistake(
            "sum-for-length",
            "The rows are divided by their sum of absolute values; the length is a root of squares.",
            {"axis=1": "ord=1, axis=1"},
        ),
        Mistake(
            "plain-sum-for-length",
            "The rows are divided by their sum; the length is a root of squares.",
            {"np.linalg.norm(x, ": "np.sum(x, "},
        ),
        Mistake(
            "largest-for-length",
            "The rows are divided by their largest number; the length is a root of squares.",
            {"axis=1": "ord=np.inf, axis=1"},
        ),
        Mistake(
            "root-forgotten",
            "The rows are divided by the square of their length: take the root.",
            {"np.linalg.norm(x, axis=1, keepdims=True)": "np.sum(x**2, axis=1, keepdims=True)"},
        ),
        Mistake(
            "averaged",
            "The squares are averaged before the root; for the length they are added up.",
            {"np.linalg.norm(x, axis=1, keepdims=True)": "np.sqrt(np.mean(x**2, axis=1, keepdims=True))"},
        ),
        Mistake(
            "multiplied",
            "The rows are multiplied by their length; divide.",
            {"x / lengths": "x * lengths"},
        ),
        Mistake(
            "lengths-returned",
            "Those are the lengths; return the rows divided by them.",
            {"return unit": "return lengths"},
        ),
        Mistake(
            "in-place",
            "`x /= ...` writes into the caller's array and fails for whole numbers; compute `x / ...`.",
            {"unit = x / lengths": "x /= lengths\n    unit = x"},
        ),
        Mistake(
            "one-stretch-for-all",
            "The whole matrix is divided by one number; each row has a length of its own.",
            {"axis=1, keepdims=True": "ord=2, keepdims=True"},
        ),
    ),
    "softmax": (
        Mistake(
            "columns-for-rows",
            "The columns add up to 1; for the rows work along `axis=1`.",
            {"axis=1": "axis=0"},
        ),
        Mistake(
            "keepdims-forgotten",
            "The sums are flat, so they cannot be broadcast along the rows: add `keepdims=True`.",
            {", keepdims=True": ""},
        ),
        Mistake(
            "one-sum-for-all",
            "The whole matrix adds up to 1; each row should.",
            {"np.sum(x_exp, axis=1, keepdims=True)": "np.sum(x_exp)"},
        ),
        Mistake(
            "exponential-forgotten",
            "The scores themselves are divided by their sum: take `np.exp` first.",
            {"np.exp(x)": "x"},
        ),
        Mistake(
            "sum-of-scores",
            "The exponentials are divided by the sum of the scores; divide by the sum of the exponentials.",
            {"np.sum(x_exp": "np.sum(x"},
        ),
        Mistake(
            "scores-above",
            "The scores are divided by the sum of the exponentials; above the bar stand exponentials too.",
            {"x_exp / x_sum": "x / x_sum"},
        ),
        Mistake(
            "not-divided",
            "Those are the exponentials; divide them by the sum of their row.",
            {"return s": "return x_exp"},
        ),
        Mistake(
            "sign-of-sigmoid",
            "The exponent has a minus, as in the sigmoid; softmax has none.",
            {"np.exp(x)": "np.exp(-x)"},
        ),
        Mistake(
            "sigmoid-for-softmax",
            "That is the sigmoid of each score; softmax compares the scores of a row.",
            {"x_exp / x_sum": "1 / (1 + np.exp(-x))"},
        ),
        Mistake(
            "power-of-two",
            "The base is e = 2.718..., not two: use `np.exp`.",
            {"np.exp(x)": "2.0**x"},
        ),
        Mistake(
            "largest-for-sum",
            "The exponentials are divided by the largest of their row; divide by the sum.",
            {"np.sum(x_exp": "np.max(x_exp"},
        ),
        Mistake(
            "mean-for-sum",
            "The exponentials are divided by the mean of their row; divide by the sum.",
            {"np.sum(x_exp": "np.mean(x_exp"},
        ),
        Mistake(
            "in-place",
            "`out=x` or `x[:] = ...` writes into the caller's array; compute a new one.",
            {"x_sum = ": "x[:] = x_exp\n    x_sum = "},
        ),
    ),
    "L1": (
        Mistake(
            "absolute-value-forgotten",
            "Errors of opposite sign cancel: take `np.abs` of each difference.",
            {"np.abs(y - yhat)": "y - yhat"},
        ),
        Mistake(
            "absolute-value-forgotten-turned-round",
            "Errors of opposite sign cancel: take `np.abs` of each difference.",
            {"np.abs(y - yhat)": "yhat - y"},
        ),
        Mistake(
            "absolute-value-last",
            "The absolute value is taken of the sum; errors of opposite sign have cancelled by then.",
            {"np.sum(np.abs(y - yhat))": "np.abs(np.sum(y - yhat))"},
        ),
        Mistake(
            "squared",
            "The distances are squared; that is the next exercise.",
            {"np.abs(y - yhat)": "(y - yhat) ** 2"},
        ),
        Mistake(
            "averaged",
            "That is the mean of the distances; here they are added up.",
            {"np.sum(": "np.mean("},
        ),
        Mistake(
            "not-added-up",
            "Those are the distances, one by one: add them up with `np.sum`.",
            {"np.sum(np.abs(y - yhat))": "np.abs(y - yhat)"},
        ),
        Mistake(
            "plus-for-minus",
            "Predictions and truth are added; a distance is a difference.",
            {"y - yhat": "y + yhat"},
        ),
        Mistake(
            "largest-only",
            "That is the largest of the distances; add up all of them.",
            {"np.sum(": "np.max("},
        ),
        Mistake(
            "squared-length",
            "The root of the added squares is another distance; add up absolute values.",
            {"np.sum(np.abs(y - yhat))": "np.linalg.norm(y - yhat)"},
        ),
        Mistake(
            "in-place",
            "`yhat -= y` writes into the caller's array; compute with `yhat - y` instead.",
            {"loss = np.sum(np.abs(y - yhat))": "yhat -= y\n    loss = np.sum(np.abs(yhat))"},
        ),
    ),
    "L2": (
        Mistake(
            "absolute-for-square",
            "Those are absolute distances, as in the exercise before; here they are squared.",
            {"(y - yhat) ** 2": "np.abs(y - yhat)"},
        ),
        Mistake(
            "root-taken",
            "The root is one step too many: this loss is the plain sum of squares.",
            {"np.sum((y - yhat) ** 2)": "np.sqrt(np.sum((y - yhat) ** 2))"},
        ),
        Mistake(
            "averaged",
            "That is the mean of the squares; here they are added up.",
            {"np.sum(": "np.mean("},
        ),
        Mistake(
            "halved",
            "The factor one half, which some books have, is not in this formula.",
            {"np.sum(": "0.5 * np.sum("},
        ),
        Mistake(
            "square-last",
            "The sum is squared; square each difference first, then add up.",
            {"np.sum((y - yhat) ** 2)": "np.sum(y - yhat) ** 2"},
        ),
        Mistake(
            "square-forgotten",
            "The differences are added up as they are; square each of them first.",
            {"(y - yhat) ** 2": "y - yhat"},
        ),
        Mistake(
            "squares-subtracted",
            "The squares are subtracted from each other; square the difference instead.",
            {"(y - yhat) ** 2": "y**2 - yhat**2"},
        ),
        Mistake(
            "predictions-times-truth",
            "That is the dot product of predictions and truth; take it of their difference with itself.",
            {"np.sum((y - yhat) ** 2)": "np.dot(yhat, y)"},
        ),
        Mistake(
            "not-added-up",
            "Those are the squares, one by one: add them up with `np.sum`.",
            {"np.sum((y - yhat) ** 2)": "(y - yhat) ** 2"},
        ),
        Mistake(
            "plus-for-minus",
            "Predictions and truth are added; a distance is a difference.",
            {"y - yhat": "y + yhat"},
        ),
        Mistake(
            "in-place",
            "`yhat -= y` writes into the caller's array; compute with `yhat - y` instead.",
            {"loss = np.sum((y - yhat) ** 2)": "yhat -= y\n    loss = np.sum(yhat**2)"},
        ),
    ),
}
