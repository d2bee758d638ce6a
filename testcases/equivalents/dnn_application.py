"""Small changes of the solutions of assignment 5 that change no answer, and why."""

DRAWN_ELSEWHERE = "the helpers that draw the parameters set a seed of their own"
COSTS = "costs are printed and drawn, and not returned: nobody is graded by them"

_EVERYWHERE = {
    "np.random.seed(1) → pass": DRAWN_ELSEWHERE,
    "np.random.seed(1) → np.random.seed(0)": DRAWN_ELSEWHERE,
    "np.random.seed(1) → np.random.seed(2)": DRAWN_ELSEWHERE,
    "costs.append(cost) → pass": COSTS,
    "if print_cost: → pass": COSTS,
    "plot_costs(costs, learning_rate) → pass": COSTS,
    "plot_costs(costs, learning_rate) → plot_costs(learning_rate, costs)": COSTS,
    "if i % 100 == 0: → pass": COSTS,
    "if i % 100 == 0: → if i % 100 != 0:": COSTS,
    "if i % 100 == 0: → if i % 100 == 1:": COSTS,
    "if i % 100 == 0: → if i % 100 == -1:": COSTS,
    "if i % 100 == 0: → if i % 101 == 0:": COSTS,
    "if i % 100 == 0: → if i % 99 == 0:": COSTS,
    "if i % 100 == 0: → if i // 100 == 0:": COSTS,
}

EQUIVALENTS = {
    "two_layer_model": _EVERYWHERE | {"cost = compute_cost(A2, Y) → cost = compute_cost(Y, A2)": COSTS},
    "L_layer_model": _EVERYWHERE | {"cost = compute_cost(AL, Y) → cost = compute_cost(Y, AL)": COSTS},
}
