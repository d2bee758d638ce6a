"""The figures of assignment 2."""

from assignments.figures.python_basics import CHANNELS
from assignments.figures.svg import COST, FAINT, FORWARD, Colour, Drawing

SKY, GROUND, FUR = "#f3dfb4", "#a7c28d", "#6f6775"


def pixels(figure: Drawing, x: float, y: float, size: float) -> None:
    """A cat of ten by ten dots."""
    rows = (
        "..........",
        ".c......c.",
        ".cc....cc.",
        ".cccccccc.",
        ".ceccccec.",
        ".cccccccc.",
        ".cccnnccc.",
        "..cccccc..",
        "ggccccccgg",
        "gggggggggg",
    )
    colours = {".": SKY, "g": GROUND, "c": FUR, "e": "#f4e04d", "n": "#e59aa0"}
    for row, line in enumerate(rows):
        for column, letter in enumerate(line):
            fill = colours[letter]
            figure.box(x + size * column, y + size * row, size, size, colour=Colour("dot", fill, "#fbfaf7"), round_=2)


def neuron() -> Drawing:
    """Logistic regression as a network of a single unit."""
    figure = Drawing(
        960,
        388,
        "Logistic regression is one unit",
        "The numbers of a picture, divided by 255, are the inputs. Each is multiplied by its own weight; the unit adds "
        "them up, adds the bias, and applies the sigmoid. The result is the probability of a cat.",
    )
    middle = 204
    for x, words in ((116, "picture"), (288, "x = numbers / 255"), (616, "one unit"), (862, "answer")):
        figure.text(x, 38, words, bold=True)
    pixels(figure, 40, middle - 75, 15)
    figure.text(115, 302, "64 × 64 dots,", size=13, colour=FAINT)
    figure.text(115, 320, "3 colours", size=13, colour=FAINT)
    figure.arrow((200, middle), (246, middle))

    inputs = (
        (92, "0.95", 0, "w₁", 86),
        (142, "0.87", 1, "w₂", 134),
        (192, "0.71", 2, "w₃", 182),
        (316, "0.55", 2, "w₁₂₂₈₈", 326),
    )
    for y, value, channel, weight, label in inputs:
        figure.box(258, y - 17, 60, 34, [value], colour=CHANNELS[channel], size=14, round_=6)
        figure.arrow((318, y), (510, middle + (y - middle) * 0.22), colour=FORWARD)
        figure.text(348, label, weight, size=15, anchor="start")
    figure.text(288, 254, "⋮", size=24, colour=FAINT)
    figure.text(288, 354, "12288 inputs", size=13, colour=FAINT)

    figure.box(510, middle - 62, 212, 124, colour=FORWARD, round_=62)
    figure.box(634.5, middle - 40, 1, 80, colour=Colour("line", FORWARD.stroke, FORWARD.stroke), round_=0)
    figure.text(576, middle - 10, "z = wᵀx + b", size=15)
    figure.text(576, middle + 14, "weigh, add up", size=12.5, colour=FAINT)
    figure.text(674, middle - 10, "a = σ(z)", size=15)
    figure.text(674, middle + 14, "squash", size=12.5, colour=FAINT)
    figure.text(576, 320, "b", size=15)
    figure.arrow((576, 306), (576, middle + 62), colour=FORWARD)
    figure.arrow((722, middle), (796, middle), colour=FORWARD)
    figure.text(758, middle - 16, "a = 0.73", size=14)
    figure.box(796, middle - 34, 132, 68, ["cat", "since 0.73 > 0.5"], colour=COST)
    return figure


FIGURES = {"logistic_neuron": neuron}
