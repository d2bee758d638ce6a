"""The figures of assignment 4."""

from assignments.figures.svg import BACKWARD, CACHE, COST, FAINT, FORWARD, NEUTRAL, Colour, Drawing


def function(
    figure: Drawing, x: float, y: float, width: float, lines: tuple[str, ...], exercise: int, colour: Colour
) -> None:
    """A graded function: its name, and the number of its exercise in the corner."""
    figure.box(x, y, width, 58, lines, colour=colour, size=13.5, mono=True, small_after=2)
    figure.badge(x + 2, y + 2, str(exercise), colour=colour)


def outline() -> Drawing:
    """The ten functions, in three rows from the linear step to the whole model."""
    figure = Drawing(
        960,
        372,
        "The ten functions of this notebook",
        "Initialise the parameters, go forward, compute the cost, go back, update, and begin again. "
        "Those for the whole model are built from those for one layer, and these from the linear step.",
    )
    model, layer, step = 92, 188, 284
    for y, words in ((model, "model"), (layer, "layer"), (step, "linear step")):
        figure.text(22, y + 29, words, size=13, anchor="start", colour=FAINT)
    for x, words in (
        (184, "initialise"),
        (380, "forward"),
        (552, "cost"),
        (718, "backward"),
        (880, "update"),
    ):
        figure.text(x, 62, words, size=15, bold=True)

    function(figure, 112, model, 144, ("initialize_", "parameters_deep"), 2, NEUTRAL)
    function(figure, 112, layer, 144, ("initialize_", "parameters"), 1, NEUTRAL)
    figure.text(184, layer + 76, "two layers only", size=12.5, colour=FAINT)
    function(figure, 298, model, 164, ("L_model_", "forward"), 5, FORWARD)
    function(figure, 298, layer, 164, ("linear_activation_", "forward"), 4, FORWARD)
    function(figure, 298, step, 164, ("linear_", "forward"), 3, FORWARD)
    function(figure, 504, model, 96, ("compute_", "cost"), 6, COST)
    function(figure, 636, model, 164, ("L_model_", "backward"), 9, BACKWARD)
    function(figure, 636, layer, 164, ("linear_activation_", "backward"), 8, BACKWARD)
    function(figure, 636, step, 164, ("linear_", "backward"), 7, BACKWARD)
    function(figure, 830, model, 108, ("update_", "parameters"), 10, NEUTRAL)

    middle = model + 29
    for start, end in ((256, 298), (462, 504), (600, 636), (800, 830)):
        figure.arrow((start, middle), (end, middle))
    for x, colour in ((380, FORWARD), (718, BACKWARD)):
        for below, above in ((step, layer), (layer, model)):
            figure.arrow((x, below), (x, above + 58), colour=colour)
            figure.text(x + 10, below - 19, "used in", size=12, anchor="start", colour=FAINT)
    figure.arrow((462, layer + 29), (636, layer + 29), colour=CACHE, dashed=True)
    figure.text(549, layer + 15, "caches", size=13, colour=CACHE.stroke)
    figure.arrow((926, model), (926, 28), (326, 28), (326, model), dashed=True)
    figure.text(626, 16, "again, some thousand times", size=12.5, colour=FAINT)
    return figure


def model() -> Drawing:
    """[LINEAR -> RELU] x (L-1) -> LINEAR -> SIGMOID."""
    figure = Drawing(
        960,
        244,
        "The model: L minus 1 layers with ReLU, then one with the sigmoid",
        "X enters; a block of linear step and ReLU is repeated L minus 1 times; a last block of linear step "
        "and sigmoid gives AL. Each linear step has its own weights and biases.",
    )
    middle = 138
    figure.box(126, 88, 384, 108, dashed=True, round_=12)
    figure.box(562, 88, 276, 108, dashed=True, round_=12)
    figure.text(318, 220, "× (L − 1):  each reads what the one before handed on", size=14)
    figure.text(700, 220, "layer L", size=14)
    figure.box(24, middle - 28, 66, 56, ["X", "= A^{[0]}"], size=17)
    figure.box(166, middle - 28, 116, 56, ["LINEAR", "W A + b"], colour=FORWARD, size=15)
    figure.box(358, middle - 28, 116, 56, ["RELU", "max(0, Z)"], colour=FORWARD, size=15)
    figure.box(580, middle - 28, 96, 56, ["LINEAR", "W A + b"], colour=FORWARD, size=15)
    figure.box(728, middle - 28, 96, 56, ["SIGMOID", "0 … 1"], colour=FORWARD, size=15)
    figure.box(874, middle - 28, 66, 56, ["AL", "= A^{[L]}"], size=17)
    for start, end in ((90, 166), (282, 358), (474, 580), (676, 728), (824, 874)):
        figure.arrow((start, middle), (end, middle), colour=FORWARD)
    figure.text(320, middle - 15, "Z^{[l]}", size=14)
    figure.text(701, middle - 15, "Z^{[L]}", size=14)
    figure.text(536, middle - 15, "A^{[L−1]}", size=14)
    for x, layer in ((224, "l"), (628, "L")):
        figure.text(x, 36, f"W^{{[{layer}]}},  b^{{[{layer}]}}", size=15)
        figure.arrow((x, 50), (x, middle - 28))
    figure.arrow((490, middle), (490, 181), (148, 181), (148, middle + 3), colour=FORWARD, dashed=True)
    return figure


def forward_and_backward() -> Drawing:
    """Two rows of boxes, with the caches between them."""
    figure = Drawing(
        960,
        470,
        "Forwards above, backwards below, the caches between",
        "Each layer of the forward row leaves a cache. Its partner in the backward row reads it, "
        "delivers dW and db, and passes dA on to the layer before.",
    )
    columns = ((86, "1", "0", "relu"), (272, "2", "1", "relu"), (544, "L", "L−1", "sigmoid"))
    width, top, middle, bottom = 138, 92, 206, 316
    for x, layer, index, activation in columns:
        centre = x + width / 2
        cache_width = 192 if layer == "L" else 164
        figure.text(centre, 32, f"W^{{[{layer}]}},  b^{{[{layer}]}}")
        figure.arrow((centre, 46), (centre, top), colour=FORWARD)
        figure.box(x, top, width, 58, [f"layer {layer}", f"linear → {activation}"], colour=FORWARD)
        figure.arrow((centre, top + 58), (centre, middle), colour=CACHE)
        figure.box(
            centre - cache_width / 2,
            middle,
            cache_width,
            58,
            [f"(A^{{[{index}]}}, W^{{[{layer}]}}, b^{{[{layer}]}}), Z^{{[{layer}]}}", f"caches[{index}]"],
            colour=CACHE,
            size=14,
            round_=26,
        )
        figure.arrow((centre, middle + 58), (centre, bottom), colour=CACHE)
        figure.box(x, bottom, width, 58, [f"layer {layer}", f"{activation} → linear"], colour=BACKWARD)
        figure.arrow((centre, bottom + 58), (centre, 420), colour=BACKWARD)
        figure.text(centre, 438, f"dW^{{[{layer}]}},  db^{{[{layer}]}}")

    for y in (top + 29, middle + 29, bottom + 29):
        figure.text(477, y, "⋯", size=24, colour=FAINT)
    lines = (("A^{[0]} = X", 20, 86), ("A^{[1]}", 224, 272), ("A^{[2]}", 410, 458), ("A^{[L−1]}", 496, 544))
    for words, start, end in lines:
        figure.arrow((start, top + 29), (end, top + 29), colour=FORWARD)
        figure.text((start + end) / 2, top + 13, words, size=12.5)
    lines = (("dA^{[0]}", 86, 20), ("dA^{[1]}", 272, 224), ("dA^{[2]}", 458, 410), ("dA^{[L−1]}", 544, 496))
    for words, start, end in lines:
        figure.arrow((start, bottom + 29), (end, bottom + 29), colour=BACKWARD)
        figure.text((start + end) / 2, bottom + 13, words, size=12.5)

    figure.box(770, middle - 6, 150, 70, ["cost J", "compare AL with Y"], colour=COST)
    figure.arrow((682, top + 29), (845, top + 29), (845, middle - 6), colour=FORWARD)
    figure.text(762, top + 13, "AL = A^{[L]}", size=14)
    figure.arrow((845, middle + 64), (845, bottom + 29), (682, bottom + 29), colour=BACKWARD)
    figure.text(762, bottom + 13, "dA^{[L]}", size=14)
    figure.text(940, 32, "forward", anchor="end", colour=FORWARD.stroke, bold=True)
    figure.text(940, 438, "backward", anchor="end", colour=BACKWARD.stroke, bold=True)
    return figure


def linear_backward() -> Drawing:
    """dZ and the cache go in; dA_prev, dW and db come out."""
    figure = Drawing(
        960,
        344,
        "The linear step of layer l, backwards",
        "From dZ and the cache (A of layer l minus 1, W, b) come dA of layer l minus 1, which is passed on, "
        "and dW and db, which the update needs.",
    )
    figure.box(318, 22, 324, 50, ["cache:  A^{[l−1]},  W^{[l]},  b^{[l]}"], colour=CACHE, size=16, round_=24)
    figure.arrow((480, 72), (480, 104), colour=CACHE)
    figure.box(286, 104, 388, 218, colour=BACKWARD, round_=12)
    rows = (
        (146, "dA^{[l−1]}  =  W^{[l] T} dZ^{[l]}", "dA_prev", "(n^{[l−1]}, m)", "passed on to layer l − 1"),
        (213, "dW^{[l]}  =  1/m · dZ^{[l]} A^{[l−1] T}", "dW", "(n^{[l]}, n^{[l−1]})", "kept for the update"),
        (280, "db^{[l]}  =  1/m · Σ dZ^{[l]}, row by row", "db", "(n^{[l]}, 1)", "kept for the update"),
    )
    for y, formula, name, shape, use in rows:
        figure.box(306, y - 25, 348, 50, [formula], size=16)
        figure.arrow((306, y), (244, y), colour=BACKWARD)
        figure.text(228, y - 10, name, size=15, anchor="end", mono=True)
        figure.text(140, y - 10, shape, size=14, anchor="end", colour=FAINT)
        figure.text(228, y + 12, use, size=13, anchor="end", colour=FAINT)
    figure.arrow((768, 213), (674, 213), colour=BACKWARD)
    figure.text(784, 203, "dZ", size=15, anchor="start", mono=True)
    figure.text(822, 203, "(n^{[l]}, m)", size=14, anchor="start", colour=FAINT)
    figure.text(784, 225, "from the activation", size=13, anchor="start", colour=FAINT)
    return figure


def L_model_backward() -> Drawing:
    """From dAL through layer L and the loop over the ReLU layers down to layer 1."""
    figure = Drawing(
        960,
        350,
        "The whole model, backwards",
        "dAL enters layer L, which reads caches[L-1]. The loop with index l from L minus 2 down to 0 "
        "walks through the ReLU layers: index l stands for layer l plus 1 and reads caches[l].",
    )
    width, top, middle = 148, 82, 156
    figure.box(82, 26, 486, 276, dashed=True, round_=12)
    columns = (
        (100, "1", "0", "relu", "l = 0"),
        (402, "L−1", "L−2", "relu", "l = L − 2"),
        (640, "L", "L−1", "sigmoid", "before the loop"),
    )
    for x, layer, index, activation, when in columns:
        centre = x + width / 2
        figure.text(centre, 52, when, size=14, colour=FAINT)
        figure.box(x + 14, top - 12, width - 28, 34, [f"caches[{index}]"], colour=CACHE, size=14, round_=16)
        figure.arrow((centre, top + 22), (centre, middle), colour=CACHE)
        figure.box(x, middle, width, 56, [f"layer {layer}", f"{activation} → linear"], colour=BACKWARD)
        figure.arrow((centre, middle + 56), (centre, 240), colour=BACKWARD)
        figure.text(centre, 256, f"dW^{{[{layer}]}},  db^{{[{layer}]}}", size=14)
    figure.text(325, 284, "the loop over the ReLU layers", size=14, colour=FAINT)

    along = middle + 28
    for start, end, label, layer in (
        (840, 788, 816, "L"),
        (640, 550, 606, "L−1"),
        (402, 344, 372, "L−2"),
        (306, 248, 278, "1"),
        (100, 28, 50, "0"),
    ):
        figure.arrow((start, along), (end, along), colour=BACKWARD)
        figure.text(label, along - 17, f"dA^{{[{layer}]}}", size=14)
    figure.text(325, along, "⋯", size=24, colour=FAINT)
    figure.box(840, along - 54, 102, 108, ["dAL", "the slope of", "the cost", "at AL"], colour=COST)
    figure.text(
        480,
        326,
        "index l is layer l + 1:  it reads caches[l] and dA^{[l+1]}; it writes dA^{[l]}, dW^{[l+1]}, db^{[l+1]}",
        size=14,
    )
    return figure


FIGURES = {
    "dnn_outline": outline,
    "dnn_model": model,
    "dnn_forward_and_backward": forward_and_backward,
    "dnn_linear_backward": linear_backward,
    "dnn_L_model_backward": L_model_backward,
}
