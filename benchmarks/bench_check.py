"""How long `check(function)` takes in a notebook, for right functions and for every known mistake.

    python benchmarks/bench_check.py [--rounds 5]

Prints milliseconds: of the function alone on the visible cases, of a whole check with its card, and the slowest checks.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from grader.course.course import Course  # noqa: E402
from grader.notebooks.definitions import find_definitions  # noqa: E402
from grader.selfcheck import checker as check_module  # noqa: E402
from grader.selfcheck.calling import ask  # noqa: E402
from grader.selfcheck.checker import Checker  # noqa: E402

COURSE = Course(ROOT)


def solution(name: str) -> tuple[SimpleNamespace, dict[str, str]]:
    """The functions of a solution, and their texts."""
    definitions = find_definitions(COURSE.assignment(name).solution.cells, str)
    space: dict[str, object] = {"__name__": name}
    texts = {function: definitions.functions[function].source for function in COURSE.assignment(name).functions}
    for statement in definitions.needed_for(texts):
        with contextlib.suppress(SyntaxError):
            exec(statement.text, space)
    return SimpleNamespace(**space), texts


def subjects(name: str) -> Iterator[tuple[str, str, Callable[..., object]]]:
    """(function, "right" or the mistake's name, the function itself)."""
    space, texts = solution(name)
    for exercise in COURSE.assignment(name).exercises:
        yield exercise.name, "right", getattr(space, exercise.name)
        for mistake in exercise.mistakes:
            own = dict(vars(space))
            exec(mistake.variant(texts[exercise.name]), own)
            yield exercise.name, mistake.name, own[exercise.name]


def milliseconds(deed: Callable[[], object], rounds: int) -> float:
    """The median of some rounds, after one that is not counted."""
    times = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        deed()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times[1:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    warnings.simplefilter("ignore")
    check_module.show = lambda card: None
    rows: list[tuple[float, float, str]] = []
    for name in COURSE.names:
        check = Checker(name, course=ROOT)
        for function, kind, deed in subjects(name):
            keys = check._examination.keys()[function]
            with contextlib.redirect_stdout(io.StringIO()):
                alone = milliseconds(lambda deed=deed, keys=keys: [ask(deed, key) for key in keys], rounds)
                whole = milliseconds(lambda deed=deed, check=check: check(deed), rounds)
            rows.append((whole, alone, f"{name}.{function}, {kind}"))
    for title, kept in (
        ("right", [row for row in rows if row[2].endswith(", right")]),
        ("wrong", [row for row in rows if not row[2].endswith(", right")]),
    ):
        whole = sorted(row[0] for row in kept)
        over = statistics.median(row[0] - row[1] for row in kept)
        print(
            f"{title}: {len(kept)} checks, median {statistics.median(whole):.1f} ms, p95 "
            f"{whole[int(0.95 * len(whole))]:.1f} ms, of which {over:.1f} ms are not the function's own"
        )
    print("slowest:")
    for whole, alone, label in sorted(rows, reverse=True)[:8]:
        print(f"  {whole:6.1f} ms ({alone:6.1f} the function's own)  {label}")
    print(f"{sum(row[0] > 50 for row in rows)} of {len(rows)} checks take more than 50 ms")


if __name__ == "__main__":
    main()
