"""Makes the sample submissions from the course's own notebooks, so that they stay in step with it.

    python submissions/make_samples.py

Each student is named for what the sample shows.
"""

import json
from pathlib import Path

HERE = Path(__file__).parent
COURSE = HERE.parent


def notebook(folder: str, name: str) -> dict:
    (path,) = (COURSE / folder).glob(f"*_{name}.ipynb")
    return json.loads(path.read_text(encoding="utf-8"))


def replaced(document: dict, pieces: dict[str, str]) -> dict:
    """A copy of a notebook with pieces of its code replaced."""
    cells = [dict(cell, source="".join(cell["source"])) for cell in document["cells"]]
    for old, new in pieces.items():
        holding = [cell for cell in cells if cell["cell_type"] == "code" and old in cell["source"]]
        if not holding:
            raise SystemExit(f"{old!r} stands nowhere in the notebook, so this sample would show nothing")
        for cell in holding:
            cell["source"] = cell["source"].replace(old, new)
    return {**document, "cells": cells}


def half_done(solved: dict, blank: dict) -> dict:
    """The first half of the graded cells solved, the rest as released."""
    graded = [i for i, cell in enumerate(solved["cells"]) if "# GRADED FUNCTION" in "".join(cell["source"])]
    done = set(graded[: len(graded) // 2])
    cells = [solved["cells"][i] if i in done else cell for i, cell in enumerate(blank["cells"])]
    return {**blank, "cells": cells}


CLASSIC_ERRORS = {
    "dnn_step_by_step": {
        "Z = W @ A + b": "Z = W @ A",
        "db = np.sum(dZ, axis=1, keepdims=True) / m": "db = np.sum(dZ, axis=1, keepdims=True)",
        "current_cache = caches[l]\n": "current_cache = caches[L - 2 - l]\n",
    },
    "logistic_regression": {
        "dw = X @ (A - Y).T / m": "dw = X @ (A - Y).T",
        "(A > 0.5)": "(A >= 0.5)",
    },
}
BROKEN_CELLS = {
    "dnn_step_by_step": {"cost = -np.": "cost = - = np."},
    "python_basics": {"s = sigmoid(x)\n": "s = sigmoid(x\n"},
}


def samples() -> dict[str, dict]:
    """The samples, by their path below this folder."""
    names = [path.stem.split("_", 1)[1] for path in sorted((COURSE / "solutions").glob("[0-9]_*.ipynb"))]
    solved = {name: notebook("solutions", name) for name in names}
    blank = {name: notebook("assignments", name) for name in names}
    found = {f"ada_all_right/{name}.ipynb": solved[name] for name in names}
    found |= {f"ben_half_done/{name}.ipynb": half_done(solved[name], blank[name]) for name in names[2:4]}
    found |= {f"chi_classic_errors/{name}.ipynb": replaced(solved[name], e) for name, e in CLASSIC_ERRORS.items()}
    found |= {f"dora_broken_cell/{name}.ipynb": replaced(solved[name], e) for name, e in BROKEN_CELLS.items()}
    found |= {f"eli_blank/{name}.ipynb": blank[name] for name in names[3:]}
    return found


def main() -> None:
    for path, document in samples().items():
        (HERE / path).parent.mkdir(exist_ok=True)
        (HERE / path).write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
