"""What a worker costs the grader: `python benchmarks/bench_worker.py [ROUNDS]`, on each level that this machine gives.

Start-up is from `Zygote.worker()` to its first reply; a round trip is one question with its answer, both small.
The targets are 20 ms and 0.3 ms, as medians.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np

from benchmarks.bench_box import spread, timed
from grader.sandbox import box
from grader.workers.pool import Limits, Zygote

CELLS = [(1, "import numpy as np"), (2, "def double(x):\n    return 2 * x")]


def question(argument):
    return {"function": "double", "arguments": [argument], "seed": 1, "inputs": False}


def measure(level, rounds):
    starts, ends = [], []
    trips = {"a float": 1.5, "a 4×3 array": np.ones((4, 3)), "a 64×64 array": np.ones((64, 64))}
    times = {name: [] for name in trips}
    with Zygote(Limits(), level=level) as zygote:
        for _ in range(rounds):
            worker = timed(lambda: started(zygote), starts)
            timed(worker.close, ends)
        worker = started(zygote)
        for answer in worker.stream("load", names=["double"], skip=[], modules={}):
            if answer.get("loaded"):
                break
        for name, argument in trips.items():
            asked = [question(argument)]
            for _ in range(20 * rounds):
                timed(lambda q=asked: list(worker.answers(q, dict, dict)), times[name])
        worker.close()
    print(level.value)
    print(f"  {'start to first reply':20} {spread(starts)}")
    print(f"  {'end':20} {spread(ends)}")
    for name, taken in times.items():
        print(f"  {name:20} {spread(taken)}")


def started(zygote):
    worker = zygote.worker()
    worker.call("survey", cells=CELLS)
    return worker


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    for candidate in box.Level:
        reason = box.why_not(candidate)
        if reason is None:
            measure(candidate, count)
        else:
            print(f"{candidate.value}: not on this machine: {reason}")
