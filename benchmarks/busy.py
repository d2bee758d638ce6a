"""Run a command on a machine that is doing something else as well: `python benchmarks/busy.py -- make test`.

Beside it run loops that never end, one of which fills a gigabyte of memory over and over. The exit code is the
command's. `--times 3` runs it until it fails, three times at most: a test that is green on an idle machine only is
found that way.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import subprocess
import sys
import time

PAGE = 4096


def loop() -> None:
    while True:
        pass


def churn(size: int) -> None:
    """Touch every page of that much memory, give it back, and begin again."""
    while True:
        held = bytearray(size)
        held[::PAGE] = b"x" * len(range(0, size, PAGE))
        del held


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--loops", type=int, default=4, help="loops that never end (4)")
    parser.add_argument("--memory", type=int, default=1024, help="MB that are filled over and over (1024)")
    parser.add_argument("--times", type=int, default=1, help="how often the command is run while it succeeds (1)")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    beside = [multiprocessing.Process(target=loop, daemon=True) for _ in range(options.loops)]
    if options.memory:
        beside.append(multiprocessing.Process(target=churn, args=(options.memory * 2**20,), daemon=True))
    for process in beside:
        process.start()
    try:
        for number in range(1, options.times + 1):
            start, load = time.monotonic(), os.getloadavg()[0]
            code = subprocess.run(options.command, check=False).returncode
            seconds = time.monotonic() - start
            print(f"run {number}: exit code {code} after {seconds:.0f} s, load {load:.1f}", file=sys.stderr)
            if code:
                return code
    finally:
        for process in beside:
            process.kill()
    return 0


if __name__ == "__main__":
    sys.exit(main())
