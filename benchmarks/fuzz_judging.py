"""Judges and renders values of all kinds: `python benchmarks/fuzz_judging.py [--seconds 60] [--seed 0]`.

Each try answers all published questions on one function of the course, by one of its contracts, with values that are
nearly right or anything at all, and takes them the whole way: over the wire, through every judge, in both languages,
out of every renderer. An exception, a warning, a text without end, or a verdict that another definition of equality
does not share is a finding.
"""

import argparse
import sys
import time
import traceback
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.test_judging import answered
from tests.fuzz.through import everything_asked, take_through

ROUND = 200


class Findings:
    """What was tried, and what was found, by the place it was found at."""

    def __init__(self):
        self.tries = 0
        self.slowest = 0.0
        self.found = {}

    def attempt(self, asked, answers):
        self.tries += 1
        start = time.perf_counter()
        try:
            take_through(asked, answers)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            place = traceback.extract_tb(error.__traceback__)[-1]
            key = f"{type(error).__name__} at {place.filename}:{place.lineno}"
            self.found.setdefault(key, f"{asked.name}: {str(error)[:300]}\n    answers {ascii(answers)[:600]}")
        self.slowest = max(self.slowest, time.perf_counter() - start)


def fuzz(seconds, number):
    """Tries and findings of so many seconds."""
    findings = Findings()
    end = time.perf_counter() + seconds
    every = everything_asked()
    while time.perf_counter() < end:

        @seed(number)
        @settings(
            max_examples=ROUND,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(data=st.data())
        def one_round(data):
            asked = data.draw(st.sampled_from(every))
            answers = data.draw(answered(asked))
            if time.perf_counter() < end:
                findings.attempt(asked, answers)

        one_round()
        number += 1
    return findings


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    warnings.simplefilter("error")
    findings = fuzz(options.seconds, options.seed)
    for place, example in findings.found.items():
        print(f"{place}\n    {example}")
    print(
        f"{findings.tries:,} tries in {options.seconds:.0f} s: {len(findings.found)} findings; "
        f"the slowest took {findings.slowest * 1000:.0f} ms"
    )
    return 1 if findings.found else 0


if __name__ == "__main__":
    sys.exit(main())
