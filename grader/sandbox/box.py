"""The box, as the rest of the grader sees it.

    grader ── launcher ── zygote ── guard ── worker ── whatever the student starts
                 (1)        (2)      (3)      (4)

On the namespaces level (1) only waits for (2), which is PID 1 of a pid namespace, so that its death ends all
workers; (3) is PID 1 of the worker's own. On the others (1) and (2) are one process. The guard reaps orphans,
ends with the worker and says how it ended. Student code runs in (4) only, but (3) carries the same filter and
limits.

The zygote calls `confine_zygote` and then `fork_worker` for each submission. The grader asks
`available_levels`, starts the zygote with `environment()`, and holds each worker as a `Tree`, with a `Watch` on it and
in a `Cage` where the kernel gives one.
"""

import functools
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from grader.sandbox.cgroup import Cages
from grader.sandbox.inner import fork_worker
from grader.sandbox.levels import BoxError, Ended, Level, environment
from grader.sandbox.limits import Rlimits
from grader.sandbox.outer import confine_zygote
from grader.sandbox.private import make_private, remove_private
from grader.sandbox.root import PRIVATE
from grader.sandbox.tree import Tree, kill_descendants
from grader.sandbox.watch import Excess, Watch

__all__ = [
    "PRIVATE",
    "BoxError",
    "Cages",
    "Ended",
    "Excess",
    "Level",
    "Rlimits",
    "Tree",
    "Watch",
    "available_levels",
    "confine_zygote",
    "environment",
    "fork_worker",
    "kill_descendants",
    "make_private",
    "remove_private",
    "why_not",
]

_WORKS = b"a boxed worker answered"


def available_levels() -> tuple[Level, ...]:
    """The levels that this machine gives this user, strongest first; each was tried."""
    return tuple(level for level in Level if why_not(level) is None)


@functools.cache
def why_not(level: Level) -> str | None:
    """None if a worker really ran on `level`; else the reason in one line. Never raises. Some 0.1 s, once."""
    if os.name != "posix":
        return "this system can't fork"
    try:
        folder = make_private(Path(tempfile.gettempdir()))
        try:
            return _try(level, folder)
        finally:
            remove_private(folder)
    except (OSError, subprocess.SubprocessError) as error:
        return f"{type(error).__name__}: {error}"


def _try(level: Level, folder: Path) -> str | None:
    place = make_private(folder)
    code = f"import sys; sys.path.insert(0, {str(Path(__file__).parents[2])!r}); "
    code += f"from grader.sandbox import box; box._run_trial({level.value!r}, {str(folder)!r}, {str(place)!r})"
    done = subprocess.run(
        [sys.executable, "-s", "-S", "-c", code],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment(),
        timeout=20,
        check=False,
    )
    if done.returncode == 0 and done.stdout == _WORKS:
        return None
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return (
        said[-1].removeprefix("grader.sandbox.levels.BoxError: ")
        if said
        else f"the trial ended with code {done.returncode}"
    )


def _run_trial(level_name: str, folder: str, place: str) -> None:
    level = Level(level_name)
    own = None if level is Level.NAMESPACES else Path(place)
    confine_zygote(level, private=Path(folder))
    pid = fork_worker(level, Rlimits(), keep_fds=(1, 2), main=lambda: os.write(1, _WORKS), private=own)
    _, status = os.waitpid(pid, 0)
    sys.exit(0 if Ended.from_status(status) == Ended(code=0) else 1)
