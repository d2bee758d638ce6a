"""The figures of assignment 1."""

from assignments.figures.svg import FAINT, NEUTRAL, Colour, Drawing

# Fill and stroke of a number that is red, green or blue.
CHANNELS = (
    Colour("red", "#f7d0cb", "#b3392b"),
    Colour("green", "#d8ecc9", "#4f8428"),
    Colour("blue", "#d3e2f6", "#2f6fb2"),
)
# Red, green and blue of the nine dots, row by row.
DOTS = (
    ((231, 76, 60), (244, 162, 89), (250, 222, 120)),
    ((122, 168, 92), (66, 140, 121), (58, 110, 165)),
    ((96, 80, 140), (150, 88, 130), (205, 95, 105)),
)


def dot(figure: Drawing, x: float, y: float, size: float, colour: tuple[int, int, int]) -> None:
    """One dot of a picture in its own colour."""
    fill = "#" + "".join(f"{part:02x}" for part in colour)
    figure.box(x, y, size, size, colour=Colour("dot", fill, "#ffffff"), round_=3)


def number(figure: Drawing, x: float, y: float, channel: int, value: int) -> None:
    """One number, in the tint of its channel."""
    figure.box(x, y, 54, 22, [str(value)], colour=CHANNELS[channel], size=13, round_=4)


def image_to_vector() -> Drawing:
    """Three by three dots, the three numbers of each, and the column that holds them all."""
    figure = Drawing(
        960,
        424,
        "A picture becomes a column",
        "A picture of three by three dots holds three numbers for each dot: red, green, blue. Unrolled row by row and "
        "dot by dot they make a column of 27 numbers.",
    )
    figure.text(148, 40, "a picture", size=15, bold=True)
    figure.text(148, 62, "3 × 3 dots", size=13, colour=FAINT)
    figure.text(470, 40, "its numbers", size=15, bold=True)
    figure.text(470, 62, "shape (3, 3, 3): row, column, colour", size=13, colour=FAINT)
    figure.text(842, 40, "the column", size=15, bold=True)
    figure.text(842, 62, "shape (27, 1)", size=13, colour=FAINT)

    for row, dots in enumerate(DOTS):
        for column, colour in enumerate(dots):
            dot(figure, 52 + 64 * column, 132 + 64 * row, 62, colour)
            x, y = 344 + 90 * column, 92 + 92 * row
            figure.box(x - 8, y - 7, 70, 86, colour=NEUTRAL, round_=8)
            for channel, value in enumerate(colour):
                number(figure, x, y + 25 * channel, channel, value)
    figure.arrow((258, 228), (322, 228))
    figure.arrow((622, 228), (796, 228))
    figure.text(709, 212, "reshape", size=15, mono=True)
    figure.text(709, 248, "row by row,", size=13, colour=FAINT)
    figure.text(709, 266, "dot by dot", size=13, colour=FAINT)

    first = [(channel, value) for colour in DOTS[0] for channel, value in enumerate(colour)]
    for place, (channel, value) in enumerate(first):
        number(figure, 815, 84 + 25 * place, channel, value)
    figure.text(842, 322, "⋮", size=20, colour=FAINT)
    for channel, value in enumerate(DOTS[2][2]):
        number(figure, 815, 340 + 25 * channel, channel, value)
    for place, words in ((0, "first dot"), (3, "second"), (6, "third")):
        figure.text(880, 120 + 25 * place, words, size=12.5, anchor="start", colour=FAINT)
    figure.text(880, 376, "last", size=12.5, anchor="start", colour=FAINT)
    return figure


FIGURES = {"basics_image_to_vector": image_to_vector}
