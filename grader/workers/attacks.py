"""The attacks of `grader doctor`: programs that try what a box promises, and say what they got hold of."""

from __future__ import annotations

from dataclasses import dataclass

from grader.results import Outcome
from grader.sandbox.box import Level

HELD = "held"
PLANTED = "GRADER_DOCTOR"
LOCKED = 2**40  # the byte of a device that is locked: nobody else would


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
        f"import os\nreturn 'held' if '{PLANTED}' not in os.environ else 'found'",
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
        "set limits for the grader",
        "settings of other processes are out of reach",
        _refused("import resource; resource.prlimit({grader}, resource.RLIMIT_CPU)"),
        not_on=Level.LIMITS,
    ),
    Attack(
        "change mode, times and attributes of the grader's file",
        "what it can't open stays as it is",
        "import contextlib, os\npath = {secrets!r}[0]\ntry: before = os.stat(path)\nexcept OSError: return 'held'\n"
        "for deed in (lambda: os.chmod(path, 0o640), lambda: os.utime(path, (7, 7)),"
        " lambda: os.setxattr(path, 'user.left', b'x')):\n    with contextlib.suppress(OSError): deed()\n"
        "after = os.stat(path)\nsame = (before.st_mode, before.st_ctime_ns) == (after.st_mode, after.st_ctime_ns)\n"
        "return 'held' if same else 'it was changed'",
        not_on=Level.LIMITS,
    ),
    Attack(
        "touch a device that all share",
        "nothing is left for another submission to see",
        "import contextlib, os\nbefore = os.stat('/dev/full').st_mtime_ns\n"
        "with contextlib.suppress(OSError): os.utime('/dev/full')\n"
        "return 'held' if os.stat('/dev/full').st_mtime_ns == before else 'it was changed'",
        not_on=Level.LIMITS,
    ),
    Attack(
        "hear a lock that somebody else holds",
        "two submissions at once can't talk by locks",
        f"import fcntl\ntry: fcntl.lockf(open('/dev/full', 'r+b', 0), fcntl.LOCK_EX | fcntl.LOCK_NB, 1, {LOCKED})\n"
        "except BlockingIOError: return 'it was heard'\nexcept OSError: pass\nreturn 'held'",
        not_on=Level.LIMITS,
    ),
    Attack(
        "read where the course lies from the command line",
        "no path of the teacher's is among its arguments",
        "import os, sys\nwords = [*sys.argv, *sys.orig_argv[1:]]\nfor pid in ('self', os.getppid(), 1):\n"
        "    if pid == 1 and os.getpid() > 9: continue  # not of this box\n"
        "    try: words += open(f'/proc/{pid}/cmdline').read().split(chr(0))[1:]\n"
        "    except OSError: pass\npaths = [word for word in words[1:] if os.sep in word]\n"
        "return str(paths) if paths else 'held'",
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
        "take memory with mappings far apart",
        "what the kernel keeps for a process counts as its memory",
        "import ctypes, os, time\nlibc = ctypes.CDLL(None)\nlibc.mmap.restype = ctypes.c_void_p\n"
        "libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]\n"
        "for _ in range(3):\n    if os.fork() == 0:\n        for n in range(30_000):\n"
        "            ctypes.memset(libc.mmap((4 + n) << 30, 4096, 3, 0x22, -1, 0), 1, 1)\n        time.sleep(60)\n"
        "time.sleep(60)",
        stopped=Outcome.OUT_OF_MEMORY,
    ),
    Attack(
        "compute with four children",
        "processor time is limited for all processes together",
        "import os\nfor _ in range(4):\n    if os.fork() == 0:\n        while True: pass\nos.wait()",
        stopped=Outcome.TIMED_OUT,
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
