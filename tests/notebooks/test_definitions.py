"""Functions and what they need are found by reading, not by running."""

from __future__ import annotations

import pytest

from grader.notebooks.blanks import is_blank
from grader.notebooks.cells import Cell
from grader.notebooks.definitions import Definitions, find_definitions


def read(*cells: str) -> Definitions:
    from IPython.core.inputtransformer2 import TransformerManager

    numbered = [Cell(number, source) for number, source in enumerate(cells, start=1)]
    return find_definitions(numbered, TransformerManager().transform_cell)


def needed(names: set[str], *cells: str) -> list[str]:
    return [statement.text.strip() for statement in read(*cells).needed_for(names)]


def test_only_what_a_function_needs_is_chosen() -> None:
    cells = ("import numpy as np\nimport tensorflow", "k = 3", "def f(x):\n    return np.dot(x, k)", "model = train()")
    assert needed({"f"}, *cells) == ["import numpy as np", "k = 3", "def f(x):\n    return np.dot(x, k)"]


def test_local_names_are_not_taken_for_globals() -> None:
    assert needed({"f"}, "X = load()", "def f(X):\n    m = X\n    return m", "m = slow()") == [
        "def f(X):\n    m = X\n    return m"
    ]


def test_names_that_a_function_asks_the_namespace_for_are_needed() -> None:
    assert len(needed({"f"}, "X = 1", "def f(X):\n    return globals().get('X', X)")) == 2


def test_names_used_by_helpers_and_inner_functions_are_followed() -> None:
    cells = ("k = 1", "def g():\n    return lambda: k", "def f():\n    return g()")
    assert len(needed({"f"}, *cells)) == 3


def test_star_imports_are_always_run() -> None:
    assert "from testCases import *" in needed({"f"}, "from testCases import *", "def f(): return helper()")


def test_changes_of_a_needed_value_are_run() -> None:
    assert needed({"f"}, "d = {}", "d['a'] = 1", "def f(): return d") == ["d = {}", "d['a'] = 1", "def f(): return d"]


def test_magics_and_shell_lines_do_not_hide_the_rest_of_a_cell() -> None:
    found = read("%matplotlib inline\n!ls\nimport os\nx = !pwd\ndef f(): pass", "%%time\ndef g(): pass", "%%bash\necho")
    assert set(found.functions) == {"f", "g"}
    assert not found.read.errors


def test_a_cell_that_is_not_python_costs_only_its_own_functions() -> None:
    found = read("# GRADED FUNCTION: f\ndef f(:\n    pass", "def g(): pass")
    assert set(found.functions) == {"g"}
    assert [(error.cell, error.line, error.names) for error in found.read.errors] == [(1, 2, ("f",))]


def test_the_last_definition_counts() -> None:
    found = read("def f(): return 1", "def f(): return 2")
    assert found.functions["f"].source == "def f(): return 2"
    assert found.defined == [(1, "f"), (2, "f")]


@pytest.mark.parametrize(
    "text", ["x = " + "(" * 5000, "\0", "def f():\n" + " " * 200 + "x" * 10**5, "-" * 100_000 + "1"]
)
def test_hostile_text_is_an_error_of_its_cell(text: str) -> None:
    assert "g" in read(text, "def g(): pass").functions


START, END = "### START CODE HERE ###", "### END CODE HERE ###"


@pytest.mark.parametrize(
    "body",
    [
        f"    {START}\n    Z = None\n    {END}\n    return Z",
        "    # YOUR CODE STARTS HERE\n    a, b = None, None\n    # YOUR CODE ENDS HERE\n    return a",
        f"    for l in range(3):\n        {START}\n        d[l] = None\n        {END}",
        f"    {START}\n    {END}\n    return 1",
        '    """Words."""\n    pass',
        "    raise NotImplementedError",
    ],
)
def test_stubs_are_blank(body: str) -> None:
    assert is_blank(f"def f(x):\n{body}\n")


@pytest.mark.parametrize(
    "body",
    [
        f"    {START}\n    Z = None\n    A = x\n    {END}\n    return Z",
        f"    {START}\n    if x:\n        Z = 1\n    {END}",
        "    return x",
        "    y = None\n    return x",
    ],
)
def test_attempts_are_not_blank(body: str) -> None:
    assert not is_blank(f"def f(x):\n{body}\n")


def test_variables_from_outside_are_named_but_not_constants_types_and_helpers() -> None:
    cells = (
        "import numpy as np\nRATE = 1\nm = 3\nArray = np.ndarray",
        "def helper(): pass",
        "def f(x: Array, L=2):\n    k = m\n    return helper(np.sum(x) * RATE * k * L)",
    )
    assert read(*cells).functions["f"].variables == ("m",)


def test_a_result_does_not_take_the_place_of_its_function() -> None:
    cells = ("def model(x):\n    return x", "model = model(3)", "L1 = 2")
    assert needed({"model"}, *cells) == ["def model(x):\n    return x"]


def test_lines_keep_their_numbers_when_a_cell_is_mended_or_cut() -> None:
    found = read("\n\n%time\n\nif True:\n    # nothing\ndef f():\n    pass\n\ndef g(:\n    pass\ndef h(): pass")
    assert {name: function.line for name, function in found.functions.items()} == {"f": 7, "h": 12}
    assert [(error.line, error.names) for error in found.read.errors] == [(10, ("g",))]
    assert found.read.mended == [(1, "a block without a line", 5)]
