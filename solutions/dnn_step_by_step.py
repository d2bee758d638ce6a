# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
#   kernelspec: {display_name: Python 3, language: python, name: python3}
#   course: {number: 4, title: "Building your deep neural network, step by step"}
# ---

# %% [markdown]
# # Building your deep neural network, step by step
#
# So far your networks had one hidden layer, and its equations were written out by hand. Here you write the
# equations once, for *any* number of layers. What comes out is a small box of tools: ten short functions, none longer than
# twenty lines, that together train a network as deep as you like.
#
# Every function is small enough to hold in your head. You write it, look at its answer for one example, and let
# `check` compare it with the right one before you move on. Nothing here takes longer than a second to run.
#
# **After this notebook you can**
#
# - initialise the parameters of a network from nothing but a list of its layer sizes;
# - push a batch of examples through all layers, and say how wrong the result is;
# - send the error back through the same layers, and get the gradient of every weight and bias;
# - take one step downhill with all of them at once.
#
# **How to work.** Write only between `### START CODE HERE ###` and `### END CODE HERE ###`, replacing each `None`. The number of
# lines given is our guess, not a rule. If a check says no, it tells you the first thing that differs.

# %% [markdown]
# ## 1 · Packages
#
# NumPy does the work and Matplotlib draws. Four finished functions come with the course: the two activations, and how each
# of them is passed on the way back. The names that end in `_test_case` deliver small inputs whose right answers are known.

# %%
import matplotlib.pyplot as plt
import numpy as np

from grader import Checker

from assignments.helpers.activations import relu, relu_backward, sigmoid, sigmoid_backward
from testcases.dnn_step_by_step import (
    L_model_backward_test_case,
    L_model_forward_test_case_2hidden,
    compute_cost_test_case,
    linear_activation_backward_test_case,
    linear_activation_forward_test_case,
    linear_backward_test_case,
    linear_forward_test_case,
    print_grads,
    update_parameters_test_case,
)

check = Checker("dnn_step_by_step")

# %% [markdown]
# ## 2 · The plan
#
# One turn of gradient descent is a round trip. The examples go forward through the network; the cost says how far off the
# answers are; the blame goes back, layer by layer; every parameter moves a little. Then the next turn begins.
#
# ![The ten functions of this notebook and the order in which they call each other](../assignments/figures/dnn_outline.svg)
#
# Read the picture from left to right and you have the table of contents. In the forward and in the backward part each function
# is built from the one before: a *linear step*, then a *layer*, then the *whole model*.

# %% [markdown]
# ### Notation
#
# | written | in code | means |
# | --- | --- | --- |
# | $m$ | `m` | how many examples there are; each is one **column** |
# | $L$ | `L` | how many layers have parameters; the input does not count |
# | $n^{[l]}$ | `layer_dims[l]` | how many units layer $l$ has; $n^{[0]} = n_x$ is the size of the input |
# | $W^{[l]},\; b^{[l]}$ | `W`, `b` | weights and biases of layer $l$ |
# | $Z^{[l]}$ | `Z` | what the linear step of layer $l$ computes |
# | $A^{[l]}$ | `A` | what the layer hands on, after its activation; $A^{[0]} = X$ and $A^{[L]}$ is `AL`, the prediction |
# | $dZ^{[l]}$ | `dZ` | the gradient of the cost with respect to $Z^{[l]}$; likewise `dA`, `dW`, `db` |
#
# A number in square brackets is always a layer. $\mathcal{J}$ is the cost.
#
# One habit saves hours: **know the shape before you write the line.** A gradient always has the shape of the thing
# it belongs to: `dW` has the shape of `W`, `dA` has the shape of `A`.

# %% [markdown]
# ## 3 · Where to begin: the parameters
#
# ### 3.1 · Two layers
#
# We start with the network you know: `n_x` inputs, one hidden layer of `n_h` units, `n_y` outputs.
#
# Layer 1 turns columns of length `n_x` into columns of length `n_h`. So $W^{[1]}$ has one row for each hidden unit and one
# column for each input, and $b^{[1]}$ has one number for each hidden unit. Layer 2 follows the same rule.
#
# Biases may start at zero. Weights may not: two units with equal weights compute the same thing and receive the same
# gradient, so they stay twins for ever. Small random numbers break the tie.
#
# **Exercise 1.** Draw the weights with `np.random.randn(rows, columns) * 0.01`, first $W^{[1]}$ and then $W^{[2]}$; make the biases with
# `np.zeros((rows, 1))`. The seed is set for you, so that your random numbers are the ones we expect.


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
    np.random.seed(1)

    ### START CODE HERE ### (≈ 4 lines of code)
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    ### END CODE HERE ###

    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# %%
with check.attempted(initialize_parameters):
    parameters = initialize_parameters(3, 2, 1)
    for name in ("W1", "b1", "W2", "b2"):
        print(f"{name} =\n{parameters[name]}")

check(initialize_parameters)

# %% [markdown]
# **Expected output**
#
# ```text
# W1 =
# [[ 0.01624345 -0.00611756 -0.00528172]
#  [-0.01072969  0.00865408 -0.02301539]]
# b1 =
# [[0.]
#  [0.]]
# W2 =
# [[ 0.01744812 -0.00761207]]
# b2 =
# [[0.]]
# ```

# %% [markdown]
# ### 3.2 · Any number of layers
#
# Now the sizes come as a list. `layer_dims = [5, 4, 3]` is a network with five inputs, four hidden units and three outputs: three
# sizes, two layers with parameters.
#
# For a picture of 64 × 64 pixels in three colours, $n_x = 64 \cdot 64 \cdot 3 = 12288$. With $m = 209$ pictures the shapes
# grow by one rule, line after line:
#
# | layer | shape of $W$ | shape of $b$ | linear step | shape of $Z$ and $A$ |
# | --- | --- | --- | --- | --- |
# | 1 | $(n^{[1]}, 12288)$ | $(n^{[1]}, 1)$ | $Z^{[1]} = W^{[1]} X + b^{[1]}$ | $(n^{[1]}, 209)$ |
# | 2 | $(n^{[2]}, n^{[1]})$ | $(n^{[2]}, 1)$ | $Z^{[2]} = W^{[2]} A^{[1]} + b^{[2]}$ | $(n^{[2]}, 209)$ |
# | ⋮ | ⋮ | ⋮ | ⋮ | ⋮ |
# | $l$ | $(n^{[l]}, n^{[l-1]})$ | $(n^{[l]}, 1)$ | $Z^{[l]} = W^{[l]} A^{[l-1]} + b^{[l]}$ | $(n^{[l]}, 209)$ |
# | ⋮ | ⋮ | ⋮ | ⋮ | ⋮ |
# | $L$ | $(n^{[L]}, n^{[L-1]})$ | $(n^{[L]}, 1)$ | $Z^{[L]} = W^{[L]} A^{[L-1]} + b^{[L]}$ | $(n^{[L]}, 209)$ |
#
# $b$ has a single column and $Z$ has 209. NumPy *broadcasts*: it adds the one column of $b$ to each column of the product.
#
# **Exercise 2.** Fill the dictionary, layer by layer: the key of $W^{[l]}$ is `"W" + str(l)`. As before, weights are normal random numbers times 0.01
# and biases are zeros.


# %%
# GRADED FUNCTION: initialize_parameters_deep
def initialize_parameters_deep(layer_dims):
    """Draw starting values for a network of any depth.

    Arguments:
        layer_dims: list of the layer sizes, input first: [n_x, n_1, ..., n_L]

    Returns:
        dictionary of W1, b1, ..., WL, bL
        Wl: small random numbers, shape (layer_dims[l], layer_dims[l - 1])
        bl: zeros, shape (layer_dims[l], 1)
    """
    np.random.seed(3)
    parameters = {}
    L = len(layer_dims) - 1  # the input has no parameters

    for l in range(1, L + 1):
        ### START CODE HERE ### (≈ 2 lines of code)
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
        ### END CODE HERE ###

    return parameters


# %%
with check.attempted(initialize_parameters_deep):
    parameters = initialize_parameters_deep([5, 4, 3])
    for name in ("W1", "b1", "W2", "b2"):
        print(f"{name} =\n{parameters[name]}\n")

check(initialize_parameters_deep)

# %% [markdown]
# **Expected output**
#
# ```text
# W1 =
# [[ 0.01788628  0.0043651   0.00096497 -0.01863493 -0.00277388]
#  [-0.00354759 -0.00082741 -0.00627001 -0.00043818 -0.00477218]
#  [-0.01313865  0.00884622  0.00881318  0.01709573  0.00050034]
#  [-0.00404677 -0.0054536  -0.01546477  0.00982367 -0.01101068]]
#
# b1 =
# [[0.]
#  [0.]
#  [0.]
#  [0.]]
#
# W2 =
# [[-0.01185047 -0.0020565   0.01486148  0.00236716]
#  [-0.01023785 -0.00712993  0.00625245 -0.00160513]
#  [-0.00768836 -0.00230031  0.00745056  0.01976111]]
#
# b2 =
# [[0.]
#  [0.]
#  [0.]]
# ```

# %% [markdown]
# ## 4 · The way forward
#
# ### 4.1 · The linear step
#
# Each unit weighs its inputs, adds them up and adds its bias. For all units of a layer and all examples at once this is one
# matrix product:
#
# $$Z^{[l]} = W^{[l]} A^{[l-1]} + b^{[l]}$$
#
# The shapes tell you the order: $(n^{[l]}, n^{[l-1]})$ times $(n^{[l-1]}, m)$ gives $(n^{[l]}, m)$. In NumPy the matrix product is
# `@` (or `np.dot`); a star multiplies entry by entry, which is something else.
#
# The function also returns its three inputs as a `cache`. On the way back we shall need them again, and keeping them is
# cheaper than computing them twice.
#
# **Exercise 3.** One line: compute `Z`.


# %%
# GRADED FUNCTION: linear_forward
def linear_forward(A, W, b):
    """Do the linear step of one layer: Z is the product of W and A, plus b.

    Arguments:
        A: what the previous layer handed on, or the input; shape (n_prev, m)
        W: weights, shape (n, n_prev)
        b: biases, shape (n, 1)

    Returns:
        Z: shape (n, m)
        cache: the tuple (A, W, b), for the way back
    """
    ### START CODE HERE ### (≈ 1 line of code)
    Z = W @ A + b
    ### END CODE HERE ###

    cache = (A, W, b)
    return Z, cache


# %%
with check.attempted(linear_forward):
    A, W, b = linear_forward_test_case()
    Z, linear_cache = linear_forward(A, W, b)
    print("Z =", Z)  # expected: [[ 3.26295337 -1.23429987]]

check(linear_forward)

# %% [markdown]
# ### 4.2 · A layer: linear step, then activation
#
# Stacked linear steps would still be one linear step. What gives depth its power is the bend between them, the
# activation $g$:
#
# $$A^{[l]} = g(Z^{[l]})$$
#
# We use two. **ReLU**, $g(z) = \max(0, z)$, is for hidden layers: cheap, and its slope does not fade for large $z$.
# The **sigmoid**, $g(z) = 1 / (1 + e^{-z})$, is for the output: it lands between 0 and 1 and can be read as a probability.

# %%
z = np.linspace(-5, 5, 201)
fig, axes = plt.subplots(1, 2, figsize=(8, 2.6), layout="constrained")
for ax, (name, g) in zip(axes, {"sigmoid": sigmoid, "ReLU": relu}.items(), strict=True):
    ax.plot(z, g(z)[0], color="#2f6fb2", linewidth=2)
    ax.set(title=name, xlabel="z", ylabel="g(z)")
    ax.grid(alpha=0.3)
plt.show()

# %% [markdown]
# Both come ready made, and both return two things: `A`, and a cache that holds `Z`.
#
# ```python
# A, activation_cache = relu(Z)
# ```
#
# A layer thus leaves two caches, and we keep them as a pair: `((A_prev, W, b), Z)`. This pair is all that anyone needs to
# know about a layer in order to walk back through it.
#
# **Exercise 4.** Do the linear step with the function you have just written; then call the activation that was asked for.


# %%
# GRADED FUNCTION: linear_activation_forward
def linear_activation_forward(A_prev, W, b, activation):
    """Compute one layer: the linear step, then its activation.

    Arguments:
        A_prev: what the previous layer handed on, or the input; shape (n_prev, m)
        W: weights, shape (n, n_prev)
        b: biases, shape (n, 1)
        activation: "sigmoid" or "relu"

    Returns:
        A: what this layer hands on, shape (n, m)
        cache: the pair (linear_cache, activation_cache), that is ((A_prev, W, b), Z)
    """
    ### START CODE HERE ### (≈ 1 line of code)
    Z, linear_cache = linear_forward(A_prev, W, b)
    ### END CODE HERE ###

    if activation == "sigmoid":
        ### START CODE HERE ### (≈ 1 line of code)
        A, activation_cache = sigmoid(Z)
        ### END CODE HERE ###
    elif activation == "relu":
        ### START CODE HERE ### (≈ 1 line of code)
        A, activation_cache = relu(Z)
        ### END CODE HERE ###

    cache = (linear_cache, activation_cache)
    return A, cache


# %%
with check.attempted(linear_activation_forward):
    A_prev, W, b = linear_activation_forward_test_case()

    A, cache = linear_activation_forward(A_prev, W, b, activation="sigmoid")
    print("with sigmoid: A =", A)  # expected: [[0.96890023 0.11013289]]

    A, cache = linear_activation_forward(A_prev, W, b, activation="relu")
    print("with ReLU:    A =", A)  # expected: [[3.43896131 0.        ]]

check(linear_activation_forward)

# %% [markdown]
# ### 4.3 · The whole model
#
# A deep network is this one block, again and again: $L-1$ layers with ReLU, and at the end one with the sigmoid.
#
# ![The model: L minus 1 blocks of linear step and ReLU, then one block of linear step and sigmoid](../assignments/figures/dnn_model.svg)
#
# In code it is a loop. Each turn takes the previous `A`, hands it to a layer and gets the next `A`, as in a relay race. The layer's
# cache goes to the end of the list `caches`. Since Python counts from zero, **the cache of layer $l$ is `caches[l-1]`**; remember this for
# the way back.
#
# A number worth a look: each layer has two parameters, so `L` is half the length of the dictionary.
#
# **Exercise 5.** Inside the loop: take the two parameters of layer `l`, compute the layer, append its cache. After the loop: the same for
# the output layer, whose result is called `AL`.


# %%
# GRADED FUNCTION: L_model_forward
def L_model_forward(X, parameters):
    """Push the examples through all layers: ReLU in the hidden ones, the sigmoid in the last.

    Arguments:
        X: the examples, one a column; shape (n_x, m)
        parameters: dictionary of W1, b1, ..., WL, bL

    Returns:
        AL: the predicted probabilities, shape (n_L, m)
        caches: list of L caches, that of layer l at index l - 1
    """
    caches = []
    A = X
    L = len(parameters) // 2

    for l in range(1, L):
        A_prev = A
        ### START CODE HERE ### (≈ 3 lines of code)
        W, b = parameters["W" + str(l)], parameters["b" + str(l)]
        A, cache = linear_activation_forward(A_prev, W, b, "relu")
        caches.append(cache)
        ### END CODE HERE ###

    ### START CODE HERE ### (≈ 3 lines of code)
    W, b = parameters["W" + str(L)], parameters["b" + str(L)]
    AL, cache = linear_activation_forward(A, W, b, "sigmoid")
    caches.append(cache)
    ### END CODE HERE ###

    return AL, caches


# %%
with check.attempted(L_model_forward):
    X, parameters = L_model_forward_test_case_2hidden()
    AL, caches = L_model_forward(X, parameters)
    print("AL =", AL)  # expected: [[0.03921668 0.70498921 0.19734387 0.04728177]]
    print("caches:", len(caches))  # expected: 3

check(L_model_forward)

# %% [markdown]
# You have a network that answers. Its answers are nonsense as yet, because nobody has told it what is right. That comes next.

# %% [markdown]
# ## 5 · How wrong is it? The cost
#
# For a label $y$ and a prediction $a$ between 0 and 1, the **cross-entropy** punishes confidence in the wrong answer. If $y = 1$ it is $-\log a$: nothing
# at $a = 1$, and without limit towards $a = 0$. If $y = 0$ it is $-\log(1 - a)$, the mirror image. One formula holds both cases, and
# the cost is its average over the examples:
#
# $$\mathcal{J} = -\frac{1}{m} \sum_{i=1}^{m} \Big( y^{(i)} \log a^{[L](i)} + (1 - y^{(i)}) \log\big(1 - a^{[L](i)}\big) \Big)$$
#
# `AL` and `Y` both have the shape $(1, m)$, and the result is one number. `np.squeeze` strips brackets that may be left over, such as `[[17]]`.
#
# **Exercise 6.** Write the formula with `np.log` and `np.sum`, without a loop.


# %%
# GRADED FUNCTION: compute_cost
def compute_cost(AL, Y):
    """Average the cross-entropy between predictions and labels.

    Arguments:
        AL: predicted probabilities, shape (1, m)
        Y: labels, 0 or 1, shape (1, m)

    Returns:
        cost: one number, shape ()
    """
    m = Y.shape[1]

    ### START CODE HERE ### (≈ 1 line of code)
    cost = -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m
    ### END CODE HERE ###

    cost = np.squeeze(cost)
    return cost


# %%
with check.attempted(compute_cost):
    Y, AL = compute_cost_test_case()
    print("cost =", compute_cost(AL, Y))  # expected: 0.414931599615397

check(compute_cost)

# %% [markdown]
# ## 6 · The way back
#
# To lower the cost we must know which way each parameter should move: its gradient. Backpropagation finds all of them in one
# walk through the network, from the output to the input.
#
# ![Two rows of boxes: layers forwards above, layers backwards below, and between them the caches](../assignments/figures/dnn_forward_and_backward.svg)
#
# Each box of the upper row has a partner below. The partner receives $dA^{[l]}$, looks into the cache that the upper box left,
# and computes three things: $dW^{[l]}$ and $db^{[l]}$, which we keep for the update, and $dA^{[l-1]}$, which it passes on.
#
# All of this is the chain rule and nothing else. And as on the way forward, you build it in three sizes: linear step, layer, model.

# %% [markdown]
# ### 6.1 · The linear step, backwards
#
# Suppose someone has told us $dZ^{[l]}$. From $Z^{[l]} = W^{[l]} A^{[l-1]} + b^{[l]}$ the chain rule gives
#
# $$dW^{[l]} = \frac{1}{m}\, dZ^{[l]} A^{[l-1]\,T} \qquad
# db^{[l]} = \frac{1}{m} \sum_{i=1}^{m} dZ^{[l](i)} \qquad
# dA^{[l-1]} = W^{[l]\,T}\, dZ^{[l]}$$
#
# ![The linear step backwards: dZ and the cache go in; dA_prev, dW and db come out](../assignments/figures/dnn_linear_backward.svg)
#
# You need not learn them by heart; the shapes leave no choice. $dW$ must be $(n^{[l]}, n^{[l-1]})$, and from $dZ$ of shape $(n^{[l]}, m)$ and $A^{[l-1]}$ of shape
# $(n^{[l-1]}, m)$ only $dZ\, A^T$ is. The sum over the examples is hidden in that product.
#
# Why is $1/m$ in two of them? The cost is an average, so what all examples share, $W$ and $b$, feels the average. In $dA$ each
# example still has its own column.
#
# **Exercise 7.** Three lines. For `db`, sum along the examples (`axis=1`) and keep the column shape (`keepdims=True`).


# %%
# GRADED FUNCTION: linear_backward
def linear_backward(dZ, cache):
    """Walk back through the linear step of one layer.

    Arguments:
        dZ: the gradient at Z, shape (n, m)
        cache: the tuple (A_prev, W, b) that linear_forward left

    Returns:
        dA_prev: gradient for the previous layer, shape (n_prev, m) like A_prev
        dW: shape (n, n_prev) like W
        db: shape (n, 1) like b
    """
    A_prev, W, b = cache
    m = A_prev.shape[1]

    ### START CODE HERE ### (≈ 3 lines of code)
    dW = dZ @ A_prev.T / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = W.T @ dZ
    ### END CODE HERE ###

    return dA_prev, dW, db


# %%
with check.attempted(linear_backward):
    dZ, linear_cache = linear_backward_test_case()
    dA_prev, dW, db = linear_backward(dZ, linear_cache)
    print(f"dA_prev =\n{dA_prev}")
    print(f"dW =\n{dW}")
    print(f"db =\n{db}")

check(linear_backward)

# %% [markdown]
# **Expected output**
#
# ```text
# dA_prev =
# [[ 0.51822968 -0.19517421]
#  [-0.40506361  0.15255393]
#  [ 2.37496825 -0.89445391]]
# dW =
# [[-0.10076895  1.40685096  1.64992505]]
# db =
# [[0.50629448]]
# ```

# %% [markdown]
# ### 6.2 · A layer, backwards
#
# Going forward, the activation came last; so on the way back it comes first. It turns $dA^{[l]}$ into the $dZ^{[l]}$ that you have just taken
# as given:
#
# $$dZ^{[l]} = dA^{[l]} * g'(Z^{[l]})$$
#
# The star means entry by entry. For the sigmoid the slope is $g' = a(1-a)$. For ReLU it is 1 where $Z$ is positive and 0 elsewhere:
# a unit that was silent gets no blame. Both are ready made:
#
# ```python
# dZ = relu_backward(dA, activation_cache)
# ```
#
# **Exercise 8.** Get `dZ` from the activation that the layer used; then do the linear step backwards with your own function.
# Mind which of the two caches each of them wants.


# %%
# GRADED FUNCTION: linear_activation_backward
def linear_activation_backward(dA, cache, activation):
    """Walk back through one layer: the activation first, then the linear step.

    Arguments:
        dA: the gradient at what this layer handed on, shape (n, m)
        cache: the pair (linear_cache, activation_cache) that linear_activation_forward left
        activation: "sigmoid" or "relu", as on the way forward

    Returns:
        dA_prev: gradient for the previous layer, shape (n_prev, m)
        dW: shape (n, n_prev)
        db: shape (n, 1)
    """
    linear_cache, activation_cache = cache

    if activation == "sigmoid":
        ### START CODE HERE ### (≈ 1 line of code)
        dZ = sigmoid_backward(dA, activation_cache)
        ### END CODE HERE ###
    elif activation == "relu":
        ### START CODE HERE ### (≈ 1 line of code)
        dZ = relu_backward(dA, activation_cache)
        ### END CODE HERE ###

    ### START CODE HERE ### (≈ 1 line of code)
    dA_prev, dW, db = linear_backward(dZ, linear_cache)
    ### END CODE HERE ###

    return dA_prev, dW, db


# %%
with check.attempted(linear_activation_backward):
    dA, linear_activation_cache = linear_activation_backward_test_case()
    for activation in ("sigmoid", "relu"):
        dA_prev, dW, db = linear_activation_backward(dA, linear_activation_cache, activation)
        print(activation)
        print(f"dA_prev =\n{dA_prev}")
        print(f"dW =\n{dW}")
        print(f"db =\n{db}\n")

check(linear_activation_backward)

# %% [markdown]
# **Expected output**
#
# ```text
# sigmoid
# dA_prev =
# [[ 0.11017994  0.01105339]
#  [ 0.09466817  0.00949723]
#  [-0.05743092 -0.00576154]]
# dW =
# [[ 0.10266786  0.09778551 -0.01968084]]
# db =
# [[-0.05729622]]
#
# relu
# dA_prev =
# [[ 0.44090989  0.        ]
#  [ 0.37883606  0.        ]
#  [-0.2298228   0.        ]]
# dW =
# [[ 0.44513824  0.37371418 -0.10478989]]
# db =
# [[-0.20837892]]
# ```

# %% [markdown]
# ### 6.3 · The whole model, backwards
#
# Every walk needs a first step. Ours is the slope of the cross-entropy with respect to the prediction:
#
# $$dA^{[L]} = -\left( \frac{Y}{A^{[L]}} - \frac{1 - Y}{1 - A^{[L]}} \right)$$
#
# The factor $1/m$ is left out here because the linear step brings it in.
#
# Then come the layers: first layer $L$, the only one with a sigmoid, and then a loop over the ReLU layers from $L-1$ down to 1.
#
# ![The model backwards: layer L with caches[L-1], then layers L-1 to 1 with caches[L-2] to caches[0]](../assignments/figures/dnn_L_model_backward.svg)
#
# All results go into the dictionary `grads`, and each name carries the number of **its own** layer. Layer $l$ delivers $dW^{[l]}$, $db^{[l]}$, and
# the gradient at the output of the layer *before* it, $dA^{[l-1]}$.
#
# The loop runs over Python's index `l` $= L-2, \dots, 0$, and index `l` stands for layer $l+1$. So one turn reads
# `caches[l]` and `grads["dA" + str(l + 1)]`, and writes `grads["dA" + str(l)]`, `grads["dW" + str(l + 1)]` and `grads["db" + str(l + 1)]`.
#
# **Exercise 9.** First `dAL`; then the output layer; then the body of the loop. Its lines repeat those above it with other
# indices; take your time over each.


# %%
# GRADED FUNCTION: L_model_backward
def L_model_backward(AL, Y, caches):
    """Find the gradient of every weight and bias in one walk from the output back to the input.

    Arguments:
        AL: predicted probabilities, shape (n_L, m)
        Y: labels, 0 or 1, with as many entries as AL
        caches: list of L caches from L_model_forward, that of layer l at index l - 1

    Returns:
        grads: dictionary of
        dA0, ..., dA(L-1): gradient at the output of each layer, dA0 at the input
        dW1, db1, ..., dWL, dbL: gradients of the parameters
    """
    grads = {}
    L = len(caches)
    Y = Y.reshape(AL.shape)

    # The slope of the cost with respect to AL.
    ### START CODE HERE ### (≈ 1 line of code)
    dAL = -(Y / AL - (1 - Y) / (1 - AL))
    ### END CODE HERE ###

    # Layer L, with the sigmoid.
    ### START CODE HERE ### (≈ 5 lines of code)
    current_cache = caches[L - 1]
    dA_prev_temp, dW_temp, db_temp = linear_activation_backward(dAL, current_cache, "sigmoid")
    grads["dA" + str(L - 1)] = dA_prev_temp
    grads["dW" + str(L)] = dW_temp
    grads["db" + str(L)] = db_temp
    ### END CODE HERE ###

    # Layers L - 1 down to 1, with ReLU: index l stands for layer l + 1.
    for l in reversed(range(L - 1)):
        ### START CODE HERE ### (≈ 6 lines of code)
        dA = grads["dA" + str(l + 1)]
        current_cache = caches[l]
        dA_prev_temp, dW_temp, db_temp = linear_activation_backward(dA, current_cache, "relu")
        grads["dA" + str(l)] = dA_prev_temp
        grads["dW" + str(l + 1)] = dW_temp
        grads["db" + str(l + 1)] = db_temp
        ### END CODE HERE ###

    return grads


# %%
with check.attempted(L_model_backward):
    AL, Y, caches = L_model_backward_test_case()
    grads = L_model_backward(AL, Y, caches)
    print_grads(grads)

check(L_model_backward)

# %% [markdown]
# **Expected output**
#
# ```text
# dW1 = [[0.41010002 0.07807203 0.13798444 0.10502167]
#  [0.         0.         0.         0.        ]
#  [0.05283652 0.01005865 0.01777766 0.0135308 ]]
# db1 = [[-0.22007063]
#  [ 0.        ]
#  [-0.02835349]]
# dA1 = [[ 0.12913162 -0.44014127]
#  [-0.14175655  0.48317296]
#  [ 0.01663708 -0.05670698]]
# ```

# %% [markdown]
# ## 7 · One step downhill
#
# The gradient points uphill. So each parameter takes a step the other way, and the learning rate $\alpha$ says how long it is:
#
# $$W^{[l]} := W^{[l]} - \alpha\, dW^{[l]} \qquad b^{[l]} := b^{[l]} - \alpha\, db^{[l]}$$
#
# The new values go into a new dictionary. Whoever called us keeps the old ones unharmed; this also means that you
# should write `W - ...` and not `W -= ...`, which would change the caller's array.
#
# **Exercise 10.** Update both parameters of layer `l`.


# %%
# GRADED FUNCTION: update_parameters
def update_parameters(parameters, grads, learning_rate):
    """Take one step of gradient descent with every parameter.

    Arguments:
        parameters: dictionary of W1, b1, ..., WL, bL
        grads: dictionary that holds dW1, db1, ..., dWL, dbL, of the same shapes
        learning_rate: the length of the step, a positive number

    Returns:
        updated: new dictionary of W1, b1, ..., WL, bL
    """
    L = len(parameters) // 2
    updated = {}

    for l in range(1, L + 1):
        ### START CODE HERE ### (≈ 2 lines of code)
        updated["W" + str(l)] = parameters["W" + str(l)] - learning_rate * grads["dW" + str(l)]
        updated["b" + str(l)] = parameters["b" + str(l)] - learning_rate * grads["db" + str(l)]
        ### END CODE HERE ###

    return updated


# %%
with check.attempted(update_parameters):
    parameters, grads = update_parameters_test_case()
    parameters = update_parameters(parameters, grads, 0.1)
    for name in ("W1", "b1", "W2", "b2"):
        print(f"{name} =\n{parameters[name]}")

check(update_parameters)

# %% [markdown]
# **Expected output**
#
# ```text
# W1 =
# [[-0.59562069 -0.09991781 -2.14584584  1.82662008]
#  [-1.76569676 -0.80627147  0.51115557 -1.18258802]
#  [-1.0535704  -0.86128581  0.68284052  2.20374577]]
# b1 =
# [[-0.04659241]
#  [-1.28888275]
#  [ 0.53405496]]
# W2 =
# [[-0.55569196  0.0354055   1.32964895]]
# b2 =
# [[-0.84610769]]
# ```

# %% [markdown]
# ## 8 · Does it learn?
#
# You have all the parts. Put in a circle, and it is four lines: forward, cost, backward, update.
#
# Here are 400 points; those inside a circle have label 1. No straight line can part them, but a network can. The one below has two inputs, a hidden
# layer of eight units and one output.

# %%
rng = np.random.RandomState(0)
X = rng.uniform(-1, 1, size=(2, 400))
Y = (np.sum(X**2, axis=0, keepdims=True) < 0.5).astype(int)


def train(layer_dims, learning_rate=1.0, num_iterations=3000):
    """Return the trained parameters and the cost of every turn."""
    parameters = initialize_parameters_deep(layer_dims)
    costs = []
    for _ in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        costs.append(compute_cost(AL, Y))
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs


with check.attempted(train):
    parameters, costs = train([2, 8, 1])

    x1, x2 = np.meshgrid(np.linspace(-1, 1, 101), np.linspace(-1, 1, 101))
    AL, _ = L_model_forward(np.stack([x1.ravel(), x2.ravel()]), parameters)

    fig, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    left.plot(costs, color="#2f6fb2", linewidth=2)
    left.set(title="the cost, turn by turn", xlabel="iteration", ylabel="cost", ylim=(0, 0.75))
    right.contourf(x1, x2, AL.reshape(x1.shape), levels=np.linspace(0, 1, 11), cmap="RdBu_r", alpha=0.6)
    right.scatter(*X, c=Y.ravel(), s=9, cmap="RdBu_r", edgecolors="black", linewidths=0.3)
    right.set(title="what the network says", aspect="equal")
    plt.show()

# %% [markdown]
# The cost falls, and the red region is nearly a disc. Nobody told the network what a circle is; look closely and you see that it
# made one from straight edges, one for each hidden unit at most.
#
# **Try it.** Change `[2, 8, 1]` to `[2, 8, 4, 1]`. For about a thousand turns the cost hardly moves, as if the network were asleep; then it
# wakes up and does better than the first one. The weights are the reason. Multiplied by 0.01 in *every* layer, they let next to nothing through a deep
# network, in either direction. The next assignment begins with a better scale.
#
# ## What you have built
#
# Ten functions, fewer than forty lines of your own. No framework, no magic: a matrix product, a bend, and the chain rule, repeated $L$ times.
#
# - **Shapes decide.** $W^{[l]}$ is $(n^{[l]}, n^{[l-1]})$; every gradient has the shape of its partner.
# - **Forward leaves a cache, backward uses it up.** The cache of layer $l$ is `caches[l-1]`.
# - **Small parts, checked one by one.** When something is wrong in a big network, this is how you find it.
#
# In the next assignment these functions get pictures to look at, and have to tell which of them show a cat.

# %%
check.progress()
