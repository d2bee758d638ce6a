# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
#   kernelspec: {display_name: Python 3, language: python, name: python3}
#   course: {number: 1, title: "Python basics with NumPy"}
# ---

# %% [markdown]
# # Python basics with NumPy
#
# A neural network is arithmetic on tables of numbers, a great deal of it. NumPy is the Python package that does this arithmetic, in
# few words and fast. This notebook is a warm-up: eight short functions, most of them one line long, and every one of them
# comes back later in the course.
#
# You should have written some Python before. You need not have seen NumPy, or a notebook, or a network.
#
# **After this notebook you can**
#
# - work in a notebook, and let it check what you write;
# - compute with whole arrays at once instead of with one number after another;
# - read the *shape* of an array, change it, and say what broadcasting will do with it;
# - explain why people who train networks avoid loops.

# %% [markdown]
# ## 1 · What a notebook is
#
# A notebook is a row of cells. Some hold text, like this one. The others hold Python: click into one and press **Shift + Enter**, and it runs; whatever
# it prints appears right below, and the next cell is yours.
#
# All cells share one memory. What you have named in one cell is known in all others, *once the cell has run*. So run them from top to
# bottom, and if things get muddled, choose *Restart* from the menu *Kernel* and begin again at the top.
#
# Your part is always between two marks, `### START CODE HERE ###` and `### END CODE HERE ###`. The word `None` stands for something that you are to
# write. The number of lines is our guess, not a rule.
#
# **Exercise.** It is an old custom that the first program greets the world. Put the text `"Hello World"` into `test`, in quotes, then run
# the cell. (This one is for the fingers only; it earns no points.)

# %%
### START CODE HERE ### (≈ 1 line of code)
test = "Hello World"
### END CODE HERE ###

print("test:", test)  # expected: test: Hello World

# %% [markdown]
# ## 2 · Packages
#
# Python itself is small. What it lacks is *imported*, once, at the top: `math` for single numbers, NumPy for arrays (everyone calls it `np`),
# Matplotlib for pictures.
#
# The last line makes `check`. After each exercise it tells you whether your function is right, and if it is not, what differs.

# %%
import math
import time

import matplotlib.pyplot as plt
import numpy as np

from grader import Checker

from testcases.python_basics import image2vector_test_case

check = Checker("python_basics")

# %% [markdown]
# ## 3 · A function for one number
#
# The first function that we need is the **sigmoid**:
#
# $$\sigma(x) = \frac{1}{1 + e^{-x}}$$
#
# It takes any number, however large, and returns one between 0 and 1. So its result can be read as a probability: far to the left
# it says "surely not", far to the right "surely", and at $x = 0$ it cannot decide and says one half.
#
# Python writes $e^{a}$ as `math.exp(a)`.
#
# **Exercise 1.** Write the formula for a single number `x`.


# %%
# GRADED FUNCTION: basic_sigmoid
def basic_sigmoid(x):
    """Squash one number into (0, 1):  s = 1 / (1 + e^(-x)).

    Arguments:
        x: a number

    Returns:
        s: the sigmoid of x, a number between 0 and 1
    """
    ### START CODE HERE ### (≈ 1 line of code)
    s = 1 / (1 + math.exp(-x))
    ### END CODE HERE ###

    return s


# %%
with check.attempted(basic_sigmoid):
    print("basic_sigmoid(3) =", basic_sigmoid(3))  # expected: 0.9525741268224334

check(basic_sigmoid)

# %% [markdown]
# Good. And now three numbers at once? Watch what happens. (The cell catches the error and prints it; a red traceback would say
# the same in its last line.)

# %%
with check.attempted(basic_sigmoid):
    try:
        print(basic_sigmoid([1, 2, 3]))
    except TypeError as error:
        print("TypeError:", error)

# %% [markdown]
# A list is a box of things, and Python does not know what *minus a box* should be. `math` would not know either: its functions
# take one number each.
#
# But a network never has just one number. It has a thousand pixels and a hundred pictures. We could write a loop; there is something better.

# %% [markdown]
# ## 4 · A function for many numbers
#
# A NumPy **array** is a table of numbers on which arithmetic means: *do it to every number*.

# %%
x = np.array([1, 2, 3])

print("x         =", x)
print("x + 3     =", x + 3)
print("1 / x     =", 1 / x)
print("np.exp(x) =", np.exp(x))

# %% [markdown]
# No loop, and the result has as many numbers as `x`. A formula that you write for one number thus works for a million, if its functions
# come from `np` and not from `math`:
#
# $$\sigma\begin{pmatrix} x_1 \\ x_2 \\ \vdots \\ x_n \end{pmatrix} = \begin{pmatrix} 1 / (1 + e^{-x_1}) \\ 1 / (1 + e^{-x_2}) \\ \vdots \\ 1 / (1 + e^{-x_n}) \end{pmatrix}$$
#
# When you wonder what a function does, ask: run `np.exp?` in a cell of its own.
#
# **Exercise 2.** The sigmoid again, this time for arrays of any shape.


# %%
# GRADED FUNCTION: sigmoid
def sigmoid(x):
    """Squash every number into (0, 1):  s = 1 / (1 + e^(-x)).

    Arguments:
        x: a number, or an array of any shape

    Returns:
        s: the sigmoid of each number, of the shape of x
    """
    ### START CODE HERE ### (≈ 1 line of code)
    s = 1 / (1 + np.exp(-x))
    ### END CODE HERE ###

    return s


# %%
with check.attempted(sigmoid):
    x = np.array([1, 2, 3])
    print("sigmoid(x) =", sigmoid(x))  # expected: [0.73105858 0.88079708 0.95257413]

check(sigmoid)

# %% [markdown]
# Now that it takes arrays, a picture of it costs three lines: two hundred values of `x`, two hundred of `sigmoid(x)`, and a line
# through the points.

# %%
with check.attempted(sigmoid):
    x = np.linspace(-8, 8, 201)
    fig, ax = plt.subplots(figsize=(7, 3), layout="constrained")
    ax.plot(x, sigmoid(x), color="#2f6fb2", linewidth=2)
    ax.axhline(0.5, color="gray", linewidth=0.8, linestyle=":")
    ax.set(title="the sigmoid", xlabel="x", ylabel="σ(x)")
    ax.grid(alpha=0.3)
    plt.show()

# %% [markdown]
# ### 4.1 · How steep is it?
#
# To learn is to ask: if I change this number a little, what becomes of the result? The answer is the **slope**, the derivative, or the gradient; three
# names for one idea. For the sigmoid it is a gift, because it needs nothing but the sigmoid itself:
#
# $$\sigma'(x) = \sigma(x)\,\big(1 - \sigma(x)\big)$$
#
# **Exercise 3.** Compute `s` with your function, then the slope `ds` from `s`.


# %%
# GRADED FUNCTION: sigmoid_derivative
def sigmoid_derivative(x):
    """Tell how steep the sigmoid is at every number:  ds = s (1 - s)  with  s = sigmoid(x).

    Arguments:
        x: a number, or an array of any shape

    Returns:
        ds: the slope at each number, of the shape of x
    """
    ### START CODE HERE ### (≈ 2 lines of code)
    s = sigmoid(x)
    ds = s * (1 - s)
    ### END CODE HERE ###

    return ds


# %%
with check.attempted(sigmoid_derivative):
    x = np.array([1, 2, 3])
    print("sigmoid_derivative(x) =", sigmoid_derivative(x))  # expected: [0.19661193 0.10499359 0.04517666]

check(sigmoid_derivative)

# %%
with check.attempted(sigmoid, sigmoid_derivative):
    x = np.linspace(-8, 8, 201)
    fig, ax = plt.subplots(figsize=(7, 3), layout="constrained")
    ax.plot(x, sigmoid(x), color="#2f6fb2", linewidth=2, label="σ(x)")
    ax.plot(x, sigmoid_derivative(x), color="#c2571a", linewidth=2, label="its slope")
    ax.set(xlabel="x")
    ax.legend()
    ax.grid(alpha=0.3)
    plt.show()

# %% [markdown]
# The slope is highest in the middle, ¼, where the sigmoid cannot decide, and next to nothing where it is sure. Keep this in mind: a
# unit that is sure of itself learns slowly.

# %% [markdown]
# ## 5 · The shape of things
#
# Each array has a `shape`: how many numbers it has along each of its axes. A greyscale picture has two axes: first its rows, from top to bottom, then
# its columns. So the shape of one that is 48 dots high and 64 wide is `(48, 64)`. A colour picture has a third axis, `(height, width, 3)`, because each
# of its dots carries three numbers, for red, green and blue.
#
# A network, however, wants its input as one long column. So we *unroll* the picture:
#
# ![A picture of three by three dots becomes a column: red, green and blue of the first dot, then of the second, and so on](../assignments/figures/basics_image_to_vector.svg)
#
# `reshape` does that. It keeps all numbers, and their order, and deals them out to a new shape. The number of entries has to stay
# the same:

# %%
x = np.arange(12)

print("x, shape", x.shape)
print(x, "\n")
print("x.reshape(3, 4)")
print(x.reshape(3, 4), "\n")
print("x.reshape(2, 3, 2)[0]")
print(x.reshape(2, 3, 2)[0])

# %% [markdown]
# **Exercise 4.** Turn an image of shape `(height, width, depth)` into a column of shape `(height * width * depth, 1)`. Do not write the sizes as numbers:
# ask the image, with `image.shape[0]` and so on, so that your function takes pictures of any size.


# %%
# GRADED FUNCTION: image2vector
def image2vector(image):
    """Unroll an image into one column.

    Arguments:
        image: array of shape (height, width, depth)

    Returns:
        v: the same numbers in the same order, shape (height * width * depth, 1)
    """
    ### START CODE HERE ### (≈ 1 line of code)
    v = image.reshape(image.shape[0] * image.shape[1] * image.shape[2], 1)
    ### END CODE HERE ###

    return v


# %%
with check.attempted(image2vector):
    # In this image each number tells its place: 201 is row 2, column 0, channel 1.
    rows, columns, channels = np.indices((3, 3, 2))
    v = image2vector(100 * rows + 10 * columns + channels)
    print("shape", v.shape)  # expected: (18, 1)
    print("first", v[:8, 0])  # expected: [  0   1  10  11  20  21 100 101]

    image = image2vector_test_case()
    print("first", image2vector(image)[:4, 0])  # expected: [0.67826139 0.29380381 0.90714982 0.52835647]

check(image2vector)

# %% [markdown]
# ## 6 · Rows of length one
#
# Often numbers of very different size come together: an age, an income. Learning goes more smoothly when they are brought to one scale, and a
# common way is to give every row the length 1. The length of a row is the square root of its sum of squares, as Pythagoras has it, written
# $\| x \|$:
#
# | a row $x$ | its length $\| x \|$ | $x \,/\, \| x \|$ |
# | --- | --- | --- |
# | $[\,0,\; 3,\; 4\,]$ | $\sqrt{0 + 9 + 16} = 5$ | $[\,0,\; 0.6,\; 0.8\,]$ |
# | $[\,1,\; 6,\; 4\,]$ | $\sqrt{1 + 36 + 16} \approx 7.28$ | $[\,0.137,\; 0.824,\; 0.549\,]$ |
#
# NumPy has `np.linalg.norm` for lengths. Two of its options matter here, and you will meet both in many other functions:
#
# - `axis=1` works along the rows, one result for each (`axis=0` goes down the columns);
# - `keepdims=True` keeps the result a column, of shape `(2, 1)`; without it you get a flat `(2,)`.

# %%
x = np.array([[0, 3, 4], [1, 6, 4]])

print("keepdims=True: ", np.linalg.norm(x, axis=1, keepdims=True).shape)
print("keepdims=False:", np.linalg.norm(x, axis=1).shape)

# %% [markdown]
# **Exercise 5.** Find the `lengths` of the rows, shape (n, 1), and divide `x` by them.


# %%
# GRADED FUNCTION: normalizeRows
def normalizeRows(x):
    """Scale every row to length 1.

    Arguments:
        x: array of shape (n, m), no row all zeros

    Returns:
        unit: every row of x divided by its length, shape (n, m)
    """
    ### START CODE HERE ### (≈ 2 lines of code)
    lengths = np.linalg.norm(x, axis=1, keepdims=True)
    unit = x / lengths
    ### END CODE HERE ###

    return unit


# %%
with check.attempted(normalizeRows):
    x = np.array([[0, 3, 4], [1, 6, 4]])
    print(normalizeRows(x))

check(normalizeRows)

# %% [markdown]
# **Expected output**
#
# ```text
# [[0.         0.6        0.8       ]
#  [0.13736056 0.82416338 0.54944226]]
# ```

# %% [markdown]
# ## 7 · Broadcasting
#
# Did you stumble over that last division? `x` has shape (2, 3), `lengths` has shape (2, 1). Six numbers divided by two.
#
# NumPy **broadcasts**: where one of the two has size 1 along an axis, it is repeated until it fits. The column of lengths is used for the
# first column of `x`, then for the second, and so on. A row of shape (1, 3) would be repeated downwards in the same manner, and a single number in all
# directions, which is how `x + 3` worked above.
#
# | left | right | result |
# | --- | --- | --- |
# | (2, 3) | (2, 1) | (2, 3): the column is repeated |
# | (2, 3) | (1, 3) | (2, 3): the row is repeated |
# | (2, 3) | a number | (2, 3) |
# | (2, 1) | (1, 3) | (2, 3): both are repeated |
# | (2, 3) | (2,) | an error: a flat array counts as a row, and 3 is not 2 |
#
# The last line is why we insist on `keepdims=True`.
#
# ### 7.1 · Softmax
#
# Suppose that a network has five answers to choose from and gives each a score. **Softmax** makes probabilities of the scores: the
# exponential makes them all positive, and then each is divided by the sum of its row, so that a row adds up to 1.
#
# $$\mathrm{softmax}(x)_{ij} = \frac{e^{x_{ij}}}{\sum_{k} e^{x_{ik}}}$$
#
# **Exercise 6.** Three lines: `np.exp`, then `np.sum` along each row, then a division that broadcasts.


# %%
# GRADED FUNCTION: softmax
def softmax(x):
    """Turn each row of scores into probabilities.

    Arguments:
        x: scores, shape (n, m)

    Returns:
        s: numbers above 0, shape (n, m); each row adds up to 1
    """
    ### START CODE HERE ### (≈ 3 lines of code)
    x_exp = np.exp(x)
    x_sum = np.sum(x_exp, axis=1, keepdims=True)
    s = x_exp / x_sum
    ### END CODE HERE ###

    return s


# %%
with check.attempted(softmax):
    x = np.array([[9, 2, 5, 0, 0], [7, 5, 0, 0, 0]])
    print(softmax(x))

check(softmax)

# %% [markdown]
# **Expected output**
#
# ```text
# [[9.80897665e-01 8.94462891e-04 1.79657674e-02 1.21052389e-04
#   1.21052389e-04]
#  [8.78679856e-01 1.18916387e-01 8.01252314e-04 8.01252314e-04
#   8.01252314e-04]]
# ```
#
# The highest score takes nearly everything; that is what the exponential does. You see it better in a picture:

# %%
with check.attempted(softmax):
    scores = np.array([[1.0, 2.0, 0.5, 3.0, 0.0]])
    fig, (left, right) = plt.subplots(1, 2, figsize=(8, 2.6), layout="constrained")
    left.bar(range(5), scores[0], color="#6b7480")
    left.set(title="scores", xlabel="answer")
    right.bar(range(5), softmax(scores)[0], color="#2f6fb2")
    right.set(title="probabilities", xlabel="answer", ylim=(0, 1))
    plt.show()

# %% [markdown]
# ## 8 · No loops: vectorisation
#
# Four products of two vectors turn up everywhere in this course. First in the long way, one number at a time:

# %%
x1 = [9, 2, 5, 0, 0, 7, 5, 0, 0, 0, 9, 2, 5, 0, 0]
x2 = [9, 2, 2, 9, 0, 9, 2, 5, 0, 0, 9, 2, 5, 0, 0]
W = np.random.RandomState(1).rand(3, len(x1))


def loop_dot(a, b):
    """Multiply in pairs and add up: one number."""
    total = 0
    for i in range(len(a)):
        total += a[i] * b[i]
    return total


def loop_outer(a, b):
    """Multiply each number of a with each of b: a table."""
    table = np.zeros((len(a), len(b)))
    for i in range(len(a)):
        for j in range(len(b)):
            table[i, j] = a[i] * b[j]
    return table


def loop_multiply(a, b):
    """Multiply in pairs: a vector."""
    products = np.zeros(len(a))
    for i in range(len(a)):
        products[i] = a[i] * b[i]
    return products


def loop_matrix_times_vector(W, a):
    """Take the dot product of each row of W with a: a vector."""
    results = np.zeros(W.shape[0])
    for i in range(W.shape[0]):
        for j in range(len(a)):
            results[i] += W[i, j] * a[j]
    return results


print("dot product:", loop_dot(x1, x2))
print("outer product, shape", loop_outer(x1, x2).shape)
print("entry by entry:", loop_multiply(x1, x2))
print("matrix times vector:", loop_matrix_times_vector(W, x1))

# %% [markdown]
# And now in NumPy's words. One line each, and the same numbers:

# %%
print("dot product:", np.dot(x1, x2))
print("outer product, shape", np.outer(x1, x2).shape)
print("entry by entry:", np.multiply(x1, x2))
print("matrix times vector:", np.dot(W, x1))

# %% [markdown]
# `np.multiply` (or a star between arrays) works entry by entry; `np.dot` (or `@`) is the matrix product, which multiplies *and adds up*. To mistake one for
# the other is the most common slip in this whole course.
#
# Shorter is nice. But is it faster? With fifteen numbers nobody can tell, so let us take longer vectors and a clock.

# %%
rng = np.random.RandomState(1)
long_1, long_2 = rng.rand(500_000), rng.rand(500_000)
short_1, short_2 = rng.rand(700), rng.rand(700)
table = rng.rand(700, 700)


def milliseconds(function, *arguments):
    """How long a call takes: the best of three, as other programs may have interfered."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        function(*arguments)
        times.append(1000 * (time.perf_counter() - start))
    return min(times)


timings = {
    "dot": (milliseconds(loop_dot, long_1, long_2), milliseconds(np.dot, long_1, long_2)),
    "outer": (milliseconds(loop_outer, short_1, short_2), milliseconds(np.outer, short_1, short_2)),
    "multiply": (milliseconds(loop_multiply, long_1, long_2), milliseconds(np.multiply, long_1, long_2)),
    "W · x": (milliseconds(loop_matrix_times_vector, table, short_1), milliseconds(np.dot, table, short_1)),
}

print(f"{'':10} {'loop':>10} {'NumPy':>10}")
for name, (loop, numpy) in timings.items():
    print(f"{name:10} {loop:7.1f} ms {numpy:7.3f} ms   {loop / numpy:,.0f} times as fast")

fig, ax = plt.subplots(figsize=(7, 2.8), layout="constrained")
places = np.arange(len(timings))
for shift, label, colour, column in ((-0.2, "loop", "#c2571a", 0), (0.2, "NumPy", "#2f6fb2", 1)):
    ax.bar(places + shift, [times[column] for times in timings.values()], width=0.4, color=colour, label=label)
ax.set(yscale="log", ylim=(None, 3000), ylabel="milliseconds", title="each grid line is ten times the one below")
ax.set_xticks(places, list(timings))
ax.grid(axis="y", alpha=0.3)
ax.legend(ncols=2)
plt.show()

# %% [markdown]
# That is the difference between lunch and a weekend. NumPy hands the whole array to compiled code, which works through
# it without asking what each number is; a Python loop asks every time. Hence the rule: **if you are about to write a loop over numbers,
# look for the array operation first.** It is called *vectorising*.

# %% [markdown]
# ### 8.1 · Two losses
#
# A **loss** says how far predictions $\hat{y}$ are from the truth $y$; the larger, the worse. Training means making it small. Here are the two
# simplest. The first adds up the distances:
#
# $$L_1(\hat{y}, y) = \sum_{i=1}^{m} \big| y^{(i)} - \hat{y}^{(i)} \big|$$
#
# **Exercise 7.** One line, no loop: `np.abs` is the absolute value and `np.sum` adds up.


# %%
# GRADED FUNCTION: L1
def L1(yhat, y):
    """Add up the distances between predictions and truth.

    Arguments:
        yhat: predictions, shape (m,)
        y: true labels, shape (m,)

    Returns:
        loss: one number, 0 when all predictions are right
    """
    ### START CODE HERE ### (≈ 1 line of code)
    loss = np.sum(np.abs(y - yhat))
    ### END CODE HERE ###

    return loss


# %%
yhat = np.array([0.9, 0.2, 0.1, 0.4, 0.9])
y = np.array([1, 0, 0, 1, 1])

with check.attempted(L1):
    print("L1 =", L1(yhat, y))  # expected: 1.1

check(L1)

# %% [markdown]
# The second squares the distances before it adds them up. One large error then weighs more than many small ones:
#
# $$L_2(\hat{y}, y) = \sum_{i=1}^{m} \big( y^{(i)} - \hat{y}^{(i)} \big)^2$$
#
# Squares that are added up: that is the dot product of a vector with itself, $\;d \cdot d = \sum_i d_i^2\;$.
#
# **Exercise 8.** One line again; use `np.dot(d, d)`, or `np.sum` of `d ** 2`, as you like.


# %%
# GRADED FUNCTION: L2
def L2(yhat, y):
    """Add up the squared distances between predictions and truth.

    Arguments:
        yhat: predictions, shape (m,)
        y: true labels, shape (m,)

    Returns:
        loss: one number, 0 when all predictions are right
    """
    ### START CODE HERE ### (≈ 1 line of code)
    loss = np.sum((y - yhat) ** 2)
    ### END CODE HERE ###

    return loss


# %%
with check.attempted(L2):
    print("L2 =", L2(yhat, y))  # expected: 0.43

check(L2)

# %% [markdown]
# ## What you take along
#
# - A notebook runs cell by cell and remembers. When in doubt: restart, and run from the top.
# - `np.exp(x)`, `x + 3`, `1 / x` work on every number of an array. **One formula, any shape.**
# - `shape` tells what you have, `reshape` deals the same numbers out anew, `keepdims=True` keeps a column a column.
# - Broadcasting repeats what has size 1 until it fits.
# - A star multiplies entry by entry; `@` and `np.dot` multiply and add up.
# - Loops over numbers are slow. Let NumPy do them.
#
# In the next assignment the sigmoid, the unrolled image and a loss come together, and the result tells cats from everything else.

# %%
check.progress()
