"""How well copies are told from independent work, in classes that a program makes: docs/similarity.md has the figures.

python benchmarks/similarity.py --size 40 --seeds 50            # all 34 functions of the course: an hour
python benchmarks/similarity.py --size 40 --seeds 50 --eight    # the eight that have twelve wordings each
"""

from __future__ import annotations

import argparse
import collections
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from grader.course.course import Course
from grader.similarity.given import given_texts
from grader.similarity.pairs import THRESHOLD, pairs
from tests.similarity.classroom import course_pool, gradebook, klass, pool, with_copies

UNSEEN = -4.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=40)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--eight", action="store_true")
    options = parser.parse_args()
    templates = pool() if options.eight else course_pool()
    given = given_texts(Course(Path(__file__).parents[1]))
    alone, others = [], []
    bits: dict[str, list[float]] = collections.defaultdict(list)
    ranks: dict[str, list[int]] = collections.defaultdict(list)
    for seed in range(options.first, options.first + options.seeds):
        found = pairs(gradebook(klass(seed, options.size, templates)), UNSEEN, given=given)
        alone.append(max((pair.bits for pair in found), default=UNSEEN))
        students, told = with_copies(seed, options.size, templates)
        found = pairs(gradebook(students), UNSEEN, given=given)
        got = {
            frozenset((pair.left.student, pair.right.student)): (rank, pair.bits) for rank, pair in enumerate(found, 1)
        }
        others.append(max((value for pair, (_, value) in got.items() if pair not in told), default=UNSEEN))
        for pair, name in told.items():
            rank, value = got.get(pair, (len(found) + 1, UNSEEN))
            ranks[name].append(rank)
            bits[name].append(value)
    shown = sum(value >= THRESHOLD for value in alone)
    print(f"{len(alone)} classes of {options.size}, {len(templates)} functions; the threshold is {THRESHOLD:g} bits")
    print(
        f"nothing planted: {shown} classes show a pair; highest {max(alone):.1f}, median {statistics.median(alone):.1f}"
    )
    print(f"copies planted: highest other pair {max(others):.1f}")
    for name, values in bits.items():
        seen = sum(value >= THRESHOLD for value in values)
        span = f"{min(values):.0f} … {statistics.median(values):.0f} … {max(values):.0f}"
        print(f"{name:18} shown {seen}/{len(values)}  lowest rank {max(ranks[name])}  bits {span}")


if __name__ == "__main__":
    main()
