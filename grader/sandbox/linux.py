"""The Linux system calls that the box needs, through ctypes; a failure is an `OSError` that names the call.

ctypes and no binding from PyPI: pyseccomp costs 35 ms of import, needs libseccomp.so on the machine and was
last released in 2021; landlock has only development releases. What is used here is a stable kernel interface.
"""

import ctypes
import functools
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

CLONE_NEWNS = 0x0002_0000
CLONE_NEWCGROUP = 0x0200_0000
CLONE_NEWUTS = 0x0400_0000
CLONE_NEWIPC = 0x0800_0000
CLONE_NEWUSER = 0x1000_0000
CLONE_NEWPID = 0x2000_0000
CLONE_NEWNET = 0x4000_0000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_BIND, MS_REC, MS_SLAVE = 0x1000, 0x4000, 0x8_0000
MNT_DETACH = 2

MOUNT_ATTR_RDONLY, MOUNT_ATTR_NOSUID, MOUNT_ATTR_NODEV, MOUNT_ATTR_NOEXEC = 1, 2, 4, 8
_AT_FDCWD, _AT_RECURSIVE = -100, 0x8000

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP = 1, 4, 22
_PR_CAPBSET_DROP, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 24, 36, 38
_PR_SET_KEEPCAPS, _PR_CAP_AMBIENT, _CAP_AMBIENT_RAISE, _CAP_AMBIENT_CLEAR_ALL = 8, 47, 2, 4
_SECCOMP_MODE_FILTER = 2
_CAPABILITY_VERSION_3 = 0x2008_0522
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_SYS_ADMIN = 1, 2, 21


@dataclass(frozen=True)
class Machine:
    """What differs between the two processors: the kernel's name for them and the calls without a libc
    wrapper."""

    audit_arch: int
    pivot_root: int
    capset: int
    mount_setattr: int = 442
    landlock_create_ruleset: int = 444
    landlock_add_rule: int = 445
    landlock_restrict_self: int = 446


MACHINES = {
    "x86_64": Machine(audit_arch=0xC000_003E, pivot_root=155, capset=126),
    "aarch64": Machine(audit_arch=0xC000_00B7, pivot_root=41, capset=91),
}


def machine_name() -> str:
    """The key into `MACHINES`; raises OSError on a processor, a system or a 32-bit Python that the box
    doesn't know."""
    name = os.uname().machine if sys.platform == "linux" else sys.platform
    if name not in MACHINES or sys.maxsize < 2**32:
        raise OSError(f"the box knows Linux on 64-bit {' and '.join(MACHINES)}, not {name}")
    return name


def _machine() -> Machine:
    return MACHINES[machine_name()]


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(what: str, result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def _syscall(what: str, number: int, *arguments: object) -> int:
    libc = _libc()
    libc.syscall.restype = ctypes.c_long
    whole = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return _checked(what, libc.syscall(ctypes.c_long(number), *whole))


def _prctl(what: str, option: int, *arguments: int) -> int:
    padded = [ctypes.c_ulong(a) for a in (*arguments, 0, 0, 0, 0)[:4]]
    return _checked(f"prctl({what})", _libc().prctl(option, *padded))


def unshare(flags: int) -> None:
    """Leave the namespaces named by `flags` for new ones."""
    _checked(f"unshare({flags:#x})", _libc().unshare(flags))


def setns(descriptor: int, kind: int) -> None:
    """Enter the namespace of an open `/proc/PID/ns/*` file."""
    _checked("setns", _libc().setns(descriptor, kind))


def sethostname(name: bytes) -> None:
    """Name the UTS namespace."""
    _checked("sethostname", _libc().sethostname(name, len(name)))


def mount(source: str, target: str, kind: str = "", flags: int = 0, options: str = "") -> None:
    """mount(2)."""
    arguments = (os.fsencode(source), os.fsencode(target), kind.encode() or None)
    done = _libc().mount(*arguments, ctypes.c_ulong(flags), options.encode() or None)
    _checked(f"mount {kind or 'bind'} on {target}", done)


def unmount(target: str, flags: int = MNT_DETACH) -> None:
    """umount2(2)."""
    _checked(f"umount {target}", _libc().umount2(os.fsencode(target), flags))


def pivot_root(new: str, old: str) -> None:
    """Make `new` the root of this mount namespace and put the former one at `old`."""
    _syscall("pivot_root", _machine().pivot_root, os.fsencode(new), os.fsencode(old))


def mount_attributes(path: str, attributes: int, *, recursive: bool = True) -> None:
    """Add `MOUNT_ATTR_*` to a mount and to those below it (Linux 5.12); a plain remount would miss those
    below."""
    wanted = (ctypes.c_uint64 * 4)(attributes, 0, 0, 0)
    flags = _AT_RECURSIVE if recursive else 0
    number = _machine().mount_setattr
    what = f"mount_setattr {path}"
    _syscall(what, number, _AT_FDCWD, os.fsencode(path), flags, ctypes.byref(wanted), ctypes.sizeof(wanted))


def no_new_privileges() -> None:
    """No exec may give back what was taken (setuid programs, file capabilities)."""
    _prctl("NO_NEW_PRIVS", _PR_SET_NO_NEW_PRIVS, 1)


def become_subreaper() -> None:
    """Orphans below this process come to it instead of leaving to PID 1."""
    _prctl("CHILD_SUBREAPER", _PR_SET_CHILD_SUBREAPER, 1)


def die_with_parent() -> None:
    """SIGKILL when the thread that forked us ends; a change of user clears it, so set it after."""
    _prctl("PDEATHSIG", _PR_SET_PDEATHSIG, 9)


def set_dumpable(dumpable: bool) -> None:
    """Whether others of the same user may read our memory and descriptors through /proc."""
    _prctl("DUMPABLE", _PR_SET_DUMPABLE, int(dumpable))


def keep_capabilities_over_setuid() -> None:
    """Let the permitted set survive leaving root, to be narrowed by `set_capabilities`."""
    _prctl("KEEPCAPS", _PR_SET_KEEPCAPS, 1)


def set_capabilities(kept: Sequence[int] = ()) -> None:
    """Reduce this thread to `kept`, also over exec; the rest is gone for good, from the bounding set too."""
    if has_capability(8):  # CAP_SETPCAP: without it nothing can be dropped from the bounding set, nor be needed
        for capability in range(64):
            if capability not in kept and _libc().prctl(_PR_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0) < 0:
                break  # the kernel's last capability is behind us
    _prctl("AMBIENT_CLEAR_ALL", _PR_CAP_AMBIENT, _CAP_AMBIENT_CLEAR_ALL)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    mask = sum(1 << capability for capability in kept)
    data = (ctypes.c_uint32 * 6)(mask, mask, mask, 0, 0, 0)  # effective, permitted, inheritable; low then high half
    _syscall("capset", _machine().capset, ctypes.byref(header), ctypes.byref(data))
    for capability in kept:
        _prctl("AMBIENT_RAISE", _PR_CAP_AMBIENT, _CAP_AMBIENT_RAISE, capability)


def has_capability(capability: int) -> bool:
    """Whether the effective set holds `capability`."""
    with open("/proc/thread-self/status", encoding="ascii", errors="replace") as status:  # noqa: PTH123
        line = next(line for line in status if line.startswith("CapEff:"))
    return bool(int(line.split()[1], 16) >> capability & 1)


def install_filter(program: bytes) -> None:
    """Install a seccomp program (an array of `struct sock_filter`) on this thread and all it starts."""

    class _Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))

    described = _Program(len(program) // 8, program)
    done = _libc().prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(described), 0, 0)
    _checked("prctl(SECCOMP)", done)


def landlock_abi() -> int:
    """The kernel's Landlock version; raises OSError where there is none."""
    return _syscall("landlock version", _machine().landlock_create_ruleset, None, 0, 1)


def landlock_create(attributes: bytes) -> int:
    """An open ruleset from a packed `struct landlock_ruleset_attr`."""
    number = _machine().landlock_create_ruleset
    return _syscall("landlock_create_ruleset", number, attributes, len(attributes), 0)


def landlock_allow(ruleset: int, rule: bytes) -> None:
    """Add a packed `struct landlock_path_beneath_attr`."""
    _syscall("landlock_add_rule", _machine().landlock_add_rule, ruleset, 1, rule, 0)


def landlock_restrict(ruleset: int) -> None:
    """Confine this thread and all it starts to the ruleset."""
    _syscall("landlock_restrict_self", _machine().landlock_restrict_self, ruleset, 0)


def limit_arenas(count: int) -> None:
    """At most `count` malloc arenas: each reserves 64 MB of address space, which the memory limit would
    count."""
    mallopt = getattr(_libc(), "mallopt", None)
    if mallopt is not None:  # not in musl, which has no arenas either
        mallopt(-8, count)


def wipe_initial_environment() -> None:
    """Overwrite the environment that this program was started with, which /proc/self/environ goes on to show.

    The C library's pointers lead there: every variable still wanted must have been set anew before.
    """
    with open("/proc/self/stat", encoding="ascii", errors="replace") as stat:  # noqa: PTH123
        start, end = map(int, stat.read().rpartition(")")[2].split()[47:49])
    if 0 < start < end:
        ctypes.memset(start, 0, end - start)
