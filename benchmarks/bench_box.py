"""What a box costs: `python benchmarks/bench_box.py [ROUNDS]`, on each level that this machine gives.

Times are what the grader waits for: from its request to the zygote until the worker's first word.
"""

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from grader.sandbox import box
from tests.sandbox.boxes import Zygote

WORKER = "import time; reply('in'); time.sleep(20)"


def spread(times):
    """Median, tenth and ninetieth percentile and maximum, in milliseconds."""
    ordered = sorted(1000 * t for t in times)
    tenth, ninetieth = ordered[len(ordered) // 10], ordered[len(ordered) * 9 // 10]
    median = statistics.median(ordered)
    return f"{median:7.2f} ms median  {tenth:7.2f} p10  {ninetieth:7.2f} p90  {ordered[-1]:7.2f} max"


def timed(deed, times):
    start = time.perf_counter()
    value = deed()
    times.append(time.perf_counter() - start)
    return value


def measure(level, rounds):
    zygotes = []
    zygote = timed(lambda: Zygote(level), zygotes)
    rows = {
        "fork to first word": [],
        "look at it (rough)": [],
        "look at it (exact)": [],
        "kill until gone": [],
    }
    for _ in range(rounds):
        attack = timed(lambda: zygote.run(WORKER), rows["fork to first word"])
        attack.reply()
        timed(lambda held=attack.tree: held.glance(), rows["look at it (rough)"])
        timed(attack.tree.usage, rows["look at it (exact)"])
        timed(attack.kill, rows["kill until gone"])
        zygote.tidy()
    zygote.close()
    print(f"{level.value}: the zygote is ready after {zygotes[0]:.2f} s")
    for name, times in rows.items():
        print(f"  {name:20} {spread(times)}")


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    for candidate in box.Level:
        reason = box.why_not(candidate)
        if reason is None:
            measure(candidate, count)
        else:
            print(f"{candidate.value}: not on this machine: {reason}")
