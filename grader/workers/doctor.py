"""Attacks this machine's own box, so that what it promises is seen to hold here; and says how to get a better one.

Every attack is a program that runs in a worker, as a submission does, and tells what it got hold of.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.answers.answer import Answer, Lost, Raised, Returned
from grader.course.exercise import Case
from grader.course.questions import Question
from grader.notebooks.cells import Cell, Notebook
from grader.results import Outcome
from grader.sandbox import box
from grader.sandbox.box import Level
from grader.workers.examinee import Examinee, Setting
from grader.workers.pool import Limits, Zygote

LIMITS = Limits(seconds=2, patience=5, memory=2**29)
HELD = "held"

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
class Attack:
    """One program, the promise that it tries, and the strongest level on which that is not promised.

    `body` is the body of a function; it returns "held" where the box held, and raises or is stopped where that is
    what the promise says (`stopped`). One that looks for traces runs `twice`.
    """

    title: str
    promise: str
    body: str
    stopped: Outcome | None = None
    twice: bool = False
    not_on: Level | None = None


@dataclass(frozen=True)
class Finding:
    """What became of one attack; `told` says it where it was not fended off."""

    attack: Attack
    held: bool
    told: str = ""


def _refused(deed: str) -> str:
    return f"try:\n    {deed}\nexcept (OSError, ValueError):\n    return 'held'\nreturn 'it worked'"


ATTACKS: tuple[Attack, ...] = (
    Attack(
        "read /etc/shadow and the accounts",
        "files of the machine are out of reach",
        "import os\nfor path in ('/etc/shadow', '/etc/passwd', '/etc/machine-id'):\n"
        "    try: text = open(path).read()\n    except OSError: continue\n"
        "    if text and 'student:x:1000' not in text: return path\nreturn 'held'",
        not_on=Level.LIMITS,
    ),
    Attack(
        "read the grader's own files and memory",
        "expected values and other submissions are out of reach",
        "for path in {secrets!r}:\n    try: return str(len(open(path, 'rb').read(9)))\n    except OSError: pass\n"
        "return 'held'",
        not_on=Level.LIMITS,
    ),
    Attack(
        "find a secret in the environment",
        "the environment is not inherited",
        "import os\nreturn 'held' if 'GRADER_DOCTOR' not in os.environ else 'found'",
    ),
    Attack(
        "write to site-packages",
        "Python and its packages are read-only",
        _refused("import numpy, os; open(os.path.join(os.path.dirname(numpy.__file__), 'left.py'), 'w')"),
        not_on=Level.LIMITS,
    ),
    Attack(
        "connect to the network",
        "the network is refused",
        "import socket\ntry: socket.create_connection(('127.0.0.1', 9), 1)\n"
        "except ConnectionRefusedError: return 'it was let through'\nexcept OSError: return 'held'\nreturn 'it worked'",
        not_on=Level.LIMITS,
    ),
    Attack(
        "open a Unix socket",
        "services of the machine are out of reach",
        _refused("import socket; socket.socket(socket.AF_UNIX).bind(chr(0) + 'grader-doctor')"),
        not_on=Level.LIMITS,
    ),
    Attack(
        "kill the grader",
        "other processes can't be signalled",
        "import os\ntry: os.kill({grader}, 0)\nexcept OSError: return 'held'\n"
        "return 'held' if os.getpid() < 9 else 'it worked'",
        not_on=Level.LIMITS,
    ),
    Attack(
        "make a namespace of its own",
        "the kernel's wider surface is filtered",
        "import ctypes\nlibc = ctypes.CDLL(None)\nreturn 'held' if libc.unshare(0x10000000) == -1 else 'it worked'",
        not_on=Level.LIMITS,
    ),
    Attack("loop for ever", "processor time is limited", "while True: pass", stopped=Outcome.TIMED_OUT),
    Attack(
        "take 30 GB at once", "memory is limited", "import numpy\nnumpy.ones(30 * 2**27)", stopped=Outcome.OUT_OF_MEMORY
    ),
    Attack(
        "take memory with four children",
        "memory is limited for all processes together",
        "import os, numpy, time\nfor _ in range(4):\n    if os.fork() == 0:\n"
        "        kept = [numpy.ones(2**18) for _ in range(200)]\n        time.sleep(60)\ntime.sleep(60)",
        stopped=Outcome.OUT_OF_MEMORY,
    ),
    Attack(
        "print a gigabyte",
        "output is limited",
        "for _ in range(1024): print('x' * 2**20)",
        stopped=Outcome.CRASHED,
    ),
    Attack("end the process", "a death costs one function", "import os\nos._exit(0)", stopped=Outcome.CRASHED),
    Attack(
        "find what the attack before left",
        "nothing of one worker reaches the next",
        "import os\nleft = os.path.exists('left') or hasattr(os, 'left')\nopen('left', 'w').close()\nos.left = True\n"
        "return 'it is there' if left else 'held'",
        twice=True,
    ),
)


def examine(zygote: Zygote) -> Iterator[Finding]:
    """Try every attack that the level of the zygote's box promises to fend off, one after another."""
    os.environ["GRADER_DOCTOR"] = "secret"
    with tempfile.NamedTemporaryFile(prefix="grader-doctor-") as secret:
        secret.write(b"an expected value")
        secret.flush()
        for attack in ATTACKS:
            if attack.not_on is None or not attack.not_on.is_at_least(zygote.level):
                secrets = (secret.name, f"/proc/{os.getpid()}/mem")
                findings = [_try(attack, zygote, secrets=secrets) for _ in range(1 + attack.twice)]
                yield next((finding for finding in findings if not finding.held), findings[0])


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


def _try(attack: Attack, zygote: Zygote, *, secrets: tuple[str, ...]) -> Finding:
    body = attack.body.replace("{secrets!r}", repr(secrets)).replace("{grader}", str(os.getpid()))
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    question = Question("attack", Case(attack.title, lambda rng: ()), (), seed=0)
    with Examinee(zygote, Notebook((Cell(1, f"def attack():\n{lines}"),))) as examinee:
        (answer,) = examinee.ask([question], Setting(["attack"]))
    return _finding(attack, answer)


def _finding(attack: Attack, answer: Answer) -> Finding:
    if isinstance(answer, Returned):
        if attack.stopped is None and type(answer.value) is str and answer.value == HELD:
            return Finding(attack, held=True)
        return Finding(attack, held=False, told=str(answer.value)[:80])
    told = str(answer.message)[:80]
    if isinstance(answer, Raised | Lost) and answer.outcome is attack.stopped:
        return Finding(attack, held=True)
    return Finding(attack, held=False, told=told)


def _first_line(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError:
        return ""
