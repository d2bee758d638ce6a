"""Landlock: a process gives up all files but the listed ones, TCP, and signals to those outside; needs no
privilege.

Best effort over the versions of the interface: each right is asked for where the kernel knows it. Version 6
(Linux 6.12) is the one to want: only from there on a worker can't signal the processes of its own user.
"""

import os
import struct
from collections.abc import Iterable
from pathlib import Path

from grader.sandbox import linux

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
_REMOVE_DIR, REMOVE_FILE, MAKE_REG = 1 << 4, 1 << 5, 1 << 8
_MAKE_CHAR, _MAKE_BLOCK = 1 << 6, 1 << 11
_REFER, _TRUNCATE, _IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
_OF_VERSION_1 = (1 << 13) - 1
_FOR_FILES = EXECUTE | WRITE_FILE | READ_FILE | _TRUNCATE | _IOCTL_DEV
_TCP_BIND_AND_CONNECT, _ABSTRACT_SOCKETS_AND_SIGNALS = 3, 3

READ = EXECUTE | READ_FILE | READ_DIR
WRITE_DEVICE = READ_FILE | WRITE_FILE | _TRUNCATE
# Names of other people's segments stay unlisted; a semaphore needs to be made, opened and removed.
SEMAPHORES = READ_FILE | WRITE_FILE | _TRUNCATE | MAKE_REG | REMOVE_FILE
OWN = (_OF_VERSION_1 | _REFER | _TRUNCATE) & ~(_MAKE_CHAR | _MAKE_BLOCK)


def handled_files(abi: int) -> int:
    """All file rights that version `abi` can refuse."""
    known = {1: 0, 2: _REFER, 3: _TRUNCATE, 5: _IOCTL_DEV}
    return _OF_VERSION_1 | sum(right for since, right in known.items() if abi >= since)


def ruleset_attributes(abi: int) -> bytes:
    """`struct landlock_ruleset_attr` as long as version `abi` knows it."""
    attributes = struct.pack("=Q", handled_files(abi))
    if abi >= 4:
        attributes += struct.pack("=Q", _TCP_BIND_AND_CONNECT)
    if abi >= 6:
        attributes += struct.pack("=Q", _ABSTRACT_SOCKETS_AND_SIGNALS)
    return attributes


def around(readable: Iterable[Path], hidden: Iterable[Path]) -> list[Path]:
    """The paths that together hold `readable` but not `hidden`; rules only allow, so a folder is given in
    pieces."""
    concealed = [path.resolve() for path in hidden]
    pieces = []
    for path in readable:
        place = path.resolve()
        if any(place.is_relative_to(secret) for secret in concealed):
            continue
        if any(secret.is_relative_to(place) for secret in concealed):
            pieces += around(place.iterdir(), concealed)
        elif place.exists():
            pieces.append(place)
    return pieces


def confine(rules: Iterable[tuple[Path, int]]) -> int:
    """Restrict this thread to `rules` (path, rights beneath it); a path that isn't there is left out.

    Returns the version of the interface that was used.
    """
    abi = linux.landlock_abi()
    handled = handled_files(abi)
    ruleset = linux.landlock_create(ruleset_attributes(abi))
    try:
        for path, rights in rules:
            _allow(ruleset, path, rights & handled)
        linux.no_new_privileges()
        linux.landlock_restrict(ruleset)
    finally:
        os.close(ruleset)
    return abi


def _allow(ruleset: int, path: Path, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return
    try:
        if not path.is_dir():
            rights &= _FOR_FILES
        linux.landlock_allow(ruleset, struct.pack("=Qi", rights, place))
    finally:
        os.close(place)
