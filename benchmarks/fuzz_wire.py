"""Mutates frames at random and reads them: `python benchmarks/fuzz_wire.py [--frames 1000000] [--seed 0]`.

Whatever comes, reading gives a message or a WireError, and allocates no more than a bound. Says how many were which.
"""

import argparse
import random
import sys
import time
import tracemalloc
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np

from grader.answers.wire import PREFIX, WireError, pack, unpack

BOUND = 64 * 2**20
"""Bytes that reading one of these frames, of a few hundred bytes each, may take: one array too many would show."""
TOKENS = (
    b'{"array":', b'"shape":[', b'"data":', b'{"dict":[[', b'{"tuple":[', b'{"number":"',
    b'{"complex":[', b'{"scalar":', b'{"opaque":', b'"<f8"', b'"<U9"', b'"|O"', b'"|V8"', b'"<U0"', b"]]}",
    b"[[[[[[[[", b"1e999", b"-1",
    b"NaN", b"null",
    b"9" * 400, b"1099511627775", b"\\ud800", b"\xff\xfe", b"\x00",
)  # fmt: skip
MESSAGES = (
    {"id": "x", "value": [np.eye(3), ("a", 1.5), {"k": None, 2: True}]},
    {"id": "x", "value": (np.arange(5), np.array(["ab", "c"]), np.float32(2), 1j, float("nan"), 2**70)},
    {"id": "x", "error": {"type": "ValueError", "message": "m", "cell": 3, "line": 1, "memory": False}},
    {"id": "x", "value": {f"W{n}": np.zeros((n, 2)) for n in range(4)}},
)


def split(frame):
    """Header and payload."""
    size = PREFIX.unpack(frame[: PREFIX.size])[1]
    return frame[PREFIX.size : PREFIX.size + size], frame[PREFIX.size + size :]


def mutated(parts, draw):
    """Header and payload with one to four mutations, most of them in the header."""
    header, payload = map(bytearray, parts)
    for _ in range(draw.randint(1, 4)):
        target = header if draw.random() < 0.85 else payload
        place = draw.randrange(len(target) + 1)
        match draw.randrange(5):
            case 0 if place < len(target):
                target[place] ^= 1 << draw.randrange(8)
            case 1:
                del target[place : place + draw.randint(1, 8)]
            case 2:
                target[place:place] = draw.choice(TOKENS)
            case 3:
                end = place + draw.randint(1, 40)
                target[place:place] = target[place:end]
            case _:
                target[place : place + 4] = draw.randbytes(4)
    return header, payload


def fuzz(frames, seed, *, measure=True):
    """How many frames were read and refused, and the most bytes that reading one allocated."""
    draw = random.Random(seed)
    origins = [split(pack(message)) for message in MESSAGES]
    read = peak = 0
    if measure:
        tracemalloc.start()
    for _ in range(frames):
        header, payload = mutated(draw.choice(origins), draw)
        if measure:
            tracemalloc.reset_peak()
        try:
            unpack(header, payload)
            read += 1
        except WireError:
            pass
        if measure:
            peak = max(peak, tracemalloc.get_traced_memory()[1])
    if measure:
        tracemalloc.stop()
    return read, frames - read, peak


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--frames", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    start = time.perf_counter()
    read, refused, peak = fuzz(options.frames, options.seed)
    seconds = time.perf_counter() - start
    print(
        f"{options.frames:,} frames in {seconds:.0f} s: {read:,} read, {refused:,} refused, peak {peak / 2**20:.1f} MB"
    )
    return 1 if peak > BOUND else 0


if __name__ == "__main__":
    sys.exit(main())
