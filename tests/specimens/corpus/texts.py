"""What stands in cells: characters, indentation, old Python, magics, imports."""

from __future__ import annotations

from collections.abc import Iterator

from tests.specimens.corpus.specimen import (
    FUNCTIONS,
    IMPORTS,
    Specimen,
    cells,
    crashed,
    filled,
    notebook,
    right,
    with_cells,
)

NBSP, ZERO_WIDTH = "\u00a0", "\u200b"


def specimens() -> Iterator[Specimen]:
    yield from characters()
    yield from not_python()
    yield from magics()
    yield from imports()


def characters() -> Iterator[Specimen]:
    forward = FUNCTIONS["linear_forward"]
    yield Specimen(
        "non-breaking spaces", right(linear_forward=forward.replace(" = ", f"{NBSP}={NBSP}")), says="invisible"
    )
    yield Specimen("indentation of non-breaking spaces", right(linear_forward=forward.replace("    ", NBSP * 4)))
    yield Specimen("zero-width characters", right(linear_forward=forward.replace("(W, A)", f"(W,{ZERO_WIDTH} A)")))
    inside = filled("linear_activation_forward", '"relu"', f'("relu{ZERO_WIDTH}"[:4])').replace(" = ", f" ={NBSP}")
    yield Specimen("a zero-width character in a string stays", right(linear_activation_forward=inside))
    tabs = forward.replace("    Z =", "\tZ =")
    yield Specimen("a tab among spaces", right(linear_forward=tabs), says="tabs and spaces")
    wide = forward.replace("    ", "        ").replace("        cache", "\tcache")
    yield Specimen("a tab as wide as eight spaces", right(linear_forward=wide), says="8 spaces")
    yield Specimen("tabs only", right(linear_forward=forward.replace("    ", "\t")))


def not_python() -> Iterator[Specimen]:
    old = filled("compute_cost", "    return cost", '    print "cost", cost\n    return cost')
    yield Specimen("a print statement", right(compute_cost=old), but=crashed("compute_cost"), says="Python 2")
    both = FUNCTIONS["compute_cost"] + '\nprint "done"\n'
    yield Specimen("a print statement behind a function", right(compute_cost=both), says="was passed over")
    one_cell = "\n\n".join([IMPORTS, *{**FUNCTIONS, "compute_cost": old}.values()])
    yield Specimen("all functions in one cell, one of Python 2", notebook([one_cell]), but=crashed("compute_cost"))
    broken = filled("linear_backward", "return", "return return")
    yield Specimen("a function that is not Python", right(linear_backward=broken), but=crashed("linear_backward"))
    open_bracket = filled("linear_backward", "dW = 1 / m * np.dot(dZ, A_prev.T)", "dW = 1 / m * np.dot(dZ, A_prev.T")
    yield Specimen("a bracket left open", right(linear_backward=open_bracket), but=crashed("linear_backward"))
    doc = filled("linear_forward", "b):\n", 'b):\n    """\nWords at the margin,\nand more.\n    """\n')
    text = doc + "\nx = = 3\n"
    yield Specimen("a docstring at the margin of a broken cell", right(linear_forward=text))
    empty_if = "for l in range(3):\n    # nothing yet\nif True:\n    # nor here\n" + FUNCTIONS["linear_forward"]
    yield Specimen("blocks of nothing but comments", right(linear_forward=empty_if), says="`pass`")
    place = FUNCTIONS["linear_forward"] + "\nanswer = # your answer\n"
    yield Specimen("a place without a value", right(linear_forward=place), says="`None`")
    yield Specimen("a broken cell elsewhere", with_cells("this is no python", "def f(:\n    pass"))
    null = FUNCTIONS["linear_forward"] + "\0"
    yield Specimen("a null character", right(linear_forward=null))


def magics() -> Iterator[Specimen]:
    lines = "%matplotlib inline\n!pip install numpy\n%time 1 + 1\nfiles = !ls\n?np.dot\nnp.dot?\n"
    yield Specimen("magics and shell lines", right(linear_forward=lines + FUNCTIONS["linear_forward"]))
    inner = filled("linear_forward", "    cache =", "    !echo hello\n    %precision 3\n    cache =")
    yield Specimen("magics inside a function", right(linear_forward=inner))
    yield Specimen("a timed cell", right(linear_forward="%%time\n" + FUNCTIONS["linear_forward"]))
    foreign = with_cells("%%bash\nls", "%%html\n<b>", "%%writefile x.py\ndef linear_forward(): pass", "%%javascript\nx")
    yield Specimen("cells in other languages", foreign)
    asks = with_cells("name = input('Your name: ')", "while True:\n    answer = input()")
    yield Specimen("questions to the reader", asks)
    asking = filled("compute_cost", "    m =", "    factor = int(input())\n    m =")
    yield Specimen("a question inside a function", right(compute_cost=asking), but=crashed("compute_cost"))
    paths = "import os\nos.chdir('/home/jovyan/work')\ndata = open('/content/drive/My Drive/x.h5')"
    yield Specimen("absolute paths", with_cells(paths, before=True))
    endless = "while True:\n    pass"
    yield Specimen("a cell that never ends", with_cells(endless, before=True))
    yield Specimen("a cell that ends the kernel", with_cells("exit()", "quit", "import os\nos._exit(1)", before=True))


def imports() -> Iterator[Specimen]:
    missing = (
        "import scipy.misc\nimport tensorflow as tf\nfrom google.colab import drive\ndrive.mount('/content/drive')\n"
    )
    yield Specimen("missing packages", notebook([missing + IMPORTS, *cells()[1:]]))
    together = IMPORTS.replace("import numpy as np", "import tensorflow as tf, numpy as np")
    yield Specimen("a missing package before one that is there", notebook([together, *cells()[1:]]))
    guarded = "try:\n    import torch\nexcept ImportError:\n    torch = None\n"
    yield Specimen("a guarded import", with_cells(guarded, before=True))
    star = IMPORTS.replace("from testCases_v4 import *", "from testCases_of_nobody import *")
    yield Specimen("a module that nobody has", notebook([star, *cells()[1:]]))
    yield Specimen("imports in the last cell", notebook([*cells()[1:], IMPORTS]))
    inside = filled("compute_cost", "    m =", "    import numpy as numpy_too\n    m =").replace("np.", "numpy_too.")
    yield Specimen("an import inside a function", right(compute_cost=inside))
