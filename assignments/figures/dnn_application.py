"""The figures of assignment 5."""

from assignments.figures.svg import COST, FAINT, FORWARD, NEUTRAL, Colour, Drawing

RED = Colour("neutral", "#f6d5d2", "#b3423a")
GREEN = Colour("neutral", "#dcecd2", "#4f8428")
BLUE = Colour("neutral", "#d6e4f6", "#2f6fb2")
CHANNELS = (RED, GREEN, BLUE)


def dot(figure: Drawing, x: float, y: float, size: float) -> None:
    """One dot of a picture as its three numbers, side by side."""
    for index, colour in enumerate(CHANNELS):
        figure.box(x + index * size / 3, y, size / 3, size, colour=colour, round_=0)


def image_to_vector() -> Drawing:
    """A picture, dot by dot, becomes one column."""
    figure = Drawing(
        960,
        430,
        "A picture becomes a column",
        "A picture has 64 rows of 64 dots, and each dot has three numbers: red, green and blue. They are written below "
        "one another, row after row: first the three numbers of dot (0, 0), then those of dot (0, 1), and so on to dot "
        "(63, 63). The column has 12288 numbers.",
    )
    figure.box(40, 80, 264, 264, round_=4)
    for row in range(4):
        for column in range(4):
            dot(figure, 46 + 64 * column, 86 + 64 * row, 60)
    figure.text(172, 54, "a picture,  (64, 64, 3)", size=15, bold=True)
    figure.text(172, 368, "64 dots wide, 64 high; four of each are drawn", size=13, colour=FAINT)
    figure.arrow((46, 394), (298, 394))
    figure.text(172, 412, "row after row, from left to right", size=13, colour=FAINT)

    figure.arrow((304, 212), (420, 212), colour=FORWARD)
    figure.text(362, 194, "reshape", size=14, mono=True)

    places = ((80, "dot (0, 0)"), (168, "dot (0, 1)"), (284, "dot (63, 63)"))
    for top, words in places:
        for index, (colour, name) in enumerate(zip(CHANNELS, ("red", "green", "blue"), strict=True)):
            figure.box(470, top + 26 * index, 74, 26, [name], colour=colour, size=13, round_=0)
        figure.text(560, top + 39, words, size=14, anchor="start")
    figure.text(507, 264, "⋮", size=22, colour=FAINT)
    figure.text(507, 54, "one column,  (12288, 1)", size=15, bold=True)
    figure.text(507, 386, "64 · 64 · 3 = 12288 numbers", size=13, colour=FAINT)

    figure.arrow((664, 212), (752, 212), colour=FORWARD)
    for index in range(5):
        figure.box(768 + 26 * index, 80, 26, 282, colour=FORWARD if index == 0 else NEUTRAL, round_=0)
    figure.text(920, 212, "⋯", size=22, colour=FAINT)
    figure.text(838, 54, "all pictures,  (12288, m)", size=15, bold=True)
    figure.text(838, 386, "side by side", size=13, colour=FAINT)
    return figure


def step(figure: Drawing, x: float, width: float, words: str, detail: str, shape: str) -> None:
    """A box of a model, with the shape of what it gives for one picture below."""
    figure.box(x, 110, width, 62, [words, detail], colour=FORWARD, size=15)
    figure.text(x + width / 2, 190, shape, size=13, colour=FAINT)


def ends(figure: Drawing, answer: float, result: str) -> None:
    """The column that enters a model, and the decision at its end about a result of this name."""
    for index, name in enumerate(("x₀", "x₁", "x₂", "⋮", "x₁₂₂₈₇")):
        figure.box(22, 76 + 26 * index, 74, 26, [name], size=14, round_=0)
    figure.text(59, 222, "(12288, 1)", size=13, colour=FAINT)
    figure.text(59, 50, "input", size=15, bold=True)
    figure.box(answer, 97, 112, 88, [f"{result} > 0.5 ?", "yes: 1, a cat", "no: 0"], colour=COST, size=14)
    figure.text(answer + 56, 50, "output", size=15, bold=True)


def two_layer() -> Drawing:
    """INPUT, LINEAR, RELU, LINEAR, SIGMOID, OUTPUT."""
    figure = Drawing(
        960,
        246,
        "The two-layer model",
        "A column of 12288 numbers goes through a linear step with W1 and b1 to seven numbers, through ReLU, through "
        "a linear step with W2 and b2 to one number, and through the sigmoid. Above one half it is a cat.",
    )
    ends(figure, 826, "a^{[2]}")
    figure.text(290, 50, "layer 1:  7 units", size=15, bold=True)
    figure.text(625, 50, "layer 2:  1 unit", size=15, bold=True)
    step(figure, 150, 138, "LINEAR", "W^{[1]} x + b^{[1]}", "(7, 1)")
    step(figure, 334, 96, "RELU", "max(0, z)", "(7, 1)")
    step(figure, 484, 138, "LINEAR", "W^{[2]} a^{[1]} + b^{[2]}", "(1, 1)")
    step(figure, 668, 104, "SIGMOID", "0 … 1", "(1, 1)")
    for start, end in ((96, 150), (288, 334), (430, 484), (622, 668), (772, 826)):
        figure.arrow((start, 141), (end, 141), colour=FORWARD)
    for x, words in ((219, "W^{[1]}:  (7, 12288)"), (553, "W^{[2]}:  (1, 7)")):
        figure.text(x, 222, words, size=13)
    return figure


def L_layer() -> Drawing:
    """INPUT, [LINEAR, RELU] x (L-1), LINEAR, SIGMOID, OUTPUT."""
    figure = Drawing(
        960,
        292,
        "The model of L layers",
        "A column of 12288 numbers goes through a block of linear step and ReLU, repeated L minus 1 times with "
        "20, 7 and 5 units; then through a linear step and the sigmoid. Above one half it is a cat.",
    )
    ends(figure, 826, "a^{[L]}")
    figure.box(132, 76, 314, 132, dashed=True, round_=12)
    figure.text(289, 50, "layers 1 to L − 1", size=15, bold=True)
    figure.text(640, 50, "layer L:  1 unit", size=15, bold=True)
    step(figure, 150, 144, "LINEAR", "W^{[l]} a^{[l−1]} + b^{[l]}", "(n^{[l]}, 1)")
    step(figure, 334, 96, "RELU", "max(0, z)", "(n^{[l]}, 1)")
    step(figure, 500, 144, "LINEAR", "W^{[L]} a^{[L−1]} + b^{[L]}", "(1, 1)")
    step(figure, 684, 100, "SIGMOID", "0 … 1", "(1, 1)")
    for start, end in ((96, 150), (294, 334), (430, 500), (644, 684), (784, 826)):
        figure.arrow((start, 141), (end, 141), colour=FORWARD)
    figure.arrow((440, 141), (440, 226), (140, 226), (140, 144), colour=FORWARD, dashed=True)
    figure.text(290, 246, "× (L − 1):  here 20, then 7, then 5 units", size=14)
    figure.text(640, 246, "[12288, 20, 7, 5, 1]:  L = 4 layers with parameters", size=14)
    return figure


FIGURES = {
    "application_image_to_vector": image_to_vector,
    "application_two_layer": two_layer,
    "application_L_layer": L_layer,
}
