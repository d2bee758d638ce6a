"""Attacks this machine's own box, so that what it promises is seen to hold here; and says how to get a better one.

Every attack is a program that runs in a worker, as a submission does, and tells what it got hold of (`attacks`).
"""

from __future__ import annotations

import contextlib
import os
import struct
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.answers.answer import Answer, Lost, Raised, Returned
from grader.course.exercise import Case
from grader.course.questions import Question
from grader.notebooks.cells import Cell, Notebook
from grader.sandbox import box
from grader.sandbox.box import Level
from grader.workers.attacks import ATTACKS, HELD, LOCKED, PLANTED, Attack
from grader.workers.examinee import Examinee, Setting
from grader.workers.pool import Limits, Zygote

if sys.platform != "win32":
    import fcntl

LIMITS = Limits(seconds=2, patience=5, memory=2**29)

# What a machine has to change for a level that it does not give: a file that tells, what stands there, what to do.
REMEDIES: tuple[tuple[str, str, str], ...] = (
    (
        "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
        "1",
        "AppArmor keeps user namespaces from ordinary users: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
    ),
    (
        "/proc/sys/kernel/unprivileged_userns_clone",
        "0",
        "the kernel keeps user namespaces from ordinary users: sysctl -w kernel.unprivileged_userns_clone=1",
    ),
    (
        "/proc/sys/user/max_user_namespaces",
        "0",
        "no user namespace may be made: sysctl -w user.max_user_namespaces=10000",
    ),
)
IN_A_CONTAINER = (
    "this is a container: docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined "
    "--security-opt systempaths=unconfined"
)
NEEDS = {
    Level.NAMESPACES: "Linux 5.12 or newer with user namespaces",
    Level.LANDLOCK: "Linux 5.13 or newer (6.12 for all of it), booted with landlock among lsm=",
    Level.LIMITS: "Linux or macOS",
}


@dataclass(frozen=True)
class Attempt:
    """What became of one attack; `told` says it where it was not fended off."""

    attack: Attack
    held: bool
    told: str = ""


def examine(level: Level) -> Iterator[Attempt]:
    """Try every attack that a box on `level` promises to fend off, one after another.

    Raises SandboxError if this machine doesn't give that level.
    """
    with _planted() as secret, Zygote(LIMITS, level=level) as zygote:
        for attack in ATTACKS:
            if attack.not_on is None or not attack.not_on.is_at_least(level):
                secrets = (secret, f"/proc/{os.getpid()}/mem")
                attempts = [_try(attack, zygote, secrets=secrets) for _ in range(1 + attack.twice)]
                yield next((attempt for attempt in attempts if not attempt.held), attempts[0])


@contextlib.contextmanager
def _planted() -> Iterator[str]:
    """What the attacks look for: a variable, a lock, and a file, whose path it gives. Nothing of it stays."""
    os.environ[PLANTED] = "secret"
    try:
        with tempfile.NamedTemporaryFile(prefix="grader-doctor-") as secret, _locked():
            secret.write(b"an expected value")
            secret.flush()
            yield secret.name
    finally:
        del os.environ[PLANTED]


@contextlib.contextmanager
def _locked() -> Iterator[None]:
    """Hold a lock on a device; one of the open file, as others would be lost whenever this process closes it.

    It is one that others may hold as well: of two doctors at once each would else rely on the other's.
    """
    if sys.platform != "linux":
        yield  # and no level that promises anything about it
        return
    with Path("/dev/full").open("r+b", 0) as device:
        fcntl.fcntl(device, fcntl.F_OFD_SETLKW, struct.pack("hhqqi4x", fcntl.F_RDLCK, os.SEEK_SET, LOCKED, 1, 0))
        yield


def not_promised(level: Level) -> tuple[Attack, ...]:
    """The attacks that a level does not promise to fend off."""
    return tuple(attack for attack in ATTACKS if attack.not_on is not None and attack.not_on.is_at_least(level))


def remedies(level: Level) -> list[str]:
    """What could be changed on this machine so that it gives `level`."""
    if sys.platform != "linux":
        return [f"it needs {NEEDS[level]}: run the grader on Linux, in a virtual machine if need be"]
    found = [f"it needs {NEEDS[level]}; this is {os.uname().release}"]
    if level is Level.NAMESPACES:
        found += [advice for path, value, advice in REMEDIES if _first_line(path) == value]
        if any(Path(path).exists() for path in ("/.dockerenv", "/run/.containerenv")):
            found.append(IN_A_CONTAINER)
    elif level is Level.LANDLOCK and "landlock" not in _first_line("/sys/kernel/security/lsm"):
        found.append("landlock is not among the security modules: boot with lsm=landlock,... on the kernel's line")
    return found


def levels() -> list[tuple[Level, str | None]]:
    """Every level, strongest first, with the reason why this machine does not give it."""
    return [(level, box.why_not(level)) for level in Level]


def _try(attack: Attack, zygote: Zygote, *, secrets: tuple[str, ...]) -> Attempt:
    body = attack.body.replace("{secrets!r}", repr(secrets)).replace("{grader}", str(os.getpid()))
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    question = Question("attack", Case(attack.title, lambda rng: ()), (), seed=0)
    with Examinee(zygote, Notebook((Cell(1, f"def attack():\n{lines}"),))) as examinee:
        (answer,) = examinee.ask([question], Setting(["attack"]))
    return _attempt(attack, answer)


def _attempt(attack: Attack, answer: Answer) -> Attempt:
    if isinstance(answer, Returned):
        if attack.stopped is None and type(answer.value) is str and answer.value == HELD:
            return Attempt(attack, held=True)
        return Attempt(attack, held=False, told=str(answer.value)[:80])
    told = str(answer.message)[:80]
    if isinstance(answer, Raised | Lost) and answer.outcome is attack.stopped:
        return Attempt(attack, held=True)
    return Attempt(attack, held=False, told=told)


def _first_line(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError:
        return ""
