"""The seccomp filter: which system calls a box refuses, as a BPF program built in Python.

A deny list, because NumPy, HDF5 and a shell use some two hundred calls that change with each libc. It is
closed at the other end: a call newer than the last one read by us does not exist in the box. What namespaces
don't cover is here (keyrings, io_uring, bpf, ptrace, sockets, locks, old entry points), and so is every way
to a new namespace, where the kernel's larger attack surface lies. PID 1 of a box carries the same filter as
the worker.
"""

import errno
import struct
from collections.abc import Iterable

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
# flags a filter can't see) to clone, HDF5 from flock to none. Locks and watches on the shared read-only files
# would be a channel between two submissions; memfd and SysV shared memory would be memory that no private
# folder limits.
_MISSING: _Table = {
    "clone3": (435, 435), "io_uring_setup": (425, 425), "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427), "memfd_create": (319, 279), "memfd_secret": (447, 447),
    "inotify_init": (253, None), "inotify_init1": (294, 26), "flock": (73, 32), "shmget": (29, 194),
    "shmat": (30, 196), "semget": (64, 190), "msgget": (68, 186), "mq_open": (240, 180),
}  # fmt: skip

# A socket pair is all that asyncio and multiprocessing.Pipe need; nothing in a box has an address.
_SOCKETS: _Table = {
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
}

_NEW_NAMESPACES = 0x7E02_0000  # user, mount, pid, net, ipc, uts, cgroup
_AF_UNIX, _AF_INET, _AF_INET6, _SOCK_STREAM, _SOCK_RAW = 1, 2, 10, 1, 3

Instruction = tuple[int, int, int, int]


def _refuse(number: int) -> Instruction:
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


def _judged_by_arguments(column: int, *, sockets: bool) -> list[Instruction]:
    """The calls of which only some uses are refused."""
    clone, ioctl, fcntl = (56, 220)[column], (16, 29)[column], (72, 25)[column]
    prctl, setsockopt = (157, 167)[column], (54, 208)[column]
    socket, socketpair = (41, 198)[column], (53, 199)[column]
    low_type = (_AND, 0, 0, 0xF)
    allowed_families = (_AF_UNIX, _AF_INET, _AF_INET6) if sockets else ()
    namespaced = [_argument(0), (_AND, 0, 0, _NEW_NAMESPACES), (_EQUAL, 1, 0, 0), _refuse(errno.EPERM)]
    # TIOCSTI and TIOCLINUX type into a terminal; TIOCSETD loads line disciplines.
    terminal = [_argument(1), *_if_equal((0x5412, 0x541C, 0x5423), errno.EPERM)]
    # F_GETLK and F_OFD_* show locks on shared files; leases and F_NOTIFY watch them; F_SETPIPE_SZ hoards.
    files = [_argument(1), *_if_equal((5, 36, 37, 38, 1024, 1026, 1031), errno.EINVAL)]
    # PR_SET_DUMPABLE would hide memory from the parent's watch; PR_SET_SECCOMP and PR_SET_MM have no use
    # here.
    process = [_argument(0), *_if_equal((4, 22, 35), errno.EPERM)]
    # SO_ATTACH_FILTER, SO_ATTACH_BPF, SO_ATTACH_REUSEPORT_*: programs for the kernel.
    options = [_argument(2), *_if_equal((26, 50, 51, 52), errno.EPERM)]
    families = [_argument(0), *_unless_equal(allowed_families, errno.EACCES)]
    raw = [_argument(1), low_type, *_if_equal((_SOCK_RAW,), errno.EACCES)]
    pair = [_argument(0), *_unless_equal((_AF_UNIX,), errno.EACCES)]
    # A datagram pair could still send to any address.
    stream = [_argument(1), low_type, *_unless_equal((_SOCK_STREAM,), errno.EACCES)]
    return [
        *_call(clone, namespaced),
        *_call(ioctl, terminal),
        *_call(fcntl, files),
        *_call(prctl, process),
        *_call(setsockopt, options),
        *_call(socket, families + raw),
        *_call(socketpair, pair + stream),
    ]


def program(machine: str, *, sockets: bool = False) -> bytes:
    """The filter for "x86_64" or "aarch64" as an array of `struct sock_filter`.

    `sockets` lets Unix and internet sockets be made and addressed: a Jupyter kernel needs them, and its box
    has a network namespace of its own without a single interface up.
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
    refused = [(_NO, errno.EPERM), (_MISSING, errno.ENOSYS)]
    if not sockets:
        refused.append((_SOCKETS, errno.EACCES))
    for table, error in refused:
        steps += _if_equal((n for n in (row[column] for row in table.values()) if n is not None), error)
    steps += _judged_by_arguments(column, sockets=sockets)
    steps.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
