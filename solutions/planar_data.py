# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
#   kernelspec: {display_name: Python 3, language: python, name: python3}
#   course: {number: 3, title: "Planar data classification with one hidden layer"}
# ---

# %% [markdown]
# # Planar data classification with one hidden layer
#
# Logistic regression draws one straight line. Much of the world is not straight: here it is a flower, with petals of two colours, and no line
# does it justice. So you put a layer of four small units between the input and the answer, and watch the line bend.
#
# It is your first network with a hidden layer. Since its data lie in a plane, everything it learns can be seen.
#
# **After this notebook you can**
#
# - build a network with one hidden layer, and say the shape of everything in it;
# - tell what a bend such as $\tanh$ is good for;
# - compute the cost, and send it back through both layers with six short equations;
# - train the network, draw where it changes its mind, and choose the size of its hidden layer.
#
# **How to work.** Write only between `### START CODE HERE ###` and `### END CODE HERE ###`, replacing each `None`. The number of
# lines given is our guess, not a rule. If a check says no, it tells you the first thing that differs.

# %% [markdown]
# ## 1 · Packages
#
# NumPy does the work and Matplotlib draws. The course brings the data, a function that colours the plane by what a model
# says, and the sigmoid, which you know. The names that end in `_test_case` deliver small inputs whose right answers are known.

# %%
import matplotlib.pyplot as plt
import numpy as np

from grader import Checker

from assignments.helpers.planar import (
    load_extra_datasets,
    load_planar_dataset,
    plot_decision_boundary,
    sigmoid,
)
from testcases.planar_data import (
    backward_propagation_test_case,
    compute_cost_test_case,
    forward_propagation_test_case,
    initialize_parameters_test_case,
    layer_sizes_test_case,
    nn_model_test_case,
    predict_test_case,
    update_parameters_test_case,
)

check = Checker("planar_data")

# %% [markdown]
# ## 2 · The flower
#
# Each point has two coordinates, and a label: 0 is red, 1 is blue. We want a model that is told the coordinates of a new point and
# names its colour.

# %%
X, Y = load_planar_dataset()

plt.figure(figsize=(5, 4.4), layout="constrained")
plt.scatter(*X, c=Y.ravel(), s=34, cmap="Spectral", edgecolors="black", linewidths=0.3)
plt.xlabel("x1")
plt.ylabel("x2")
plt.title("the flower")
plt.show()

# %% [markdown]
# As always in this course, an example is a **column**. `X` has a row for each coordinate, `Y` has a single row.
#
# **Warm-up** (not graded). How many examples are there? Ask the arrays: `X.shape` is a tuple, and `X.shape[1]` its second entry.

# %%
### START CODE HERE ### (≈ 3 lines of code)
shape_X = X.shape
shape_Y = Y.shape
m = X.shape[1]
### END CODE HERE ###

print("shape of X:", shape_X)  # expected: (2, 400)
print("shape of Y:", shape_Y)  # expected: (1, 400)
print("examples:  ", m)  # expected: 400

# %% [markdown]
# ## 3 · What a straight line can do
#
# Before building something new, measure what the old thing achieves. Here is logistic regression, as you wrote it in the last assignment,
# folded into one function.


# %%
def logistic_regression(X, Y, learning_rate=1.2, num_iterations=1000):
    """Return weights of shape (n_x, 1) and a bias, after gradient descent from zero."""
    m = X.shape[1]
    w, b = np.zeros((X.shape[0], 1)), 0.0
    for _ in range(num_iterations):
        A = sigmoid(w.T @ X + b)
        w = w - learning_rate * X @ (A - Y).T / m
        b = b - learning_rate * np.mean(A - Y)
    return w, b


w, b = logistic_regression(X, Y)
baseline = sigmoid(w.T @ X + b) > 0.5
print(f"accuracy of logistic regression: {np.mean(baseline == Y):.0%}")  # expected: 47%

plt.figure(figsize=(5, 4.4), layout="constrained")
plot_decision_boundary(lambda points: points @ w + b > 0, X, Y)
plt.title("logistic regression")
plt.show()

# %% [markdown]
# 47 % is worse than tossing a coin. There is nothing wrong with the code: this *is* the best line by the measure of logistic regression. The flower just is not
# **linearly separable**, which means that no straight line has red on one side and blue on the other.

# %% [markdown]
# ## 4 · A network with one hidden layer
#
# ![Two inputs, four hidden units with tanh, and one output with the sigmoid](../assignments/figures/planar_network.svg)
#
# Every circle in the middle does what logistic regression does: it weighs the inputs, adds a bias, and bends the sum. The output unit
# does the same with the four results. For one example $x^{(i)}$:
#
# $$z^{[1](i)} = W^{[1]} x^{(i)} + b^{[1]} \qquad a^{[1](i)} = \tanh\big(z^{[1](i)}\big)$$
#
# $$z^{[2](i)} = W^{[2]} a^{[1](i)} + b^{[2]} \qquad \hat{y}^{(i)} = a^{[2](i)} = \sigma\big(z^{[2](i)}\big)$$
#
# The answer is 1 (blue) if $a^{[2](i)} > 0.5$, and 0 (red) otherwise. A number in square brackets is a layer, one in round brackets an example.
#
# Training is the circle you know: **go forward, compute the cost, go backward, update**, and again. You write one function for each
# step, and `nn_model` turns the wheel.

# %% [markdown]
# ### 4.1 · Three sizes
#
# A network of this kind is described by three numbers: `n_x` inputs, `n_h` hidden units, `n_y` outputs. Two of them are dictated by the data:
# a row of `X` is an input, a row of `Y` an output. The third is ours to choose. We begin with 4.
#
# **Exercise 1.** Read `n_x` and `n_y` from the shapes, and set `n_h` to 4.


# %%
# GRADED FUNCTION: layer_sizes
def layer_sizes(X, Y):
    """Tell how many units each layer has.

    Arguments:
        X: the examples, one a column; shape (n_x, m)
        Y: their labels, shape (n_y, m)

    Returns:
        n_x: number of inputs
        n_h: number of hidden units, always 4 here
        n_y: number of outputs
    """
    ### START CODE HERE ### (≈ 3 lines of code)
    n_x = X.shape[0]
    n_h = 4
    n_y = Y.shape[0]
    ### END CODE HERE ###

    return n_x, n_h, n_y


# %%
with check.attempted(layer_sizes):
    X_case, Y_case = layer_sizes_test_case()
    print("n_x, n_h, n_y =", layer_sizes(X_case, Y_case))  # expected: (5, 4, 2)

check(layer_sizes)

# %% [markdown]
# ### 4.2 · Where to begin
#
# Logistic regression could start from zero. A hidden layer cannot: four units with equal weights compute the same, receive the same gradient and
# stay the same for ever. You would pay for four and get one.
#
# So the weights are random. And they are small, because for large inputs $\tanh$ is flat, and where it is flat there is no slope to learn from.
#
# **Exercise 2.** $W^{[1]}$ leads from `n_x` inputs to `n_h` units, so its shape is `(n_h, n_x)`; $W^{[2]}$ leads on to `n_y` outputs. Draw both with
# `np.random.randn(rows, columns) * 0.01`, in this order, and make the biases with `np.zeros((rows, 1))`. The seed is set for you.


# %%
# GRADED FUNCTION: initialize_parameters
def initialize_parameters(n_x, n_h, n_y):
    """Draw starting values for a network with one hidden layer.

    Arguments:
        n_x, n_h, n_y: sizes of the input, the hidden layer and the output

    Returns:
        dictionary of
        W1: small random numbers, shape (n_h, n_x)
        b1: zeros, shape (n_h, 1)
        W2: small random numbers, shape (n_y, n_h)
        b2: zeros, shape (n_y, 1)
    """
    np.random.seed(2)

    ### START CODE HERE ### (≈ 4 lines of code)
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    ### END CODE HERE ###

    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# %%
with check.attempted(initialize_parameters):
    n_x, n_h, n_y = initialize_parameters_test_case()
    parameters = initialize_parameters(n_x, n_h, n_y)
    for name in ("W1", "b1", "W2", "b2"):
        print(f"{name} =\n{parameters[name]}")

check(initialize_parameters)

# %% [markdown]
# **Expected output**
#
# ```text
# W1 =
# [[-0.00416758 -0.00056267]
#  [-0.02136196  0.01640271]
#  [-0.01793436 -0.00841747]
#  [ 0.00502881 -0.01245288]]
# b1 =
# [[0.]
#  [0.]
#  [0.]
#  [0.]]
# W2 =
# [[-0.01057952 -0.00909008  0.00551454  0.02292208]]
# b2 =
# [[0.]]
# ```

# %% [markdown]
# ### 4.3 · Forward
#
# All examples go through at once: where the formulas have a column $x^{(i)}$, the code has the matrix `X` with all columns side by side.
#
# $$Z^{[1]} = W^{[1]} X + b^{[1]} \qquad A^{[1]} = \tanh(Z^{[1]}) \qquad Z^{[2]} = W^{[2]} A^{[1]} + b^{[2]} \qquad A^{[2]} = \sigma(Z^{[2]})$$
#
# | | $X$ | $W^{[1]}$ | $b^{[1]}$ | $Z^{[1]},\; A^{[1]}$ | $W^{[2]}$ | $b^{[2]}$ | $Z^{[2]},\; A^{[2]}$ |
# | --- | --- | --- | --- | --- | --- | --- | --- |
# | shape | $(2, m)$ | $(4, 2)$ | $(4, 1)$ | $(4, m)$ | $(1, 4)$ | $(1, 1)$ | $(1, m)$ |
#
# The hidden units use $\tanh$, which looks like the sigmoid, pulled down to lie around zero. Its outputs are then centred, and the next layer learns faster from that.

# %%
z = np.linspace(-5, 5, 201)
fig, axes = plt.subplots(1, 2, figsize=(8, 2.6), layout="constrained")
bends = {"tanh, in the hidden layer": np.tanh, "sigmoid, at the output": sigmoid}
for ax, (name, g) in zip(axes, bends.items(), strict=True):
    ax.plot(z, g(z), color="#2f6fb2", linewidth=2)
    ax.set(title=name, xlabel="z", ylabel="g(z)")
    ax.grid(alpha=0.3)
plt.show()

# %% [markdown]
# **Exercise 3.** Four lines for the four formulas. The matrix product is `@` (or `np.dot`); the bends are `np.tanh` and `sigmoid`. What you compute on
# the way is kept in the dictionary `cache`, because the way back will ask for it.


# %%
# GRADED FUNCTION: forward_propagation
def forward_propagation(X, parameters):
    """Push the examples through both layers: tanh in the hidden one, the sigmoid at the output.

    Arguments:
        X: the examples, one a column; shape (n_x, m)
        parameters: dictionary of W1, b1, W2, b2

    Returns:
        A2: the predicted probabilities, shape (n_y, m)
        cache: dictionary of Z1, A1, both (n_h, m), and Z2, A2, both (n_y, m)
    """
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]

    ### START CODE HERE ### (≈ 4 lines of code)
    Z1 = W1 @ X + b1
    A1 = np.tanh(Z1)
    Z2 = W2 @ A1 + b2
    A2 = sigmoid(Z2)
    ### END CODE HERE ###

    cache = {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
    return A2, cache


# %%
with check.attempted(forward_propagation):
    X_case, parameters = forward_propagation_test_case()
    A2, cache = forward_propagation(X_case, parameters)
    for name in ("Z1", "A1", "Z2", "A2"):
        print(f"mean of {name} = {np.mean(cache[name]):.8f}")

check(forward_propagation)

# %% [markdown]
# **Expected output**
#
# ```text
# mean of Z1 = 0.26281864
# mean of A1 = 0.09199905
# mean of Z2 = -1.30766601
# mean of A2 = 0.21287768
# ```

# %% [markdown]
# ### 4.4 · How wrong is it? The cost
#
# The cost is the same cross-entropy as in logistic regression. Only the prediction comes from further away now:
#
# $$\mathcal{J} = -\frac{1}{m} \sum_{i=1}^{m} \Big( y^{(i)} \log a^{[2](i)} + (1 - y^{(i)}) \log\big(1 - a^{[2](i)}\big) \Big)$$
#
# For each example only one of the two terms is alive: $y$ or $1 - y$ is zero.
#
# **Exercise 4.** First the bracket, for all examples at once and entry by entry (`*`, `np.log`); then sum, sign and average. The formula has no use for the argument
# `parameters`. It stands in the list for costs that also punish large weights, which you will meet one day.


# %%
# GRADED FUNCTION: compute_cost
def compute_cost(A2, Y, parameters):
    """Average the cross-entropy between predictions and labels.

    Arguments:
        A2: predicted probabilities, shape (1, m)
        Y: labels, 0 or 1, shape (1, m)
        parameters: dictionary of W1, b1, W2, b2; not needed

    Returns:
        cost: one number, shape ()
    """
    m = Y.shape[1]

    ### START CODE HERE ### (≈ 2 lines of code)
    log_likelihood = Y * np.log(A2) + (1 - Y) * np.log(1 - A2)
    cost = -np.sum(log_likelihood) / m
    ### END CODE HERE ###

    cost = np.squeeze(cost)
    return cost


# %%
with check.attempted(compute_cost):
    A2, Y_case, parameters = compute_cost_test_case()
    print(f"cost = {compute_cost(A2, Y_case, parameters):.8f}")  # expected: 0.69305876

check(compute_cost)

# %% [markdown]
# The case above predicts 0.5, or nearly, for every point. That costs $-\log 0.5 = 0.693$, a number worth remembering: it is the price of knowing nothing, and a network
# with small random weights begins there.

# %% [markdown]
# ### 4.5 · Backward
#
# To lower the cost we need its slope in the direction of every parameter. The chain rule delivers it, layer by layer, from the back to the
# front. Six equations are all there is:
#
# ![Six gradient equations: dZ2, dW2 and db2 for the output layer, dZ1, dW1 and db1 for the hidden layer](../assignments/figures/planar_gradients.svg)
#
# Read them once with the shapes in mind:
#
# - $dZ^{[2]}$ is the plainest error there can be: prediction minus truth.
# - $dW^{[2]}$ asks, for each weight, how far error and input of that weight go together, on average over the examples. $db^{[2]}$ is the average error itself.
# - $W^{[2]\,T} dZ^{[2]}$ hands the error back to the hidden units, each getting its share by the weight through which it spoke.
# - The factor $g^{[1]\prime}(Z^{[1]})$ is the slope of the bend. For $\tanh$ it is $1 - \tanh^2$, and $\tanh(Z^{[1]})$ is at hand: it is $A^{[1]}$. So the slope is `1 - A1**2`.
# - $dW^{[1]}$ and $db^{[1]}$ follow the pattern of layer 2, with $X$ as the input.
#
# The star $*$ multiplies entry by entry; everything else is a matrix product.
#
# **Exercise 5.** Write the six lines. Sum along the examples with `np.sum(..., axis=1, keepdims=True)`, so that `db1` and `db2` stay columns.


# %%
# GRADED FUNCTION: backward_propagation
def backward_propagation(parameters, cache, X, Y):
    """Find the gradient of every parameter, from the output back to the input.

    Arguments:
        parameters: dictionary of W1, b1, W2, b2
        cache: dictionary of Z1, A1, Z2, A2, as forward_propagation left it
        X: the examples, shape (n_x, m)
        Y: their labels, 0 or 1, shape (n_y, m)

    Returns:
        grads: dictionary of dW1, db1, dW2, db2, each of the shape of its parameter
    """
    m = X.shape[1]
    W2 = parameters["W2"]
    A1, A2 = cache["A1"], cache["A2"]

    ### START CODE HERE ### (≈ 6 lines of code)
    dZ2 = A2 - Y
    dW2 = 1 / m * (dZ2 @ A1.T)
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = (W2.T @ dZ2) * (1 - A1**2)
    dW1 = 1 / m * (dZ1 @ X.T)
    db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)
    ### END CODE HERE ###

    grads = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
    return grads


# %%
with check.attempted(backward_propagation):
    parameters, cache, X_case, Y_case = backward_propagation_test_case()
    grads = backward_propagation(parameters, cache, X_case, Y_case)
    for name in ("dW1", "db1", "dW2", "db2"):
        print(f"{name} =\n{grads[name]}")

check(backward_propagation)

# %% [markdown]
# **Expected output**
#
# ```text
# dW1 =
# [[ 0.00301023 -0.00747267]
#  [ 0.00257968 -0.00641288]
#  [-0.00156892  0.003893  ]
#  [-0.00652037  0.01618243]]
# db1 =
# [[ 0.00176201]
#  [ 0.00150995]
#  [-0.00091736]
#  [-0.00381422]]
# dW2 =
# [[ 0.00078841  0.01765429 -0.00084166 -0.01022527]]
# db2 =
# [[-0.16655712]]
# ```

# %% [markdown]
# ### 4.6 · One step downhill
#
# The gradient points uphill, so each parameter takes a step the other way:
#
# $$W := W - \alpha\, dW \qquad b := b - \alpha\, db$$
#
# The learning rate $\alpha$ is the length of the step. A good one comes down quickly; one that is too large jumps over the valley, lands higher up on the other side, and may
# never settle. Both of these walk on the same curve, $\mathcal{J} = \theta^2$:

# %%
theta = np.linspace(-3, 3, 101)
fig, axes = plt.subplots(1, 2, figsize=(8, 2.8), layout="constrained", sharey=True)
for ax, (name, alpha) in zip(axes, {"a good rate": 0.3, "too large": 1.04}.items(), strict=True):
    path = 2.0 * (1 - 2 * alpha) ** np.arange(6)
    ax.plot(theta, theta**2, color="#8a929c")
    ax.plot(path, path**2, "o-", color="#c2571a", markersize=5)
    ax.set(title=f"{name}: $\\alpha$ = {alpha}", xlabel="$\\theta$", ylabel="cost")
plt.show()

# %% [markdown]
# **Exercise 6.** Update the four parameters. Write `W1 - ...` and not `W1 -= ...`: the second changes the array of whoever called you.


# %%
# GRADED FUNCTION: update_parameters
def update_parameters(parameters, grads, learning_rate=1.2):
    """Take one step of gradient descent with every parameter.

    Arguments:
        parameters: dictionary of W1, b1, W2, b2
        grads: dictionary of dW1, db1, dW2, db2, of the same shapes
        learning_rate: the length of the step, a positive number

    Returns:
        new dictionary of W1, b1, W2, b2
    """
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]

    ### START CODE HERE ### (≈ 4 lines of code)
    W1 = W1 - learning_rate * grads["dW1"]
    b1 = b1 - learning_rate * grads["db1"]
    W2 = W2 - learning_rate * grads["dW2"]
    b2 = b2 - learning_rate * grads["db2"]
    ### END CODE HERE ###

    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# %%
with check.attempted(update_parameters):
    parameters, grads = update_parameters_test_case()
    parameters = update_parameters(parameters, grads)
    for name in ("W1", "b1", "W2", "b2"):
        print(f"{name} =\n{parameters[name]}")

check(update_parameters)

# %% [markdown]
# **Expected output**
#
# ```text
# W1 =
# [[-0.00643025  0.01936718]
#  [-0.02410458  0.03978052]
#  [-0.01653973 -0.02096177]
#  [ 0.01046864 -0.05990141]]
# b1 =
# [[-1.02420756e-06]
#  [ 1.27373948e-05]
#  [ 8.32996807e-07]
#  [-3.20136836e-06]]
# W2 =
# [[-0.01041081 -0.04463285  0.01758031  0.04747113]]
# b2 =
# [[0.00010457]]
# ```

# %% [markdown]
# ### 4.7 · The model
#
# Now put the five functions in a circle. The first line draws the parameters, and then every turn is four calls.
#
# **Exercise 7.** Call the functions you have written. In the loop, mind what each of them wants and gives: forward gives a pair, and the update's result takes the place
# of the old `parameters`. Leave the learning rate at its default.


# %%
# GRADED FUNCTION: nn_model
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Train a network with one hidden layer.

    Arguments:
        X: the examples, shape (n_x, m)
        Y: their labels, 0 or 1, shape (n_y, m)
        n_h: number of hidden units
        num_iterations: how many steps of gradient descent to take
        print_cost: whether to print the cost every 1000 iterations

    Returns:
        parameters: dictionary of the trained W1, b1, W2, b2
    """
    np.random.seed(3)
    n_x, _, n_y = layer_sizes(X, Y)

    ### START CODE HERE ### (≈ 1 line of code)
    parameters = initialize_parameters(n_x, n_h, n_y)
    ### END CODE HERE ###

    for i in range(num_iterations):
        ### START CODE HERE ### (≈ 4 lines of code)
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost(A2, Y, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
        ### END CODE HERE ###

        if print_cost and i % 1000 == 0:
            print(f"cost after {i:4d} iterations: {cost:.6f}")

    return parameters


# %%
with check.attempted(nn_model):
    X_case, Y_case = nn_model_test_case()
    parameters = nn_model(X_case, Y_case, 4, num_iterations=10000, print_cost=True)
    for name in ("W1", "b1", "W2", "b2"):
        print(f"{name} =\n{parameters[name]}")

check(nn_model)

# %% [markdown]
# **Expected output**
#
# ```text
# cost after    0 iterations: 0.692739
# cost after 1000 iterations: 0.000218
# cost after 2000 iterations: 0.000107
# cost after 3000 iterations: 0.000071
# cost after 4000 iterations: 0.000053
# cost after 5000 iterations: 0.000042
# cost after 6000 iterations: 0.000035
# cost after 7000 iterations: 0.000030
# cost after 8000 iterations: 0.000026
# cost after 9000 iterations: 0.000023
# W1 =
# [[-0.65848169  1.21866811]
#  [-0.76204273  1.39377573]
#  [ 0.5792005  -1.10397703]
#  [ 0.76773391 -1.41477129]]
# b1 =
# [[ 0.287592  ]
#  [ 0.3511264 ]
#  [-0.2431246 ]
#  [-0.35772805]]
# W2 =
# [[-2.45566237 -3.27042274  2.00784958  3.36773273]]
# b2 =
# [[0.20459656]]
# ```

# %% [markdown]
# ### 4.8 · From probability to answer
#
# The network says 0.83; we want to hear "blue". The threshold is one half:
#
# $$\hat{y}^{(i)} = 1 \;\text{ where }\; a^{[2](i)} > 0.5, \qquad \hat{y}^{(i)} = 0 \;\text{ elsewhere}$$
#
# NumPy compares a whole array in one go: `(A > threshold)` holds a truth value for each entry, which counts as 1 or 0.
#
# **Exercise 8.** Go forward, and compare.


# %%
# GRADED FUNCTION: predict
def predict(parameters, X):
    """Decide for every example whether it is of class 1.

    Arguments:
        parameters: dictionary of W1, b1, W2, b2
        X: the examples, shape (n_x, m)

    Returns:
        predictions: 1 where the predicted probability is above one half, 0 elsewhere; shape (n_y, m)
    """
    ### START CODE HERE ### (≈ 2 lines of code)
    A2, cache = forward_propagation(X, parameters)
    predictions = (A2 > 0.5).astype(int)
    ### END CODE HERE ###

    return predictions


# %%
with check.attempted(predict):
    parameters, X_case = predict_test_case()
    predictions = predict(parameters, X_case)
    print("predictions =", predictions)  # expected: [[1 0 1]]

check(predict)

# %% [markdown]
# ## 5 · The flower again
#
# This is the moment. Four hidden units, ten thousand turns, about a second.

# %%
with check.attempted(nn_model, predict):
    parameters = nn_model(X, Y, n_h=4, num_iterations=10000, print_cost=True)

    print(f"accuracy: {np.mean(predict(parameters, X) == Y):.2%}")  # expected: 90.75%

    plt.figure(figsize=(5, 4.4), layout="constrained")
    plot_decision_boundary(lambda points: predict(parameters, points.T), X, Y)
    plt.title("four hidden units")
    plt.show()

# %% [markdown]
# From 47 % to nine points out of ten: the network has found the petals. It got the points and their colours, nothing else.
#
# (The first cost is 0.693048. Later ones may differ from ours in the third digit: with steps this long, tiny roundings of the computer add up over thousands of turns.)
#
# How do four units make petals? Each of them folds the plane along one line. Draw what each unit says, and you can see the pieces that the output puts together.

# %%
with check.attempted(nn_model):
    x1, x2 = np.meshgrid(np.linspace(-4.5, 4.5, 121), np.linspace(-4.5, 4.5, 121))
    _, cache = forward_propagation(np.stack([x1.ravel(), x2.ravel()]), parameters)

    fig, axes = plt.subplots(1, 5, figsize=(11, 2.5), layout="constrained", sharex=True, sharey=True)
    frame = {"origin": "lower", "extent": (-4.5, 4.5, -4.5, 4.5)}
    for ax, (unit, said) in zip(axes, enumerate(cache["A1"], start=1), strict=False):
        ax.imshow(said.reshape(x1.shape), cmap="PuOr", **frame)
        ax.set_title(f"hidden unit {unit}")
    axes[4].imshow(cache["A2"].reshape(x1.shape), cmap="Spectral", **frame)
    axes[4].set_title("output")
    plt.show()

# %% [markdown]
# ## 6 · How many hidden units?
#
# We chose 4 without a reason. So let us try others, from a single unit to fifty, and look.

# %%
with check.attempted(nn_model, predict):
    plt.figure(figsize=(11, 5.6), layout="constrained")
    for place, n_h in enumerate([1, 2, 3, 4, 5, 20, 50], start=1):
        trained = nn_model(X, Y, n_h, num_iterations=5000)
        accuracy = np.mean(predict(trained, X) == Y)
        plt.subplot(2, 4, place)
        plot_decision_boundary(lambda points, trained=trained: predict(trained, points.T), X, Y)
        plt.title(f"{n_h} hidden: {accuracy:.2%}")
        print(f"{n_h:2d} hidden units: {accuracy:.2%}")
    plt.show()

# %% [markdown]
# **Expected output**
#
# | hidden units | 1 | 2 | 3 | 4 | 5 | 20 | 50 |
# | --- | --- | --- | --- | --- | --- | --- | --- |
# | accuracy | 67.50% | 67.25% | 90.75% | 90.50% | 91.25% | about 90% | about 90% |
#
# - One or two units have too few folds for the flower: they **underfit**.
# - From three on, the shape is there. The best and the worst of the numbers from there on are five points of 400 apart, so they name no winner.
# - With 20 and 50 look at the pictures: the boundary grows corners for a few points that lie astray. Is it better for that, or worse? These numbers cannot tell.
#   Every point was there to learn from.
#
# ### 6.1 · Points that were held out
#
# So we ask as with the cats: learn from some points, and be tested on others. Two hundred of the points are drawn for training, and the other two hundred are **held out**.

# %%
with check.attempted(nn_model, predict):
    order = np.random.RandomState(0).permutation(400)
    seen, held_out = order[:200], order[200:]

    sizes, right = [1, 2, 3, 4, 5, 20, 50], []
    for n_h in sizes:
        trained = nn_model(X[:, seen], Y[:, seen], n_h, num_iterations=5000)
        right.append([np.mean(predict(trained, X[:, part]) == Y[:, part]) for part in (seen, held_out)])
        print(f"{n_h:2d} hidden units: {right[-1][0]:.1%} of the points seen, {right[-1][1]:.1%} of those held out")

    plt.figure(figsize=(7, 3), layout="constrained")
    plt.plot(right, marker="o", label=["points it has learned from", "points held out"])
    plt.xticks(range(len(sizes)), sizes)
    plt.xlabel("hidden units")
    plt.ylabel("right")
    plt.ylim(0.5, 1)
    plt.grid(alpha=0.3)
    plt.legend()
    plt.show()

# %% [markdown]
# The more units there are, the more of the points *seen* come out right: 89 % with four, 94 % with fifty. Of the points *held out* it is the other way round: 90 % with four,
# 86 % with fifty (or a point more or less). That is **overfitting**. Points that lie astray belong to no petal, and a model that goes out of its way for them has learned the noise
# of two hundred points rather than the flower. New points pay for it.
#
# Two hundred are a sample, too. So we have drawn them anew twelve times: on average five units had 92 % of the points seen right and 87 % of the others; fifty had 94 % and 84 %.
#
# There are cures that allow large networks without this, called regularisation. They are a story of their own.
#
# **Try it.**
#
# - Put `sigmoid` in place of `np.tanh`, in `forward_propagation`, and its slope `A1 * (1 - A1)` in `backward_propagation`. Which learns faster?
# - Call `update_parameters` with 0.1, or with 5, and watch the cost.
# - Start from weights of zero. What do the four units look like then?

# %% [markdown]
# ## 7 · Other clouds
#
# The functions you have written know nothing of flowers. Here are four other sets of points.

# %%
clouds = dict(zip(("circles", "moons", "blobs", "quantiles"), load_extra_datasets(), strict=False))

with check.attempted(nn_model, predict):
    plt.figure(figsize=(11, 2.9), layout="constrained")
    for place, (name, (points, labels)) in enumerate(clouds.items(), start=1):
        X_cloud, Y_cloud = points.T, labels.reshape(1, -1) % 2  # the six blobs take turns in two colours
        trained = nn_model(X_cloud, Y_cloud, n_h=5, num_iterations=4000)
        accuracy = np.mean(predict(trained, X_cloud) == Y_cloud)
        plt.subplot(1, 4, place)
        plot_decision_boundary(lambda points, trained=trained: predict(trained, points.T), X_cloud, Y_cloud)
        plt.title(f"{name}: {accuracy:.1%}")
    plt.show()

# %% [markdown]
# The moons and the quantiles come apart. The circles overlap so much that there is little to be gained. The blobs need more folds than five units have: change `n_h=5` to `n_h=10`
# and run the cell again.
#
# ## What you have built
#
# - A network with a **hidden layer**, in eight functions and about thirty lines of your own.
# - The **bend** is what makes it more than a straight line. Without $\tanh$, two linear layers would be one linear layer.
# - **Six equations** carry the error back; the shapes tell you where to transpose.
# - The **size** of the hidden layer is for you to choose. Too few units cannot follow the data, too many follow every stray point. Points that were held out tell which.
#
# Next you write the same equations once for any number of layers.

# %%
check.progress()
