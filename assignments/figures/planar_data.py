"""The figures of assignment 3."""

from assignments.figures.svg import BACKWARD, CACHE, COST, FAINT, FORWARD, NEUTRAL, Colour, Drawing

INDICES = "₁₂₃₄"


def unit(figure: Drawing, x: float, y: float, radius: float, lines: list[str], colour: Colour = NEUTRAL) -> None:
    """A circle with text, its centre at (x, y)."""
    figure.box(x - radius, y - radius, 2 * radius, 2 * radius, lines, colour=colour, size=15, round_=radius)


def network() -> Drawing:
    """Two inputs, four hidden units with tanh, one output with the sigmoid."""
    figure = Drawing(
        960,
        416,
        "A network with two inputs, four hidden units and one output",
        "Both inputs lead to each of the four hidden units, which apply tanh to their sum. All four lead to the output "
        "unit, which applies the sigmoid. Above one half the prediction is 1, blue.",
    )
    inputs, hidden, output = (130, (154, 262)), (400, (82, 167, 252, 337)), (640, 208)
    for y in inputs[1]:
        for target in hidden[1]:
            figure.arrow((inputs[0] + 26, y), (hidden[0] - 35, target), colour=FORWARD)
    for y in hidden[1]:
        figure.arrow((hidden[0] + 34, y), (output[0] - 37, output[1] + (y - output[1]) * 0.13), colour=FORWARD)
    for index, y in enumerate(inputs[1]):
        unit(figure, inputs[0], y, 26, [f"x{INDICES[index]}"])
    for index, y in enumerate(hidden[1]):
        unit(figure, hidden[0], y, 34, [f"a{INDICES[index]}^{{[1]}}", "tanh"], FORWARD)
    unit(figure, *output, 36, ["a^{[2]}", "sigmoid"], FORWARD)
    figure.arrow((output[0] + 36, output[1]), (756, output[1]), colour=FORWARD)
    figure.box(756, output[1] - 44, 178, 88, ["a^{[2]} > 0.5 ?", "yes: 1, blue", "no: 0, red"], colour=COST)
    figure.text(265, 56, "W^{[1]},  b^{[1]}", size=16)
    figure.text(532, 82, "W^{[2]},  b^{[2]}", size=16)
    captions = ((130, "input", "n_x = 2"), (400, "hidden layer", "n_h = 4"), (640, "output", "n_y = 1"))
    for x, words, size in captions:
        figure.text(x - 4, 396, words, size=14, anchor="end", colour=FAINT)
        figure.text(x + 6, 396, size, size=13, anchor="start", mono=True, colour=FAINT)
    return figure


def layer_backward(figure: Drawing, x: float, title: str, rows: tuple[tuple[str, str], ...]) -> None:
    """One layer's three equations in a panel, each with the shape of its result."""
    figure.box(x, 66, 416, 216, colour=BACKWARD, round_=12)
    figure.text(x + 208, 44, title, size=15, bold=True)
    for row, (formula, shape) in enumerate(rows):
        y = 106 + 68 * row
        figure.box(x + 16, y - 25, 384, 50, round_=8)
        figure.text(x + 30, y, formula, size=16, anchor="start")
        figure.text(x + 390, y, shape, size=13, anchor="end", colour=FAINT)


def gradients() -> Drawing:
    """The six equations, layer 2 at the right because the way back begins there."""
    figure = Drawing(
        960,
        356,
        "The six gradient equations",
        "Output layer: dZ2 is A2 minus Y; dW2 is dZ2 times A1 transposed, over m; db2 is the sum of dZ2 over the "
        "examples, over m. Hidden layer: dZ1 is W2 transposed times dZ2, times one minus A1 squared entry by entry; "
        "dW1 is dZ1 times X transposed, over m; db1 is the sum of dZ1 over the examples, over m.",
    )
    layer_backward(
        figure,
        22,
        "hidden layer",
        (
            ("dZ^{[1]} = W^{[2] T} dZ^{[2]} ∗ (1 − (A^{[1]})^{2})", "(n_h, m)"),
            ("dW^{[1]} = 1/m · dZ^{[1]} X^{T}", "(n_h, n_x)"),
            ("db^{[1]} = 1/m · Σ dZ^{[1]}, row by row", "(n_h, 1)"),
        ),
    )
    layer_backward(
        figure,
        522,
        "output layer",
        (
            ("dZ^{[2]} = A^{[2]} − Y", "(n_y, m)"),
            ("dW^{[2]} = 1/m · dZ^{[2]} A^{[1] T}", "(n_y, n_h)"),
            ("db^{[2]} = 1/m · Σ dZ^{[2]}, row by row", "(n_y, 1)"),
        ),
    )
    figure.arrow((538, 106), (422, 106), colour=BACKWARD)
    figure.text(480, 86, "dZ^{[2]}", size=14)
    for x, words in ((214, "cache:  A^{[1]}   ·   X"), (722, "cache:  A^{[1]},  A^{[2]}   ·   Y")):
        figure.box(x - 110, 308, 236, 34, [words], colour=CACHE, size=14, round_=16)
        figure.arrow((x + 8, 308), (x + 8, 282), colour=CACHE)
    return figure


FIGURES = {"planar_network": network, "planar_gradients": gradients}
