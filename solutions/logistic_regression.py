# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
#   kernelspec: {display_name: Python 3, language: python, name: python3}
#   course: {number: 2, title: "Logistic regression, seen as a neural network"}
# ---

# %% [markdown]
# # Logistic regression, seen as a neural network
#
# Is there a cat in this picture? You see it at once. A computer sees 12,288 numbers, and in this notebook you teach it to guess.
#
# The method is *logistic regression*, which is older than computers. Seen in the right light it is also the smallest neural network there is: a single
# unit. Everything that large networks do, this one does too: it starts with parameters that know nothing, predicts, measures how wrong it
# was, and moves each parameter a little in the right direction. Two thousand times.
#
# **After this notebook you can**
#
# - turn pictures into columns of numbers that a network accepts;
# - compute a cost and its gradient, for all examples at once and without a loop;
# - train by gradient descent, and choose a learning rate by looking at curves;
# - tell how well a model does on pictures it has never seen, and why that is another number.
#
# As before, write between `### START CODE HERE ###` and `### END CODE HERE ###`. A loop over *examples* is never needed.

# %% [markdown]
# ## 1 · Packages
#
# NumPy and Matplotlib you know. `load_dataset` fetches the pictures, and `load_image` will read one of your own at the end. The names in
# `_test_case` deliver small inputs whose right answers are known.

# %%
import matplotlib.pyplot as plt
import numpy as np

from grader import Checker

from assignments.helpers.datasets import DataError, load_dataset, load_image, which_data
from testcases.logistic_regression import (
    model_test_case,
    optimize_test_case,
    predict_test_case,
    propagate_test_case,
)

check = Checker("logistic_regression")

# %% [markdown]
# ## 2 · The pictures
#
# There are two heaps of pictures. From the **training set** the model learns. The **test set** it never sees until the end; there we find
# out whether it has learned what a cat looks like, or only what *these* cats look like. Each picture has a label: 1 for a cat, 0 for anything else.
#
# (`_orig` says that these are the pictures as they come. We shall work on them before we use them.)

# %%
train_set_x_orig, train_set_y, test_set_x_orig, test_set_y, classes = load_dataset()

print(which_data())

# %% [markdown]
# Look at some. It is the first thing to do with any data, and the one most often skipped.

# %%
fig, axes = plt.subplots(2, 6, figsize=(9, 3.5), layout="constrained")
for index, ax in enumerate(axes.flat, start=20):
    ax.imshow(train_set_x_orig[index])
    ax.set_title(f"{index}: {classes[train_set_y[0, index]].decode()}", fontsize=9)
    ax.axis("off")
plt.show()

# %% [markdown]
# ### 2.1 · Know your shapes
#
# Most mistakes in this trade are mistakes of shape, so we find out what we have. `train_set_x_orig` is one array with four
# axes: `(number of pictures, height, width, 3)`. Height and width are equal.
#
# **Exercise.** Find these three in the shapes of the arrays; do not type numbers. (No points, but who knows the shapes is spared much trouble.)
#
# - `m_train`, the number of pictures to learn from;
# - `m_test`, the number of pictures to be tested on;
# - `num_px`, the height of a picture, which is also its width.

# %%
### START CODE HERE ### (≈ 3 lines of code)
m_train = train_set_x_orig.shape[0]
m_test = test_set_x_orig.shape[0]
num_px = train_set_x_orig.shape[1]
### END CODE HERE ###

print("pictures to learn from:", m_train)  # expected: 209
print("pictures to be tested on:", m_test)  # expected: 50
print("height and width:", num_px)  # expected: 64
print("training pictures:", train_set_x_orig.shape, " labels:", train_set_y.shape)
print("test pictures:    ", test_set_x_orig.shape, " labels:", test_set_y.shape)

# %% [markdown]
# ### 2.2 · One column each
#
# Our unit wants each example as one column. So every picture is unrolled, as in the last assignment, and the columns are put side by side:
# a matrix `X` of shape $(n_x, m)$ with $n_x = 64 \cdot 64 \cdot 3 = 12288$. This order, *a column is an example*, holds for the whole course.
#
# **Exercise.** Flatten all pictures at once. Two steps, in this order: `reshape` to one *row* for each picture, then transpose with `.T`.
# In `reshape(m, -1)` the `-1` means: as many as are left over.
#
# Why not `reshape(-1, m)` straight away? The shape would be right, and every column would hold a mixture of all pictures. The last line
# of the next cell's output tells you if you fell for it.


# %%
def flatten(pictures):
    """Turn each picture into a column.

    Arguments:
        pictures: array of shape (m, height, width, 3)

    Returns:
        X: the same numbers, picture after picture; shape (height * width * 3, m)
    """
    ### START CODE HERE ### (≈ 1 line of code)
    X = pictures.reshape(pictures.shape[0], -1).T
    ### END CODE HERE ###

    return X


# %%
with check.attempted(flatten):
    train_set_x_flatten = flatten(train_set_x_orig)
    test_set_x_flatten = flatten(test_set_x_orig)

    print("training:", train_set_x_flatten.shape)  # expected: (12288, 209)
    print("test:    ", test_set_x_flatten.shape)  # expected: (12288, 50)
    print("column 0 begins with", train_set_x_flatten[:5, 0])
    print("and picture 0 with  ", train_set_x_orig[0].ravel()[:5])  # expected: the same five numbers

# %% [markdown]
# One thing remains. Colours run from 0 to 255, and learning goes more smoothly with numbers around 1. For pictures it is enough
# to divide everything by 255.

# %%
with check.attempted(flatten):
    train_set_x = train_set_x_flatten / 255
    test_set_x = test_set_x_flatten / 255

    print("from", train_set_x.min(), "to", train_set_x.max())

# %% [markdown]
# ## 3 · The model: one unit
#
# ![One unit: every number of the picture is multiplied by its weight, all are added up with the bias, and the sigmoid makes a probability of the sum](../assignments/figures/logistic_neuron.svg)
#
# The unit has one weight for each of the 12,288 numbers, and one bias. For example $i$ it computes
#
# $$z^{(i)} = w^T x^{(i)} + b \qquad\quad \hat{y}^{(i)} = a^{(i)} = \sigma(z^{(i)})$$
#
# $a^{(i)}$ is a number between 0 and 1, and we read it as *how likely is it that this is a cat?* How wrong it is, the **loss** says:
#
# $$\mathcal{L}(a^{(i)}, y^{(i)}) = -\,y^{(i)} \log a^{(i)} - (1 - y^{(i)}) \log\big(1 - a^{(i)}\big)$$
#
# Of its two halves only one counts. For a cat ($y = 1$) the loss is $-\log a$: nothing if the unit was sure of it, and a lot if it was sure of the opposite. For
# everything else it is the mirror image.
#
# The **cost** is the average loss over all examples, and training means making it small:
#
# $$\mathcal{J} = \frac{1}{m} \sum_{i=1}^{m} \mathcal{L}(a^{(i)}, y^{(i)})$$
#
# | written | in code | shape | means |
# | --- | --- | --- | --- |
# | $m$ | `m` | a number | how many examples there are |
# | $n_x$ | `n_x`, or `dim` | a number | how many numbers one example has |
# | $X$ | `X` | $(n_x, m)$ | the examples, one a column |
# | $Y$ | `Y` | $(1, m)$ | their labels, 0 or 1 |
# | $w,\; b$ | `w`, `b` | $(n_x, 1)$, a number | the weights and the bias |
# | $A$ | `A` | $(1, m)$ | the predicted probabilities |
# | $dw,\; db$ | `dw`, `db` | as $w$, as $b$ | the gradient of the cost |

# %% [markdown]
# ## 4 · The parts
#
# ### 4.1 · The sigmoid
#
# **Exercise 1.** You have written it before: $\sigma(z) = 1 / (1 + e^{-z})$, for arrays of any shape.


# %%
# GRADED FUNCTION: sigmoid
def sigmoid(z):
    """Squash every number into (0, 1):  s = 1 / (1 + e^(-z)).

    Arguments:
        z: a number, or an array of any shape

    Returns:
        s: the sigmoid of each number, of the shape of z
    """
    ### START CODE HERE ### (≈ 1 line of code)
    s = 1 / (1 + np.exp(-z))
    ### END CODE HERE ###

    return s


# %%
with check.attempted(sigmoid):
    print("sigmoid([0, 2]) =", sigmoid(np.array([0, 2])))  # expected: [0.5        0.88079708]

check(sigmoid)

# %% [markdown]
# ### 4.2 · Where to begin
#
# A single unit may start with all weights at zero; it has no twin from which it would have to differ. (In deeper networks this
# will not do, as you will see.)
#
# **Exercise 2.** Make a column of `dim` zeros with `np.zeros((rows, columns))`, and a bias of zero. Mind the double brackets: the shape is *one* argument.


# %%
# GRADED FUNCTION: initialize_with_zeros
def initialize_with_zeros(dim):
    """Give the unit its first parameters: all zero.

    Arguments:
        dim: how many weights are needed, that is n_x

    Returns:
        w: zeros, shape (dim, 1)
        b: the number 0
    """
    ### START CODE HERE ### (≈ 2 lines of code)
    w = np.zeros((dim, 1))
    b = 0.0
    ### END CODE HERE ###

    return w, b


# %%
with check.attempted(initialize_with_zeros):
    w, b = initialize_with_zeros(2)
    print("w, shape", w.shape)  # expected: (2, 1)
    print("w =", w.ravel())  # expected: [0. 0.]
    print("b =", b)  # expected: 0.0

check(initialize_with_zeros)

# %% [markdown]
# ### 4.3 · Forward and backward
#
# This is the heart of it. **Forward**, all examples go through the unit at once:
#
# $$A = \sigma(w^T X + b) \qquad\quad \mathcal{J} = -\frac{1}{m} \sum_{i=1}^{m} \Big( y^{(i)} \log a^{(i)} + (1 - y^{(i)}) \log\big(1 - a^{(i)}\big) \Big)$$
#
# **Backward**, we ask of every parameter: if you grow a little, what becomes of the cost? The chain rule answers, and what it says is
# surprisingly simple. All that matters is the error $A - Y$:
#
# $$dw = \frac{\partial \mathcal{J}}{\partial w} = \frac{1}{m}\, X (A - Y)^T \qquad\quad db = \frac{\partial \mathcal{J}}{\partial b} = \frac{1}{m} \sum_{i=1}^{m} \big( a^{(i)} - y^{(i)} \big)$$
#
# In words: a weight is to blame as far as its number was large in those examples that went wrong.
#
# The shapes tell you where the transposes go. $w^T$ is $(1, n_x)$ and $X$ is $(n_x, m)$, so $A$ is $(1, m)$. And $dw$ must have the shape of $w$: only $X (A-Y)^T$ has,
# $(n_x, m)$ times $(m, 1)$.
#
# **Exercise 3.** Four lines. The matrix product is `@` (or `np.dot`); where two rows meet number by number, as in $y \log a$, it is a star.


# %%
# GRADED FUNCTION: propagate
def propagate(w, b, X, Y):
    """Compute the cost of all examples, and its gradient.

    Arguments:
        w: weights, shape (n_x, 1)
        b: bias, a number
        X: the examples, one a column; shape (n_x, m)
        Y: labels, 0 or 1, shape (1, m)

    Returns:
        grads: dictionary of
        dw: gradient of the cost at w, shape (n_x, 1)
        db: gradient of the cost at b, a number
        cost: the average cross-entropy, a number
    """
    m = X.shape[1]

    # Forward: from the examples to the cost.
    ### START CODE HERE ### (≈ 2 lines of code)
    A = sigmoid(w.T @ X + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    ### END CODE HERE ###

    # Backward: from the error to the gradient.
    ### START CODE HERE ### (≈ 2 lines of code)
    dw = X @ (A - Y).T / m
    db = np.sum(A - Y) / m
    ### END CODE HERE ###

    cost = np.squeeze(cost)
    grads = {"dw": dw, "db": db}
    return grads, cost


# %%
with check.attempted(propagate):
    w, b, X, Y = propagate_test_case()
    grads, cost = propagate(w, b, X, Y)
    print("dw =", grads["dw"].ravel())  # expected: [0.99845601 2.39507239]
    print(f"db = {grads['db']:.8f}")  # expected: 0.00145558
    print(f"cost = {cost:.8f}")  # expected: 5.80154532

check(propagate)

# %% [markdown]
# ### 4.4 · Downhill, step by step
#
# The gradient points to where the cost rises fastest. We want to go down, so each parameter takes a step the other way, and the **learning rate** $\alpha$ says how
# long it is:
#
# $$w := w - \alpha\, dw \qquad\quad b := b - \alpha\, db$$
#
# After the step the slope is another one, so we compute it anew; and so on. This is *gradient descent*, and it is all there is to learning.
#
# **Exercise 4.** In each turn: first get `grads` and `cost` from your `propagate`; then update both parameters. Write `w = w - ...` and not `w -= ...`, which would
# change the array of whoever called you.


# %%
# GRADED FUNCTION: optimize
def optimize(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    """Improve the parameters by gradient descent.

    Arguments:
        w: weights, shape (n_x, 1)
        b: bias, a number
        X: the examples, one a column; shape (n_x, m)
        Y: labels, 0 or 1, shape (1, m)
        num_iterations: how many steps to take
        learning_rate: the length of a step, a positive number
        print_cost: whether to print the cost of every hundredth turn

    Returns:
        params: dictionary of w and b after the last step
        grads: dictionary of dw and db, those that led to the last step
        costs: list of the cost at turns 0, 100, 200, ...
    """
    costs = []

    for i in range(num_iterations):
        # What does the cost look like from here?
        ### START CODE HERE ### (≈ 1 line of code)
        grads, cost = propagate(w, b, X, Y)
        ### END CODE HERE ###

        # One step downhill.
        ### START CODE HERE ### (≈ 2 lines of code)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        ### END CODE HERE ###

        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print(f"cost after turn {i}: {cost:.6f}")

    params = {"w": w, "b": b}
    return params, grads, costs


# %%
with check.attempted(optimize):
    w, b, X, Y = optimize_test_case()
    params, grads, costs = optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009)
    print("w =", params["w"].ravel())  # expected: [0.19033591 0.12259159]
    print(f"b = {params['b']:.8f}")  # expected: 1.92535983
    print("dw =", grads["dw"].ravel())  # expected: [0.67752042 1.41625495]
    print(f"db = {grads['db']:.8f}")  # expected: 0.21919450
    print("costs =", np.array(costs))  # expected: [5.80154532]

check(optimize)

# %% [markdown]
# ### 4.5 · Yes or no
#
# A trained unit gives probabilities, and we want an answer. Above one half it shall be "cat", 1, and otherwise 0. What about exactly one half? There the unit
# has no opinion, and we say 0.
#
# **Exercise 5.** Compute the probabilities `A` as in `propagate`, then the answers. A comparison such as `A > 0.5` works on whole arrays, and
# `.astype(int)` makes zeros and ones of its truth values.


# %%
# GRADED FUNCTION: predict
def predict(w, b, X):
    """Decide for each example whether it is a cat.

    Arguments:
        w: weights, shape (n_x, 1)
        b: bias, a number
        X: the examples, one a column; shape (n_x, m)

    Returns:
        Y_prediction: 1 where the probability is above 0.5, else 0; shape (1, m)
    """
    ### START CODE HERE ### (≈ 2 lines of code)
    A = sigmoid(w.T @ X + b)
    Y_prediction = (A > 0.5).astype(int)
    ### END CODE HERE ###

    return Y_prediction


# %%
with check.attempted(predict):
    w, b, X = predict_test_case()
    print("predictions =", predict(w, b, X))  # expected: [[1 1 0]]

check(predict)

# %% [markdown]
# ## 5 · All together
#
# Begin with zeros, optimise on the training set, predict on both sets. Each step is a call of a function that you have written.
#
# **Exercise 6.** Fill in the calls. Hand on the arguments that *you* were given, `num_iterations` and `learning_rate` too: a number typed in
# here would work today and puzzle you in section 7.


# %%
# GRADED FUNCTION: model
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """Train on one set of examples, and predict on two.

    Arguments:
        X_train: examples to learn from, one a column; shape (n_x, m_train)
        Y_train: their labels, shape (1, m_train)
        X_test: examples to be tested on, shape (n_x, m_test)
        Y_test: their labels, shape (1, m_test); nothing may be learned from them
        num_iterations: how many steps of gradient descent to take
        learning_rate: the length of a step
        print_cost: whether to print the cost of every hundredth turn

    Returns:
        d: dictionary of costs, Y_prediction_test, Y_prediction_train, w, b, learning_rate, num_iterations
    """
    # Begin with zeros, one weight for each row of X_train.
    ### START CODE HERE ### (≈ 1 line of code)
    w, b = initialize_with_zeros(X_train.shape[0])
    ### END CODE HERE ###

    # Learn from the training set.
    ### START CODE HERE ### (≈ 2 lines of code)
    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w, b = params["w"], params["b"]
    ### END CODE HERE ###

    # Answer for both sets.
    ### START CODE HERE ### (≈ 2 lines of code)
    Y_prediction_test = predict(w, b, X_test)
    Y_prediction_train = predict(w, b, X_train)
    ### END CODE HERE ###

    d = {
        "costs": costs,
        "Y_prediction_test": Y_prediction_test,
        "Y_prediction_train": Y_prediction_train,
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }
    return d


# %%
with check.attempted(model):
    small = model(*model_test_case())
    print("w =", small["w"].ravel())  # expected: [-0.04280323 -0.05183353  0.23935412]
    print("training:", small["Y_prediction_train"])  # expected: [[0 0 1 0 0 1]]
    print("test:    ", small["Y_prediction_test"])  # expected: [[0 0 0 1]]

check(model)

# %% [markdown]
# ## 6 · Can it tell a cat?
#
# Now in earnest: 209 pictures, two thousand turns, a learning rate of 0.005. It takes about ten seconds, in which each of the 12,288 weights is moved two
# thousand times. Watch the cost.


# %%
def accuracy(Y_prediction, Y):
    """The percentage of right answers."""
    return 100 - 100 * np.mean(np.abs(Y_prediction - Y))


with check.attempted(flatten, model):
    d = model(
        train_set_x, train_set_y, test_set_x, test_set_y, num_iterations=2000, learning_rate=0.005, print_cost=True
    )
    print()
    print(f"right on the training pictures: {accuracy(d['Y_prediction_train'], train_set_y):.1f} %")
    print(f"right on the test pictures:     {accuracy(d['Y_prediction_test'], test_set_y):.1f} %")

# %% [markdown]
# Nearly all of the pictures it has studied, and about 70 % of the new ones.
#
# The first number flatters. A model with 12,288 weights has room enough to learn 209 pictures by heart, and that it did, in part. This is called **overfitting**,
# and the gap between the two numbers shows how much of it there is. The second number is the honest one. It is not bad for a single unit,
# but look before you cheer: of the 50 test pictures 33 show cats, so whoever always says "cat" gets 66 %. And fifty pictures are few: had we been dealt
# fifty others, it might as well have got three more of them right, or three fewer, and even six would be no surprise. "About 70 %" means *somewhere between 57 and 83*.
# (One picture is worth 2 %. Notebook 5 tells where the rest comes from.)
#
# What does the cost do? Below 0.7 at the start: with all parameters at zero each probability is one half, and $-\log 0.5 = 0.693$. From there it falls, at first
# fast and then slowly.

# %%
with check.attempted(model):
    fig, ax = plt.subplots(figsize=(7, 3.2), layout="constrained")
    ax.plot(np.arange(len(d["costs"])) * 100, d["costs"], color="#2f6fb2", linewidth=2, marker="o", markersize=3)
    ax.set(title=f"learning rate {d['learning_rate']}", xlabel="turn", ylabel="cost", ylim=(0, None))
    ax.grid(alpha=0.3)
    plt.show()

# %% [markdown]
# The curve still points down at its end, and more turns would make the cost smaller yet. Would they make the model better? Try 2500 turns in the cell above: the
# training accuracy goes up, and the test accuracy does not follow. That is overfitting in two numbers.

# %% [markdown]
# ### 6.1 · What it gets wrong
#
# Numbers tell how often, pictures tell why. First, which way was it mistaken? It may have missed a cat, or seen one where there is none. Then some of these
# pictures, with the probability of a cat that it gave.

# %%
with check.attempted(model):
    said, truth = d["Y_prediction_test"], test_set_y
    print(f"cats that it missed:        {np.sum((said == 0) & (truth == 1)):2d} of {np.sum(truth == 1)}")
    print(f"others that it called cats: {np.sum((said == 1) & (truth == 0)):2d} of {np.sum(truth == 0)}")
    print(f"share of cats: {np.mean(train_set_y):.0%} in the training set, {np.mean(truth):.0%} in the test set")

    wrong = np.flatnonzero(d["Y_prediction_test"][0] != test_set_y[0])[:12]
    probabilities = sigmoid(d["w"].T @ test_set_x + d["b"])[0]
    fig, axes = plt.subplots(2, 6, figsize=(9, 3.5), layout="constrained")
    for ax in axes.flat:
        ax.axis("off")
    for ax, index in zip(axes.flat, wrong, strict=False):
        ax.imshow(test_set_x_orig[index])
        ax.set_title(f"{classes[test_set_y[0, index]].decode()}, p = {probabilities[index]:.2f}", fontsize=9)
    plt.show()

# %% [markdown]
# Nearly all of its mistakes are cats that it missed. One reason stands in the last line: only a third of the pictures that it learned from were cats, but two thirds
# of those in the test are. A unit that has seen cats seldom expects them seldom, and when in doubt says no. Where the training set is mixed in another
# way than the world, a model brings its habits along. So count your labels before you trust an accuracy.
#
# ### 6.2 · What it has learned
#
# There is one weight for each dot and colour, so the weights are a picture themselves. Where it is bright, brightness in the
# picture speaks for a cat; where it is dark, against one; mid-grey is all the same to the unit.

# %%
with check.attempted(model):
    w = d["w"].reshape(train_set_x_orig.shape[1:])
    fig, ax = plt.subplots(figsize=(3, 3), layout="constrained")
    ax.imshow(0.5 + 0.5 * w / np.abs(w).max())
    ax.set_title("the weights")
    ax.axis("off")
    plt.show()

# %% [markdown]
# Do you see a cat in it? The drawn pictures of this course leave the ghost of a face behind; photographs, in which every cat sits somewhere else, leave
# next to nothing. A single unit adds up evidence dot by dot. It has no idea of an *ear*, which may be here in one picture and there in the next.
# For ideas like that it takes more layers, and they come in assignments 3 to 5.

# %% [markdown]
# ## 7 · How long a step?
#
# The learning rate is the number that decides most about training, and no formula gives it. One tries. Here are three, each ten times smaller than the one
# before, with 1500 turns each.

# %%
with check.attempted(model):
    fig, ax = plt.subplots(figsize=(7, 3.4), layout="constrained")
    for learning_rate, colour in ((0.01, "#c2571a"), (0.001, "#2f6fb2"), (0.0001, "#4f8428")):
        tried = model(
            train_set_x, train_set_y, test_set_x, test_set_y, num_iterations=1500, learning_rate=learning_rate
        )
        ax.plot(np.arange(len(tried["costs"])) * 100, tried["costs"], color=colour, linewidth=2, label=learning_rate)
        print(
            f"rate {learning_rate}:  training {accuracy(tried['Y_prediction_train'], train_set_y):.1f} %, "
            f"test {accuracy(tried['Y_prediction_test'], test_set_y):.1f} %"
        )
    ax.set(xlabel="turn", ylabel="cost", ylim=(0, None))
    ax.grid(alpha=0.3)
    ax.legend(title="learning rate")
    plt.show()

# %% [markdown]
# - With **0.0001** the steps are so short that 1500 of them do not lead far.
# - With **0.001** the cost falls steadily, and slowly.
# - With **0.01** it falls fastest. Steps of this size are near the limit: the curve may jump in its first turns, when a step
#   leads across the valley and up the other side. Much longer ones leap so far that some
#   probabilities become exactly 0 or 1: try 0.5, and Python warns you of the logarithm of 0.
#
# A lower cost is not yet a better model. From 0.001 to 0.01 the training accuracy gains ten points and more, and the
# test accuracy one or two pictures of fifty, which may be chance: most of what is learned late is learned by heart.

# %% [markdown]
# ## 8 · Your own picture
#
# Put a photograph beside this notebook, a JPEG or PNG of any size, write its name below and run the cell. `load_image` cuts out the middle square and
# shrinks it to 64 × 64 dots. Until then the cell takes a picture from the test set.

# %%
my_picture = "my_picture.jpg"

try:
    picture = load_image(my_picture)
except DataError as error:
    print(error)
    picture = test_set_x_orig[1]

with check.attempted(flatten, model):
    x = flatten(picture[np.newaxis]) / 255
    answer = predict(d["w"], d["b"], x)[0, 0]
    probability = sigmoid(d["w"].T @ x + d["b"])[0, 0]

    fig, ax = plt.subplots(figsize=(3, 3), layout="constrained")
    ax.imshow(picture)
    ax.set_title(f"{classes[answer].decode()}, p = {probability:.2f}")
    ax.axis("off")
    plt.show()

# %% [markdown]
# Don't be hard on it if it is wrong. It is one unit, and has seen 209 pictures in its life.
#
# ## What you have built
#
# - **Data first**: look at it, know its shapes, one example a column, numbers of a handy size.
# - **Four steps that never change**: initialise; forward; backward; update. Every network of this course, and beyond, learns like that.
# - **No loops over examples.** $w^T X$ and $X (A - Y)^T$ do them all at once.
# - **Two accuracies.** The one on the training set tells whether it learns, the one on the test set whether it *understands*.
#
# Three things to try: other learning rates; 500 turns instead of 2000; training on the first hundred pictures only. Say beforehand what will
# happen, then look.

# %%
check.progress()
