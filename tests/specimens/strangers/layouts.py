"""Whole notebooks as strangers lay them out: stubs, half done, in any order, twice over; with what each function earns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tests.specimens.corpus_editions import PUBLISHED
from tests.specimens.corpus_editions.layout import modern
from tests.specimens.strangers.reading import ASSIGNMENTS
from tests.tiny import notebook_bytes

Texts = dict[str, str]
Rows = Mapping[str, Mapping[str, str]]

START = re.compile(r"^ *#+ *(YOUR CODE STARTS|START CODE) HERE.*$")
END = re.compile(r"^ *#+ *(YOUR CODE ENDS|END CODE) HERE.*$")
BOUND = re.compile(r"^( *)([A-Za-z_]\w*(?:\[.*?\])?(?: *, *\w+)*) = ")


@dataclass(frozen=True)
class Layout:
    """A notebook: its code cells, and for each assignment in it the outcome of each function."""

    name: str
    cells: tuple[str, ...]
    rows: Rows

    @property
    def data(self) -> bytes:
        return notebook_bytes(*self.cells)


def blocks(text: str, change: Callable[[list[str]], list[str]]) -> str:
    """A function with each block of lines, markers included, changed."""
    made: list[str] = []
    block: list[str] | None = None
    for line in text.splitlines():
        if block is None and START.match(line):
            block = [line]
        elif block is None:
            made.append(line)
        else:
            block.append(line)
            if END.match(line):
                made += change(block)
                block = None
    return "\n".join(made) + "\n"


def stub_2021(text: str) -> str:
    """As the later edition hands it out: nothing between the markers, names in comments before them."""

    def blank(block: list[str]) -> list[str]:
        indent = block[0][: len(block[0]) - len(block[0].lstrip())]
        names = [match[2] for line in block if (match := BOUND.match(line))]
        return [
            f"{indent}# (≈ {len(block) - 2} lines of code)",
            *(f"{indent}# {name} = ..." for name in names),
            block[0],
            indent,
            indent,
            block[-1],
        ]

    return blocks(modern(text), blank)


def stub_of_none(text: str) -> str:
    """As the earlier editions hand it out: None for each value."""

    def blank(block: list[str]) -> list[str]:
        inner = [f"{match[1]}{match[2]} = None" if (match := BOUND.match(line)) else line for line in block[1:-1]]
        inner = [line for line in inner if line.endswith(("None", ":"))]
        indent = block[0][: len(block[0]) - len(block[0].lstrip())]
        return [block[0], *(inner or [f"{indent}pass"]), block[-1]]

    return blocks(text, blank)


def moved_out(text: str) -> str:
    """The code just behind the markers, which hold nothing."""
    return blocks(text, lambda block: [block[0], "", block[-1], *block[1:-1]])


def moved_before(text: str) -> str:
    """The code just before the markers."""
    return blocks(text, lambda block: [*block[1:-1], block[0], "", block[-1]])


def without_markers(text: str) -> str:
    return blocks(text, lambda block: block[1:-1])


def all_layouts() -> Iterator[Layout]:
    for assignment in ASSIGNMENTS:
        for edition in ("v2", "2021"):
            for name, cells, outcomes in of_one(assignment, edition):
                yield Layout(f"layout/{assignment}/{edition}: {name}", tuple(cells), {assignment: outcomes})
    yield from of_two()
    yield from stubs_that_lean_on_later_cells()
    yield from habits()


def of_one(assignment: str, edition: str) -> Iterator[tuple[str, list[str], dict[str, str]]]:
    """Layouts of one assignment as that edition has it."""
    published = PUBLISHED[assignment]
    texts = published.texts(edition)
    imports, others = published.imports[edition], list(published.other_cells)
    stub = stub_2021 if edition == "2021" else stub_of_none
    names = list(texts)
    contracts = {"normalize_rows": "normalizeRows"}
    right = {contracts.get(name, name): "passed" for name in names}
    blank = dict.fromkeys(right, "not attempted")
    half = len(names) // 2
    graded = [f"# GRADED FUNCTION: {name}\n\n{texts[name]}" for name in names]
    stubs = [f"# GRADED FUNCTION: {name}\n\n{stub(texts[name])}" for name in names]

    yield "as handed out", [imports, *stubs, *others], blank
    yield (
        "half done",
        [imports, *graded[:half], *stubs[half:], *others],
        {**right, **dict.fromkeys(list(right)[half:], "not attempted")},
    )
    yield "functions from the last to the first", [imports, *reversed(graded), *others], right
    yield "imports at the end", [*graded, *others, imports], right
    yield "every cell twice", [cell for cell in (imports, *graded, *others) for _ in range(2)], right
    yield "the stub first, the answer in a cell below", [imports, *stubs, *graded, *others], right
    yield (
        "cells that fail in between",
        [
            imports,
            *(cell for text in graded for cell in (text, "print(result_of_nothing.shape)\nZ = undefined_name + 1")),
            *others,
        ],
        right,
    )
    yield "everything in one cell", ["\n\n".join([imports, *graded])], right
    yield "the markers taken out", [imports, *map(without_markers, graded), *others], right
    yield "code just behind the markers", [imports, *map(moved_out, graded), *others], right
    yield "code just before the markers", [imports, *map(moved_before, graded), *others], right
    yield (
        "examples run by each cell",
        [imports, *(f"{text}\nprint('done')\n%time 1 + 1\n!ls" for text in graded), *others],
        right,
    )


def of_two() -> Iterator[Layout]:
    """Two assignments in one file."""
    for first, second in (
        ("python_basics", "logistic_regression"),
        ("planar_data", "python_basics"),
        ("dnn_step_by_step", "dnn_application"),
        ("logistic_regression", "planar_data"),
    ):
        one, two = PUBLISHED[first], PUBLISHED[second]
        rows = {name: dict.fromkeys(PUBLISHED[name].texts("v2"), "passed") for name in (first, second)}
        yield Layout(f"layout/{first}/v2: with {second} behind it", (*one.cells("v2"), *two.cells("v2")), rows)


def stubs_that_lean_on_later_cells() -> Iterator[Layout]:
    """Stubs that return a name which only a later cell gives; that cell is a training of a minute, and need not be run."""
    published = PUBLISHED["planar_data"]
    names = list(published.texts("2021"))
    stub = "# GRADED FUNCTION: predict\n\ndef predict(parameters, X):\n    #(≈ 2 lines of code)\n    # A2, cache = ...\n    # predictions = ...\n    # YOUR CODE STARTS HERE\n    \n    \n    # YOUR CODE ENDS HERE\n    \n    return predictions\n"
    later = "import time\ntime.sleep(60)\npredictions = predict(nn_model(X, Y, 4, 10000), X)"
    cells = published.cells("2021", predict=stub)
    rows = {"planar_data": {**dict.fromkeys(names, "passed"), "predict": "not attempted"}}
    yield Layout("layout/planar_data/2021: predict returns what a later cell gives", (*cells, later), rows)
    once = {
        "python_basics": {**dict.fromkeys(PUBLISHED["python_basics"].functions, "passed"), "softmax": "not attempted"}
    }
    stub = "# GRADED FUNCTION: softmax\n\ndef softmax(x):\n    #(≈ 3 lines of code)\n    # x_exp = ...\n    # YOUR CODE STARTS HERE\n    \n    # YOUR CODE ENDS HERE\n    return s\n"
    yield Layout(
        "layout/python_basics/2021: softmax returns what a later cell gives",
        (*PUBLISHED["python_basics"].cells("2021", softmax=stub), "s = softmax(np.ones((2, 2)))"),
        once,
    )


def habits() -> Iterator[Layout]:
    """What strangers do besides, in one notebook each."""
    for assignment, name, change, but in HABITS:
        published = PUBLISHED[assignment]
        cells = published.cells("v2")
        for place, (old, new) in enumerate(change.items()):
            if old.startswith("#"):
                cells.insert({"#first": 0, "#second": 1, "#last": len(cells)}[old], new)
                continue
            holds = [number for number, text in enumerate(cells) if old in text]
            assert holds, (name, place, old)
            cells[holds[0]] = cells[holds[0]].replace(old, new)
        outcomes = dict.fromkeys(published.functions, "passed") | but
        yield Layout(f"layout/{assignment}/v2: {name}", tuple(cells), {assignment: outcomes})


Habit = tuple[str, str, dict[str, str], dict[str, str]]

HABITS: tuple[Habit, ...] = (
    (
        "python_basics",
        "a later cell gives a function's name to its result",
        {"#last": "L1 = L1(np.array([0.9, 0.2]), np.array([1, 0]))\nprint(L1)"},
        {},
    ),
    (
        "python_basics",
        "a later cell gives the name of a helper to its result",
        {"#last": "sigmoid = sigmoid(np.array([1, 2, 3]))\nsigmoid"},
        {},
    ),
    ("python_basics", "imported under its long name as well", {"import numpy as np": "import numpy\nnp = numpy"}, {}),
    (
        "python_basics",
        "everything of NumPy without a prefix",
        {"import numpy as np": "import numpy as np\nfrom numpy import *"},
        {},
    ),
    (
        "python_basics",
        "a draft that is wrong above the right answer",
        {"#second": "def softmax(x):\n    return np.exp(x) / np.sum(np.exp(x))"},
        {},
    ),
    ("python_basics", "an endless loop in a cell that nobody needs", {"#last": "while True:\n    pass"}, {}),
    (
        "python_basics",
        "Python 2 in a cell that nobody needs",
        {"#second": 'print "sigmoid([1, 2, 3]) = " + str(1)'},
        {},
    ),
    ("python_basics", "a question to the user", {"#second": 'name = input("your name: ")\nprint("hello", name)'}, {}),
    (
        "python_basics",
        "packages installed from within",
        {"#first": "!pip install numpy\n%pip install -q matplotlib"},
        {},
    ),
    ("python_basics", "timed and captured cells", {"def softmax(x):": "%%time\ndef softmax(x):"}, {}),
    (
        "python_basics",
        "a decorator of one's own",
        {
            "#second": "import functools, time\ndef timed(f):\n    @functools.wraps(f)\n    def inner(*a, **k):\n        t = time.time()\n        r = f(*a, **k)\n        print(time.time() - t)\n        return r\n    return inner",
            "def L2(yhat, y):": "@timed\ndef L2(yhat, y):",
        },
        {},
    ),
    (
        "python_basics",
        "a cache of functools on a function of a number",
        {
            "#second": "from functools import lru_cache",
            "def basic_sigmoid(x):": "@lru_cache(maxsize=None)\ndef basic_sigmoid(x):",
        },
        {},
    ),
    ("python_basics", "annotated", {"def L1(yhat, y):": "def L1(yhat: np.ndarray, y: np.ndarray) -> float:"}, {}),
    (
        "python_basics",
        "a line that is no Python in one function",
        {"def L2(yhat, y):": "def L2(yhat, y):\n    loss = = 2"},
        {"L2": "crashed"},
    ),
    ("python_basics", "a function left out", {"def L2(yhat, y):": "def my_L2(yhat, y):"}, {"L2": "not attempted"}),
    (
        "python_basics",
        "another name, bound below",
        {"def L2(yhat, y):": "def my_L2(yhat, y):", "#last": "L2 = my_L2"},
        {},
    ),
    (
        "python_basics",
        "within an if",
        {
            "def L1(yhat, y):": "if True:\n  def L1(yhat, y):\n    return np.sum(np.abs(y - yhat))\n\ndef other(yhat, y):"
        },
        {},
    ),
    (
        "python_basics",
        "within a try",
        {
            "def L1(yhat, y):": "try:\n  def L1(yhat, y):\n    return np.sum(np.abs(y - yhat))\nexcept NameError:\n  pass\n\ndef other(yhat, y):"
        },
        {},
    ),
    (
        "logistic_regression",
        "a helper that stands below",
        {
            "A = sigmoid(np.dot(w.T, X) + b)": "A = my_sigmoid(np.dot(w.T, X) + b)",
            "#last": "def my_sigmoid(z):\n    return 1 / (1 + np.exp(-z))",
        },
        {},
    ),
    (
        "logistic_regression",
        "variables of the notebook with the arguments' names",
        {"#second": "w, b, X, Y = np.ones((2, 1)), 3, np.ones((2, 5)), np.ones((1, 5))\nm = 5\nA = 7\ncosts = [1]"},
        {},
    ),
    (
        "logistic_regression",
        "the data are not there",
        {
            "#first": "train_set_x_orig, train_set_y, test_set_x_orig, test_set_y, classes = load_dataset()\ntrain_set_x = train_set_x_orig / 255"
        },
        {},
    ),
    (
        "dnn_step_by_step",
        "a seed in each cell",
        {"#second": "np.random.seed(7)\nnp.random.randn(3)", "#last": "np.random.seed(9)"},
        {},
    ),
    (
        "dnn_step_by_step",
        "warnings made errors",
        {"#second": "import warnings\nwarnings.filterwarnings('error')\nnp.seterr(all='raise')"},
        {},
    ),
    (
        "dnn_step_by_step",
        "fewer digits printed, and plots set up",
        {"#second": "np.set_printoptions(precision=2)\nplt.rcParams['image.cmap'] = 'gray'"},
        {},
    ),
    (
        "dnn_step_by_step",
        "sigmoid and relu of one's own, below",
        {"#last": "def relu(Z):\n    return np.maximum(0, Z), Z\ndef sigmoid(Z):\n    return 1 / (1 + np.exp(-Z)), Z"},
        {},
    ),
    (
        "dnn_step_by_step",
        "a class of layers that nobody needs",
        {
            "#second": "class Layer:\n    def linear_forward(self, A):\n        return None\n    def update_parameters(self):\n        pass"
        },
        {},
    ),
    (
        "dnn_step_by_step",
        "the published solutions imported, where there are none",
        {"#first": "from dnn_solutions import *"},
        {},
    ),
    (
        "planar_data",
        "imports within functions",
        {"def layer_sizes(X, Y):": "def layer_sizes(X, Y):\n    import numpy as np, sys"},
        {},
    ),
    (
        "planar_data",
        "two functions in one cell with a loop between",
        {"def layer_sizes(X, Y):": "for i in range(3):\n    print(i)\ndef layer_sizes(X, Y):"},
        {},
    ),
)
