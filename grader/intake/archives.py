"""Reads zip archives of strangers: into memory, within limits, and never onto the disk.

A member's name is a label here and no path: nothing is opened, made or followed by that name. Archives inside an
archive are opened one level deep.
"""

from __future__ import annotations

import functools
import io
import stat
import struct
import threading
import time
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from grader.errors import Ungradable
from grader.sentence import Sentence

MAX_MEMBERS = 20_000
MAX_DIRECTORY = 4 * 2**20
MAX_INNER_ARCHIVE = 64 * 2**20
MAX_RATIO = 300
RATIO_MATTERS_FROM = 2**20

TOO_DEEP = Sentence("This is an archive in an archive in an archive: unpack the outer one, and grade the folder.")

END_RECORD = struct.Struct("<4s4H2LH")
END_RECORD_64 = struct.Struct("<4sQ2H2L4Q")

_lock = threading.Lock()


@dataclass(frozen=True)
class Member:
    """One file of an archive.

    `names` leads there through the archives, outermost first; `parts` are the same names as folders, archives among
    them. `refusal` says why it will not be read.
    """

    names: tuple[str, ...]
    parts: tuple[str, ...]
    modified: float
    refusal: str = ""


def is_archive(name: str) -> bool:
    return name.lower().endswith(".zip")


def members_of(path: Path) -> Iterator[Member]:
    """All files in an archive, and in the archives in it.

    Raises
    ------
    Ungradable
        If it is no archive, or too large a one.
    """
    with _lock:
        infos = _open(path, ()).infolist()
    for info in infos:
        member = _member(info)
        if member is None:
            continue
        if not is_archive(member.parts[-1]) or member.refusal:
            yield member
            continue
        try:
            with _lock:
                inner = _open(path, member.names).infolist()
        except Ungradable as error:
            yield Member(member.names, member.parts, member.modified, error.sentence)
            continue
        yield from _within(member, inner)


def read_member(path: Path, names: tuple[str, ...], *, limit: int) -> bytes:
    """The bytes of one file of an archive.

    Raises
    ------
    Ungradable
        If it is too large, encrypted, damaged, or packed tighter than any notebook.
    """
    with _lock:
        archive = _open(path, names[:-1])
        return _read(archive, names[-1], limit=limit)


def _within(outer: Member, infos: list[zipfile.ZipInfo]) -> Iterator[Member]:
    for info in infos:
        member = _member(info)
        if member is not None:
            refusal = TOO_DEEP if is_archive(member.parts[-1]) else member.refusal
            yield Member(outer.names + member.names, outer.parts + member.parts, member.modified, refusal)


def _member(info: zipfile.ZipInfo) -> Member | None:
    name = _text_of(info).replace("\\", "/")
    parts = tuple(part for part in name.split("/") if part not in ("", ".", ".."))
    if info.is_dir() or not parts:
        return None
    refusal = ""
    if stat.S_ISLNK(info.external_attr >> 16):
        refusal = Sentence("This is a link in an archive, which is not followed: hand in the notebook itself.")
    elif info.flag_bits & 1:
        refusal = Sentence("The archive asks for a password: pack it again without one.")
    return Member((info.filename,), parts, _seconds(info), refusal)


def _text_of(info: zipfile.ZipInfo) -> str:
    """The name of a member; many packers write UTF-8 without saying so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _seconds(info: zipfile.ZipInfo) -> float:
    try:
        return time.mktime((*info.date_time, 0, 0, -1))
    except (ValueError, OverflowError):
        return 0.0


@functools.lru_cache(maxsize=4)
def _open(path: Path, names: tuple[str, ...]) -> zipfile.ZipFile:
    """An archive, kept open: to find a file in it, all of its directory has to be read."""
    try:
        if names:
            inner = io.BytesIO(_read(_open(path, names[:-1]), names[-1], limit=MAX_INNER_ARCHIVE))
            _check_directory(inner)
            archive = zipfile.ZipFile(inner)
        else:
            with path.open("rb") as file:
                _check_directory(file)
            archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, struct.error, OSError, NotImplementedError) as error:
        raise Ungradable("The archive is damaged, or no zip archive: pack it again as .zip.") from error
    if len(archive.filelist) > MAX_MEMBERS:
        archive.close()
        raise Ungradable(_too_many())
    return archive


def _check_directory(source: BinaryIO) -> None:
    """Refuse a huge table of contents before it is read: it says its own size at the end of the file."""
    size = source.seek(0, io.SEEK_END)
    source.seek(max(0, size - 2**16 - 200))
    tail = source.read()
    source.seek(0)
    where = tail.rfind(b"PK\x05\x06")
    if where < 0:
        raise zipfile.BadZipFile
    count, directory = END_RECORD.unpack_from(tail, where)[4:6]
    where = tail.rfind(b"PK\x06\x06")
    if where >= 0:
        count, directory = END_RECORD_64.unpack_from(tail, where)[7:9]
    if count > MAX_MEMBERS or directory > MAX_DIRECTORY:
        raise Ungradable(_too_many())


def _too_many() -> Sentence:
    return Sentence(
        "The archive holds more than {count} files: unpack it, and grade the folder.", count=f"{MAX_MEMBERS:,}"
    )


def _read(archive: zipfile.ZipFile, name: str, *, limit: int) -> bytes:
    try:
        info = archive.getinfo(name)
        if info.file_size > limit:
            raise Ungradable(
                "The file is larger than {size} MB: clear its outputs and hand it in again.", size=limit // 2**20
            )
        if info.file_size > RATIO_MATTERS_FROM and info.file_size > MAX_RATIO * info.compress_size:
            raise Ungradable(
                "The file is packed more than {count} times smaller than it is: no notebook is.", count=MAX_RATIO
            )
        with archive.open(info) as file:
            return file.read(limit + 1)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise Ungradable("The file is damaged inside its archive: pack it again as .zip.") from error
