"""The figures of the quizzes; their captions and descriptions give no answer away."""

import itertools
import math
from collections.abc import Callable, Sequence

from assignments.figures.planar_data import unit
from assignments.figures.svg import BACKWARD, CACHE, COST, FAINT, FORWARD, NEUTRAL, Drawing

SUBSCRIPTS = "₁₂₃₄"
STEPS = 80


def axes(figure: Drawing, x: float, y: float, width: float, height: float) -> None:
    """Two arrows from the lower left corner (x, y)."""
    figure.arrow((x, y), (x + width, y))
    figure.arrow((x, y), (x, y - height))


def graph(figure: Drawing, x: float, function: Callable[[float], float], number: str) -> None:
    """The curve of a function of z from -4 to 4, with its axes through zero and ticks at 1 and -1."""
    centre, middle, across, up = x + 105, 138, 24, 44
    figure.arrow((x + 4, middle), (x + 208, middle))
    figure.arrow((centre, 250), (centre, 36))
    figure.text(x + 204, middle + 18, "z", size=14, colour=FAINT)
    for value, words in ((1, "1"), (-1, "−1")):
        figure.curve([(centre - 4, middle - up * value), (centre + 4, middle - up * value)])
        figure.text(centre - 16, middle - up * value, words, size=12, colour=FAINT)
    values = [8 * step / STEPS - 4 for step in range(STEPS + 1)]
    points = [(centre + across * z, middle - up * function(z)) for z in values if abs(function(z)) <= 2.3]
    figure.curve(points, colour=FORWARD, width=3.4)
    figure.text(centre, 276, number, size=18, bold=True)


def curves() -> Drawing:
    """Sigmoid, tanh, ReLU and the identity, numbered and not named."""
    figure = Drawing(
        960,
        300,
        "Four curves",
        "Four curves over z. I rises from 0 on the left to 1 on the right. II rises from −1 to 1 through the origin. "
        "III lies on the axis for negative z and rises in a straight line for positive z. IV is one straight line "
        "through the origin.",
    )
    functions: Sequence[tuple[str, Callable[[float], float]]] = (
        ("I", lambda z: 1 / (1 + math.exp(-z))),
        ("II", math.tanh),
        ("III", lambda z: max(0.0, z)),
        ("IV", lambda z: z),
    )
    for place, (number, function) in enumerate(functions):
        graph(figure, 26 + 234 * place, function, number)
    return figure


def sketch() -> Drawing:
    """How four methods fare, over axes whose names are left out."""
    figure = Drawing(
        720,
        380,
        "Four methods, two axes without names",
        "Four curves begin close together at the lower left and rise to the right. That of a simple method flattens "
        "first; those of a small, a middling and a large network flatten later, each above the one before.",
    )
    axes(figure, 70, 330, 500, 300)
    figure.text(320, 354, "?", size=18, bold=True)
    figure.text(44, 180, "?", size=18, bold=True)
    methods = (
        ("a simple method", 0.38, 5.0, NEUTRAL),
        ("a small network", 0.56, 3.6, CACHE),
        ("a network of middling size", 0.74, 2.8, COST),
        ("a large network", 0.95, 2.2, FORWARD),
    )
    for words, top, speed, colour in methods:
        steps = [step / STEPS for step in range(STEPS + 1)]
        heights = [top * (1 - math.exp(-speed * step)) / (1 - math.exp(-speed)) for step in steps]
        start = 0.02
        figure.curve(
            [
                (78 + 400 * step, 326 - 280 * (start + height * 0.95))
                for step, height in zip(steps, heights, strict=True)
            ],
            colour=colour,
            width=2.8,
        )
        figure.text(488, 326 - 280 * (start + heights[-1] * 0.95), words, size=13, anchor="start", colour=colour.stroke)
    return figure


def computation() -> Drawing:
    """u = ab, v = ac, w = b + c, J = u + v - w."""
    figure = Drawing(
        820,
        320,
        "A computation graph",
        "The inputs a and b lead to u, which is a times b. a and c lead to v, which is a times c. b and c lead to w, "
        "which is b plus c. u, v and w lead to J, which is u plus v minus w.",
    )
    heights = (64, 160, 256)
    for words, y in zip("abc", heights, strict=True):
        unit(figure, 90, y, 26, [words])
    steps = (("u = a · b", (0, 1)), ("v = a · c", (0, 2)), ("w = b + c", (1, 2)))
    for y, (words, inputs) in zip(heights, steps, strict=True):
        for place in inputs:
            figure.arrow((116, heights[place]), (318, y + (heights[place] - y) * 0.08), colour=FORWARD)
        figure.box(320, y - 28, 150, 56, [words], colour=FORWARD, size=17)
        figure.arrow((470, y), (598, 160 + (y - 160) * 0.12), colour=FORWARD)
    figure.box(600, 126, 180, 68, ["J = u + v − w"], colour=COST, size=17)
    return figure


def network(*sizes: int) -> Drawing:
    """Columns of units, each joined to all of the next; nothing is counted or named but the input and the output."""
    figure = Drawing(
        200 + 190 * (len(sizes) - 1) + 60,
        360,
        "A network",
        f"Columns of {', '.join(map(str, sizes[:-1]))} and {sizes[-1]} circles, from left to right. Each circle is "
        "joined to every circle of the next column. The first column is called x, the last one gives ŷ.",
    )
    places = [
        [(90 + 190 * column, 180 + 78 * (row - (size - 1) / 2)) for row in range(size)]
        for column, size in enumerate(sizes)
    ]
    for here, there in itertools.pairwise(places):
        for x, y in here:
            for to_x, to_y in there:
                figure.arrow((x + 26, y), (to_x - 28, to_y + (y - to_y) * 0.14), colour=NEUTRAL)
    for column, points in enumerate(places):
        for row, (x, y) in enumerate(points):
            words = [f"x{SUBSCRIPTS[row]}"] if column == 0 else []
            colour = NEUTRAL if column == 0 else BACKWARD if column == len(sizes) - 1 else FORWARD
            unit(figure, x, y, 26, words, colour)
    x, y = places[-1][0]
    figure.arrow((x + 26, y), (x + 80, y))
    figure.text(x + 96, y, "ŷ", size=17)
    return figure


FIGURES = {
    "quiz_1_curves": curves,
    "quiz_1_sketch": sketch,
    "quiz_2_graph": computation,
    "quiz_3_network": lambda: network(2, 4, 1),
    "quiz_4_network": lambda: network(4, 4, 3, 1),
}
