"""How fair grading is: `python benchmarks/fairness.py [--kind right] [--only WORD] [--seed 7]`.

Grades a class of strangers, whose answers and the truth about them stand in `tests/specimens/strangers/`, and prints
how many right answers kept their points, wrong ones lost theirs, classic errors were named, and layouts of whole
notebooks were read; each failure with what was said. docs/fairness.md has the figures.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.specimens.strangers.judge import KINDS, KNOWN, Class, Verdict, name_of


def strike(verdicts: list[Verdict]) -> None:
    """Leave in the list what has just failed again, and what was not graded now; nothing is added."""
    graded, failed = {verdict.name for verdict in verdicts}, {line for verdict in verdicts for line in verdict.lines}
    kept = [line for line in KNOWN.read_text("utf-8").splitlines() if line in failed or name_of(line) not in graded]
    KNOWN.write_text("".join(f"{line}\n" for line in kept), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kind", choices=KINDS, action="append", help="grade this kind alone; may be said again")
    parser.add_argument("--only", default="", metavar="WORD", help="grade those alone whose name holds this")
    parser.add_argument("--seed", type=int, default=7, help="draws the held-out cases")
    parser.add_argument("--strike", action="store_true", help="strike from known.txt what does not fail any more")
    options = parser.parse_args()
    begin = time.process_time(), time.perf_counter()
    with Class(seed=options.seed) as graded:
        for kind in options.kind or KINDS:
            verdicts = graded.verdicts(kind, only=options.only)
            for verdict in verdicts:
                for fault in verdict.faults:
                    print(f"  {fault.what}: {verdict.name}\n      {fault.said}")
            print(f"{kind}\n{graded.summary(kind, verdicts)}", flush=True)
            if options.strike:
                strike(verdicts)
    print(
        f"{time.perf_counter() - begin[1]:.0f} s, of which {time.process_time() - begin[0]:.0f} s of the parent's own"
    )


if __name__ == "__main__":
    main()
