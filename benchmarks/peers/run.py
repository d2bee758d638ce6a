"""Our grader beside others: `python benchmarks/peers/run.py [--rounds 5] [--notebooks 20] [--plot speed.png]`.

The others are installed from the package index, each into an environment of its own; the course that they are given is
derived from ours. All are run in turn, round for round, so that a machine whose speed drifts treats them alike. Nothing
is set for any of them that its documentation does not say first.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import platformdirs

from benchmarks.peers.course import PeerCourse
from benchmarks.peers.graders import GRADERS, ROOT, Grader, install, version
from benchmarks.peers.measure import Taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--notebooks", type=int, default=20, help="how many are handed in; a fifth has a wrong function"
    )
    parser.add_argument("--many", type=int, default=200, help="how many our grader is given as well (200); 0: none")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="not all of: ours, nbgrader, otter-grader, nbclient")
    parser.add_argument(
        "--environments", type=Path, default=platformdirs.user_cache_path("neural-course-kit") / "peers",
        help="where the others are installed, once (the user's cache folder)",
    )  # fmt: skip
    parser.add_argument("--plot", type=Path, help="a picture of the table")
    parser.add_argument("--keep", type=Path, help="a JSON file for every single figure")
    options = parser.parse_args()
    chosen = [item for item in GRADERS if not options.only or item.name in options.only]
    with tempfile.TemporaryDirectory() as temporary:
        rows = measured(chosen, options, Path(temporary))
    print(table(rows))
    if options.keep:
        figures = {name: [vars(taken) for taken in takes] for name, (_, takes) in rows.items()}
        options.keep.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    if options.plot:
        plot(rows, options.plot)


Rows = dict[str, tuple[int, list[Taken]]]
"""For each row of the table how many notebooks were graded, and what each round took."""


def measured(chosen: Sequence[Grader], options: argparse.Namespace, folder: Path) -> Rows:
    rows: Rows = {}
    jobs = []
    for grader in chosen:
        environment = install(grader.package, options.environments) if grader.package else Path()
        name = f"{grader.name} {version(grader.package, environment)}" if grader.package else grader.name
        jobs.append((name, grader, environment, options.notebooks))
        if grader.name == "ours" and options.many:
            jobs.append((f"ours, {options.many}", grader, environment, options.many))
    for name, grader, environment, count in jobs:
        place = folder / name.replace(" ", "-")
        place.mkdir()
        grader.lay_out(PeerCourse(ROOT, count), place, environment)
        rows[name] = (count, [])
    for number in range(options.rounds):
        for name, grader, environment, count in jobs:
            place = folder / name.replace(" ", "-")
            rows[name][1].append(grader.run(place, environment))
            right = count - count // 5
            if grader.whole(place) != right:
                raise SystemExit(f"{name} found {grader.whole(place)} of {count} notebooks right, where {right} are.")
            print(f"round {number + 1}: {name}: {rows[name][1][-1]}", file=sys.stderr)
    return rows


def table(rows: Rows) -> str:
    lines = [
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; a submission, as the median"
        " (from least to most)",
        "",
        "| | notebooks | CPU, ms | wall, ms | peak PSS of all processes, MB |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name, (count, takes) in rows.items():
        cells = [
            spread([1000 * taken.cpu / count for taken in takes]),
            spread([1000 * taken.wall / count for taken in takes]),
            spread([taken.peak / 2**20 for taken in takes]),
        ]
        lines.append(f"| {name} | {count} | {' | '.join(cells)} |")
    return "\n".join(lines)


def spread(values: Sequence[float]) -> str:
    return f"{statistics.median(values):,.0f} ({min(values):,.0f} to {max(values):,.0f})"


def plot(rows: Rows, path: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    names = list(rows)[::-1]
    figure, axes = plt.subplots(1, 3, figsize=(10, 0.6 + 0.45 * len(names)), layout="constrained", sharey=True)
    pictured = {
        "CPU a submission, ms": lambda count, taken: 1000 * taken.cpu / count,
        "wall a submission, ms": lambda count, taken: 1000 * taken.wall / count,
        "peak PSS, MB": lambda count, taken: taken.peak / 2**20,
    }
    for ax, (title, value) in zip(axes, pictured.items(), strict=True):
        for place, name in enumerate(names):
            count, takes = rows[name]
            values = [value(count, taken) for taken in takes]
            middle = statistics.median(values)
            colour = "#2f6fb2" if name.startswith("ours") else "#8c8c8c"
            ax.barh(place, middle, color=colour, height=0.6)
            ax.plot([min(values), max(values)], [place, place], color="black", linewidth=1)
            ax.text(max(values), place, f" {middle:,.0f}", va="center", fontsize=8)
        ax.set_title(title, fontsize=9)
        ax.set_yticks(range(len(names)), names, fontsize=8)
        ax.tick_params(axis="x", labelsize=7)
        ax.margins(x=0.22)
        ax.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, dpi=150)


if __name__ == "__main__":
    main()
