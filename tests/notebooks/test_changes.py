"""What a statement changes is run for whoever needs it; nothing else is."""

from __future__ import annotations

import pytest

from tests.notebooks.test_definitions import needed, read

USES = "def f():\n    return d"


@pytest.mark.parametrize(
    "change",
    [
        "d.append(1)",
        "d.setdefault('a', 1)",
        "d['a'], other = 1, 2",
        "d[0].inner = 1",
        "del d[0]",
        "d += [1]",
        "first = d.pop()",
        "[d.append(i) for i in range(3)]",
        "list(map(d.append, (1, 2)))",
        "setattr(d, 'a', 1)",
        "np.copyto(d, 1)",
        "globals()['d'] = 1",
        "globals().update(d=1)",
        "try:\n    d['a'] = 1\nexcept KeyError:\n    pass",
        "for i, g in enumerate((min, max)):\n    d[i] = g",
        "for i in range(10):\n    d.append(make(i))",
        "for name in names:\n    d[name] = getattr(math, name)",
        "while (d := 0):\n    pass",
    ],
)
def test_what_changes_a_needed_value_is_run(change: str) -> None:
    assert change in needed({"f"}, "import math\nimport numpy as np\nd = []", change, USES)


@pytest.mark.parametrize(
    "cell",
    [
        "e.append(d)",
        "print(d)",
        "del d",
        "plt.plot(d)",
        "e = d.copy()",
        "for i in range(10**9):\n    d.append(train())",
        "for i in range(iterations):\n    d.append(train(i))",
        "while True:\n    d.append(1)",
        "for batch in batches:\n    d.append(train(batch))",
        "def later():\n    d.append(1)",
        "later = lambda: d.append(1)",
    ],
)
def test_what_only_reads_it_or_trains_is_not(cell: str) -> None:
    assert cell not in needed({"f"}, "import matplotlib.pyplot as plt\nd = []", cell, USES)


def test_a_call_that_registers_is_run_and_one_that_trains_is_not() -> None:
    cells = (
        "d = {}",
        "def keep(g):\n    d[1] = g",
        "def train(X):\n    d[2] = X",
        "keep(min)",
        "keep(train)",
        "train(X)",
    )
    run = needed({"f"}, *cells, USES)
    assert "keep(train)" in run
    assert "train(X)" not in run


def test_what_a_module_is_told_is_not_taken_for_a_change_of_it() -> None:
    cells = ("import numpy as np", "np.random.seed(1)", "np.seterr(all='raise')", "def f(x):\n    return np.exp(x)")
    assert needed({"f"}, *cells) == [cells[0], cells[3]]


def test_a_stub_needs_only_what_its_head_does() -> None:
    stub = "def g(x, k=K):\n    # YOUR CODE STARTS HERE\n\n    # YOUR CODE ENDS HERE\n    return s"
    assert needed({"f"}, "K = 1", "s = train()", stub, "def f():\n    return g(1)") == [
        "K = 1",
        stub,
        "def f():\n    return g(1)",
    ]


def test_a_name_that_may_be_a_function_is_remembered_and_data_is_not() -> None:
    found = read(
        "f = make()\ng, h = pair()\nx = [1]\ny = 3 * 4\nclass K: pass\nfor i in (min,): pass\nfrom math import pi"
    )
    assert set(found.bound) == {"f", "g", "h", "K", "i"}


def test_a_star_import_is_run_wherever_it_stands() -> None:
    text = "try:\n    from cases import *\nexcept ImportError:\n    pass"
    assert text in needed({"f"}, text, "def f(): return helper()")
