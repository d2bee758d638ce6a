"""The words of the box: how strong it is, how a worker ended, and the error for what a machine doesn't
give."""

import enum
import os
import sys
from dataclasses import dataclass
from pathlib import Path

BOX_FAILED = 125


class BoxError(Exception):
    """The box can't be had as asked for: a fault of the machine or of the call, never of a student."""


class Level(enum.Enum):
    """How strong a box is; listed strongest first."""

    NAMESPACES = "namespaces"
    LANDLOCK = "landlock"
    LIMITS = "limits"

    def is_at_least(self, other: "Level") -> bool:
        """Whether this level promises all that `other` does."""
        order = list(Level)
        return order.index(self) <= order.index(other)


@dataclass(frozen=True)
class Ended:
    """How a worker ended: with an exit code, by a signal, or (neither) because its box could not be built."""

    code: int | None = None
    signal: int | None = None

    @classmethod
    def from_status(cls, status: int) -> "Ended":
        """Read what `os.waitpid` gave the zygote for a guard; exit codes above 124 arrive as 124."""
        if os.WIFSIGNALED(status):
            return cls(signal=os.WTERMSIG(status))
        code = os.WEXITSTATUS(status)
        if code > 128:
            return cls(signal=code - 128)
        return cls() if code == BOX_FAILED else cls(code=code)


def environment(*, threads: int = 2) -> dict[str, str]:
    """All environment variables the zygote is to be started with: what it was started with stays readable in
    /proc."""
    count = str(threads)
    return {
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin")),
        "HOME": "/private/home",
        "TMPDIR": "/private/tmp",
        "USER": "student",
        "LANG": "C.UTF-8",
        "MPLBACKEND": "Agg",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_NUM_THREADS": count,
        "OPENBLAS_NUM_THREADS": count,
        "MKL_NUM_THREADS": count,
        # Arenas are address space, which is what the memory limit counts.
        "MALLOC_ARENA_MAX": "2",
        "HDF5_USE_FILE_LOCKING": "BEST_EFFORT",
        # `!pip install x` fails at once instead of trying five times.
        "PIP_RETRIES": "0",
        "PIP_NO_INPUT": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
