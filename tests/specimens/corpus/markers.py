"""Markers of all kinds: what was worked on, and what was not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.specimens.corpus.functions import unmarked
from tests.specimens.corpus.specimen import (
    FUNCTIONS,
    IMPORTS,
    NAMES,
    Specimen,
    filled,
    not_attempted,
    notebook,
    right,
    stub,
)

BLANK = not_attempted(*NAMES)
KINDS = {
    "of 2021": ("# YOUR CODE STARTS HERE", "# YOUR CODE ENDS HERE"),
    "in capitals": ("# CODE_START", "# CODE_END"),
    "in Spanish": ("### EMPIEZA EL CÓDIGO AQUÍ ### (≈ 1 línea)", "### TERMINA EL CÓDIGO AQUÍ ###"),
    "in Chinese": ("### 在这里开始写代码 ### (≈ 1 行)", "### 代码到此结束 ###"),
    "in Russian": ("### НАЧАЛО КОДА ###", "### КОНЕЦ КОДА ###"),
    "of nbgrader": ("### BEGIN SOLUTION", "### END SOLUTION"),
}


def specimens() -> Iterator[Specimen]:
    stubs = {name: stub(name) for name in NAMES}
    for kind, markers in KINDS.items():
        yield Specimen(f"markers {kind}", all_cells(remarked(text, markers) for text in FUNCTIONS.values()))
        yield Specimen(
            f"blank, markers {kind}", all_cells(remarked(text, markers) for text in stubs.values()), but=BLANK
        )
    yield Specimen("blank", all_cells(stubs.values()), but=BLANK)
    yield Specimen("blank, no markers", all_cells(map(unmarked, stubs.values())), but=BLANK)
    yield Specimen("blank, `pass` everywhere", all_cells(f"def {n}(*x):\n    pass" for n in NAMES), but=BLANK)
    yield Specimen("blank, nothing between the markers", all_cells(map(emptied, FUNCTIONS.values())), but=BLANK)
    comments = [re.sub(r"^( *).* = None$", r"\1# your line", text, flags=re.MULTILINE) for text in stubs.values()]
    yield Specimen("blank, and not Python", all_cells(comments), but=BLANK)
    half = filled("linear_backward", "db = 1 / m * np.sum(dZ, axis=1, keepdims=True)", "db = None")
    yield Specimen("half a function", right(linear_backward=half), but={"linear_backward": "crashed"})
    extra = filled(
        "compute_cost",
        "    cost = np.squeeze",
        "    ### START CODE HERE ###\n    ### END CODE HERE ###\n    cost = np.squeeze",
    )
    yield Specimen("an extra empty pair", right(compute_cost=extra))
    yield Specimen("all pairs empty, the code outside", all_cells(map(moved_out, FUNCTIONS.values())))
    nothing = [remarked(emptied(text), KINDS["of 2021"]) for text in FUNCTIONS.values()]
    trains = "AL = caches = np.ones(int(1e9)) / 0\nparameters = [AL for i in range(10**9)]"
    yield Specimen("blank, a later cell gives what stubs return", notebook([IMPORTS, *nothing, trains]), but=BLANK)
    wrong = {**FUNCTIONS, "linear_forward": filled("linear_forward", "+ b", "- b")}
    yield Specimen("a wrong answer outside", all_cells(map(moved_out, wrong.values())), but={"linear_forward": "wrong"})
    lost_end = FUNCTIONS["compute_cost"].replace("    ### END CODE HERE ###\n", "")
    yield Specimen("a marker that was deleted", right(compute_cost=lost_end))


def all_cells(texts: Iterator[str] | object) -> bytes:
    return notebook([IMPORTS, *texts])  # type: ignore[misc]


def remarked(text: str, markers: tuple[str, str]) -> str:
    start, end = markers
    text = re.sub(r"### START CODE HERE ###[^\n]*", lambda match: start, text)
    return text.replace("### END CODE HERE ###", end)


def emptied(text: str) -> str:
    """Nothing between the markers, as in the edition of 2021."""
    lines, inside = [], False
    for line in text.splitlines():
        inside = inside and "END CODE HERE" not in line
        if not inside:
            lines.append(line)
        inside = inside or "START CODE HERE" in line
    return "\n".join(lines) + "\n"


def moved_out(text: str) -> str:
    """Both markers before the code."""
    text = re.sub(r"^ *### END CODE HERE ###\n", "", text, flags=re.MULTILINE)
    return re.sub(r"^( *)(### START CODE HERE ###)[^\n]*", r"\1\2\n\1### END CODE HERE ###", text, flags=re.MULTILINE)
