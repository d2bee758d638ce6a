"""The seccomp filter: which system calls a box refuses, as a BPF program built in Python.

A deny list, because NumPy, HDF5 and a shell use some two hundred calls that change with each libc. It is
closed at the other end: a call newer than the last one read by us does not exist in the box. What namespaces
don't cover is here (keyrings, io_uring, bpf, ptrace, sockets, locks, old entry points), and so is every way
to a new namespace, where the kernel's larger attack surface lies. Without namespaces, what Landlock doesn't
cover comes on top: modes and times of files, and settings of other processes. PID 1 of a box carries the same
filter as the worker.

A box that is asked to have sockets lets TCP through, and nothing else: its network namespace holds its own loopback
alone.
"""

import errno
import struct
from collections.abc import Iterable, Iterator

from grader.sandbox.levels import Level
from grader.sandbox.linux import MACHINES

# The last call that was read and judged (removexattrat, Linux 6.13).
LAST_KNOWN = 466

_ALLOW, _KILL, _ERRNO = 0x7FFF_0000, 0x8000_0000, 0x0005_0000
_LOAD, _EQUAL, _GREATER, _AT_LEAST, _AND, _RETURN = 0x20, 0x15, 0x25, 0x35, 0x54, 0x06
_NUMBER, _ARCH, _ARGUMENTS = 0, 4, 16
_X32 = 0x4000_0000

# name: (x86-64, aarch64). None: that processor has no such call.
_Table = dict[str, tuple[int, int | None]]

_NO: _Table = {
    # new namespaces, mounts, roots
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    "statmount": (457, 457), "listmount": (458, 458), "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    # other processes, their memory and descriptors
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "process_madvise": (440, 440), "process_mrelease": (448, 448), "kcmp": (312, 272),
    "pidfd_getfd": (438, 438),
    "move_pages": (279, 239), "migrate_pages": (256, 238), "cachestat": (451, 451),
    # parts of the kernel that no namespace covers
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "add_key": (248, 217),
    "request_key": (249, 218), "keyctl": (250, 219), "fanotify_init": (300, 262), "fanotify_mark": (301, 263),
    "vmsplice": (278, 75), "remap_file_pages": (216, 234), "personality": (135, 92), "seccomp": (317, 277),
    # the machine itself
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106), "create_module": (174, None), "get_kernel_syms": (177, None),
    "query_module": (178, None), "swapon": (167, 224), "swapoff": (168, 225), "reboot": (169, 142),
    "quotactl": (179, 60), "quotactl_fd": (443, 443), "acct": (163, 89), "settimeofday": (164, 170),
    "clock_settime": (227, 112), "adjtimex": (159, 171), "clock_adjtime": (305, 266), "syslog": (103, 116),
    "sethostname": (170, 161), "setdomainname": (171, 162), "vhangup": (153, 58), "lookup_dcookie": (212, 18),
    "nfsservctl": (180, 42), "iopl": (172, None), "ioperm": (173, None), "modify_ldt": (154, None),
    "uselib": (134, None), "ustat": (136, None), "sysfs": (139, None), "_sysctl": (156, None),
}  # fmt: skip

# Refused as if the kernel lacked them, because libraries then fall back: glibc's fork from clone3 (whose
# flags a filter can't see) to clone, HDF5 from flock to none. Locks and watches on the shared read-only files,
# and which of their pages are in memory, would be a channel between two submissions, as would be counts that
# all processes share; memfd and SysV shared memory would be memory that no private folder limits.
_MISSING: _Table = {
    "clone3": (435, 435), "io_uring_setup": (425, 425), "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427), "memfd_create": (319, 279), "memfd_secret": (447, 447),
    "inotify_init": (253, None), "inotify_init1": (294, 26), "flock": (73, 32), "mincore": (27, 232),
    "io_setup": (206, 0), "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195), "semget": (64, 190),
    "semop": (65, 193), "semctl": (66, 191), "semtimedop": (220, 192), "msgget": (68, 186), "msgsnd": (69, 189),
    "msgrcv": (70, 188), "msgctl": (71, 187), "mq_open": (240, 180), "mq_unlink": (241, 181),
}  # fmt: skip

# A socket pair is all that asyncio and multiprocessing.Pipe need; nothing in a box has an address, and no
# descriptor travels: those on their way are counted by user, and by no limit of the worker's.
_SOCKETS: _Table = {
    "socket": (41, 198), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201), "accept": (43, 202),
    "accept4": (288, 242),
}  # fmt: skip
_SENDING: _Table = {"sendmsg": (46, 211), "sendmmsg": (307, 269)}

# As on a file system without extended attributes, which programs that copy files expect. On one that has them
# they are kernel memory, and Landlock lets an ordinary user's files have them.
_UNSUPPORTED: _Table = {
    "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7), "setxattrat": (463, 463),
    "getxattr": (191, 8), "lgetxattr": (192, 9), "fgetxattr": (193, 10), "getxattrat": (464, 464),
    "listxattr": (194, 11), "llistxattr": (195, 12), "flistxattr": (196, 13), "listxattrat": (465, 465),
    "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
    "removexattrat": (466, 466),
}  # fmt: skip

# ---- where there are no namespaces ----

# Landlock lets modes, owners and times of every file be changed whose owner we are. Said to be done, and not done:
# copying a file and unpacking an archive go on.
_PRETENDED: _Table = {
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452), "chown": (92, None),
    "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54), "utime": (132, None), "utimes": (235, None),
    "futimesat": (261, None),
}  # fmt: skip

# A handle on any process; asyncio falls back.
_HANDLES: _Table = {"pidfd_open": (434, 434), "pidfd_send_signal": (424, 424)}

# Before Linux 6.2, Landlock lets files be emptied that can't be written. That of `openat2` a filter can't see.
_EMPTYING: _Table = {"truncate": (76, 45)}
_UNSEEN: _Table = {"openat2": (437, 437)}

# Their first argument is a process. ENOSYS, or `pthread_getattr_np` fails, which asks by number for itself.
_SCHEDULING: _Table = {
    "sched_setparam": (142, 118), "sched_getparam": (143, 121), "sched_setscheduler": (144, 119),
    "sched_getscheduler": (145, 120), "sched_rr_get_interval": (148, 127), "sched_setaffinity": (203, 122),
    "sched_getaffinity": (204, 123), "sched_setattr": (314, 274), "sched_getattr": (315, 275),
}  # fmt: skip

_PRIORITY: _Table = {"getpriority": (140, 141), "setpriority": (141, 140)}
_IO_PRIORITY: _Table = {"ioprio_set": (251, 30), "ioprio_get": (252, 31)}

# ---- of which only some uses are refused ----

_JUDGED: _Table = {
    "clone": (56, 220), "ioctl": (16, 29), "fcntl": (72, 25), "prctl": (157, 167), "setsockopt": (54, 208),
    "socketpair": (53, 199), "prlimit64": (302, 261), "fadvise64": (221, 223), "madvise": (28, 233),
    "preadv2": (327, 286), "pwritev2": (328, 287), "clock_gettime": (228, 113), "utimensat": (280, 88),
    "open": (2, None), "openat": (257, 56),
}  # fmt: skip

_EVERYWHERE = (
    (_NO, errno.EPERM),
    (_MISSING, errno.ENOSYS),
    (_SOCKETS, errno.EACCES),
    (_SENDING, errno.EACCES),
    (_UNSUPPORTED, errno.EOPNOTSUPP),
)
_WITHOUT_NAMESPACES = ((_PRETENDED, 0), (_EMPTYING, errno.EPERM), (_HANDLES | _UNSEEN, errno.ENOSYS))

_NEW_NAMESPACES = 0x7E02_0000  # user, mount, pid, net, ipc, uts, cgroup
_NEGATIVE = 0x8000_0000
_AF_UNIX, _AF_INET, _SOCK_STREAM = 1, 2, 1
_ANY_PROTOCOL, _TCP = 0, 6
_SOL_SOCKET, _TCP_NODELAY = 1, 1
_O_ACCMODE, _O_TRUNC = 0o3, 0o1000
_PRIO_PROCESS, _IOPRIO_WHO_PROCESS = 0, 1

Instruction = tuple[int, int, int, int]


def _refuse(number: int) -> Instruction:
    """Return an error; 0 says that it was done."""
    return _RETURN, 0, 0, _ERRNO | number


def _load(offset: int) -> Instruction:
    return _LOAD, 0, 0, offset


def _argument(index: int) -> Instruction:
    return _load(_ARGUMENTS + 8 * index)  # the low half: both processors are little-endian


def _call(number: int, body: list[Instruction]) -> list[Instruction]:
    """`body` for one system call; the number is in the accumulator before, and after if the body falls
    through."""
    return [(_EQUAL, 0, len(body) + 1, number), *body, _load(_NUMBER)]


def _if_equal(values: Iterable[int], error: int) -> list[Instruction]:
    """Refuse when the accumulator is one of `values`."""
    return [step for value in values for step in ((_EQUAL, 0, 1, value), _refuse(error))]


def _unless_equal(values: tuple[int, ...], error: int) -> list[Instruction]:
    """Refuse when the accumulator is none of `values`."""
    hits = [(_EQUAL, len(values) - position, 0, value) for position, value in enumerate(values)]
    return [*hits, _refuse(error)]


def _calls(column: int, bodies: dict[str, list[Instruction]]) -> list[Instruction]:
    numbers = {name: number for name in bodies if (number := _JUDGED[name][column]) is not None}
    return [step for name, number in numbers.items() for step in _call(number, bodies[name])]


def _numbers(table: _Table, column: int) -> Iterator[int]:
    return (number for row in table.values() if (number := row[column]) is not None)


def _sockets(column: int) -> list[Instruction]:
    """The calls on sockets, where a box has its own loopback: TCP over IPv4, with two options besides the usual ones.

    Other families, protocols and options are code of the kernel that nobody here has a use for.
    """
    # This error: libzmq asks for the names of interfaces first, and goes on without them after no other.
    inet = [_argument(0), *_unless_equal((_AF_INET,), errno.EOPNOTSUPP)]
    stream = [_argument(1), (_AND, 0, 0, 0xF), *_unless_equal((_SOCK_STREAM,), errno.EACCES)]
    tcp = [_argument(2), *_unless_equal((_ANY_PROTOCOL, _TCP), errno.EACCES)]
    (number,) = _numbers({"socket": _SOCKETS["socket"]}, column)
    options = [_argument(1), (_EQUAL, 3, 0, _SOL_SOCKET), _argument(2), *_unless_equal((_TCP_NODELAY,), errno.EPERM)]
    return [*_call(number, inet + stream + tcp), *_calls(column, {"setsockopt": options})]


def _judged_by_arguments(column: int) -> list[Instruction]:
    """The calls of which only some uses are refused."""
    namespaced = [_argument(0), (_AND, 0, 0, _NEW_NAMESPACES), (_EQUAL, 1, 0, 0), _refuse(errno.EPERM)]
    # TCGETS, TIOCGPGRP, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX. Others type into terminals, send
    # signals, and change flags of files, which Landlock doesn't cover.
    control = [_argument(1), *_unless_equal((0x5401, 0x540F, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451), errno.ENOTTY)]
    # F_SETLK and F_SETLKW are granted to everyone: the devices are shared, and SQLite won't do without.
    # F_DUPFD, flags, F_DUPFD_CLOEXEC, F_GETPIPE_SZ; others show locks, watch files, send signals, leave hints on
    # files for all to see, hoard.
    files = [_argument(1), *_if_equal((6, 7), 0), *_unless_equal((0, 1, 2, 3, 4, 1030, 1032), errno.EINVAL)]
    # PR_SET_DUMPABLE would hide memory from the parent's watch; PR_SET_SECCOMP, PR_SET_MM and PR_SCHED_CORE have
    # no use here; PR_SET_MEMORY_MERGE would share pages with other processes.
    process = [_argument(0), *_if_equal((4, 22, 35, 62, 67), errno.EPERM)]
    # SO_ATTACH_FILTER, SO_ATTACH_BPF, SO_ATTACH_REUSEPORT_*: programs for the kernel.
    options = [_argument(2), *_if_equal((26, 50, 51, 52), errno.EPERM)]
    pair = [_argument(0), *_unless_equal((_AF_UNIX,), errno.EACCES)]
    # A datagram pair could still send to any address.
    stream = [_argument(1), (_AND, 0, 0, 0xF), *_unless_equal((_SOCK_STREAM,), errno.EACCES)]
    # What drops shared files from memory (POSIX_FADV_DONTNEED; MADV_COLD, MADV_PAGEOUT), merges pages
    # (MADV_MERGEABLE) or tells what is in memory (RWF_NOWAIT).
    forget = [_argument(3), *_if_equal((4,), 0)]
    advice = [_argument(2), *_if_equal((12, 20, 21), errno.EINVAL)]
    at_once = [_argument(5), *_unless_equal((0,), errno.EOPNOTSUPP)]
    myself = [_argument(0), *_unless_equal((0,), errno.EPERM)]
    return _calls(
        column,
        {
            "clone": namespaced,
            "ioctl": control,
            "fcntl": files,
            "prctl": process,
            "setsockopt": options,
            "socketpair": pair + stream,
            "prlimit64": myself,
            "fadvise64": forget,
            "madvise": advice,
            "preadv2": at_once,
            "pwritev2": at_once,
        },
    )


def _judged_without_namespaces(column: int) -> list[Instruction]:
    """The same, where processes of the same user can be named."""
    by_number = [_argument(0), *_unless_equal((0,), errno.ENOSYS)]
    myself = [_argument(1), *_unless_equal((0,), errno.EPERM)]
    priority = [_argument(0), *_unless_equal((_PRIO_PROCESS,), errno.EPERM), *myself]
    io_priority = [_argument(0), *_unless_equal((_IOPRIO_WHO_PROCESS,), errno.EPERM), *myself]
    # Clocks below zero count the time of a process.
    clock = [_argument(0), (_AT_LEAST, 0, 1, _NEGATIVE), _refuse(errno.EINVAL)]
    # `Path.touch` makes a file only where setting its time to now (no third argument) fails; `touch` has made it,
    # and names it by descriptor (no second one). Whoever gives a time goes on.
    times = [_argument(2), (_EQUAL, 0, 2, 0), _argument(1), (_EQUAL, 0, 1, 0), _refuse(0), _refuse(errno.EPERM)]
    # O_TRUNC without a right to write: `_EMPTYING` again.
    emptied = [(_AND, 0, 0, _O_TRUNC | _O_ACCMODE), *_if_equal((_O_TRUNC,), errno.EINVAL)]
    bodies = {"openat": [_argument(2), *emptied], "open": [_argument(1), *emptied]}
    steps = _calls(column, {"clock_gettime": clock, "utimensat": times, **bodies})
    for table, body in ((_SCHEDULING, by_number), (_PRIORITY, priority), (_IO_PRIORITY, io_priority)):
        for number in _numbers(table, column):
            steps += _call(number, body)
    return steps


def program(machine: str, level: Level, *, sockets: bool = False) -> bytes:
    """The filter for "x86_64" or "aarch64" as an array of `struct sock_filter`, for a box on `level`.

    `sockets` lets TCP through: for a box with a network namespace that nothing leads out of.
    """
    column = 0 if machine == "x86_64" else 1
    steps: list[Instruction] = [
        _load(_ARCH),
        (_EQUAL, 1, 0, MACHINES[machine].audit_arch),
        (_RETURN, 0, 0, _KILL),
    ]
    steps.append(_load(_NUMBER))
    if machine == "x86_64":
        steps += [(_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _KILL)]
    steps += [(_GREATER, 0, 1, LAST_KNOWN), _refuse(errno.ENOSYS)]
    alone = level is Level.NAMESPACES
    for table, error in _EVERYWHERE if alone else (*_EVERYWHERE, *_WITHOUT_NAMESPACES):
        steps += _sockets(column) if sockets and table is _SOCKETS else _if_equal(_numbers(table, column), error)
    steps += _judged_by_arguments(column)
    steps += [] if alone else _judged_without_namespaces(column)
    steps.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
