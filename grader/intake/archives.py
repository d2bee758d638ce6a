"""Reads zip archives of strangers: into memory, within limits, and never onto the disk.

A member's name is a label here and no path: nothing is opened, made or followed by that name. What an archive says of
itself is checked while it is read, and only two ways of packing are known, whose cost is known beforehand. Nothing
stays open: a member is read by its place in the file, so that no table of contents has to be read twice.
"""

from __future__ import annotations

import io
import stat
import struct
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from grader.errors import Ungradable
from grader.sentence import Sentence
from grader.submission import Member

MAX_DIRECTORY = 4 * 2**20
MAX_INNER_ARCHIVE = 64 * 2**20
MAX_RATIO = 300
RATIO_MATTERS_FROM = 2**20
# What is packed may be a little larger than what is not.
PACKED_SLACK = 2**20

ENTRY_SIGNATURE = b"PK\x01\x02"
LOCAL_HEADER = struct.Struct("<4s5H3L2H")
LOCAL_SIGNATURE = b"PK\x03\x04"
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

NO_ARCHIVE = Sentence("The archive is damaged, or no zip archive: pack it again as .zip.")
DAMAGED = Sentence("The file is damaged inside its archive: pack it again as .zip.")
OVERLAPPING = Sentence("This file shares its place in the archive with another one: pack it again as .zip.")
TWICE = Sentence("The archive holds two files of this name: pack it again with one.")
LINK = Sentence("This is a link in an archive, which is not followed: hand in the notebook itself.")
LOCKED = Sentence("The archive asks for a password: pack it again without one.")
OTHER_METHOD = Sentence("The archive is packed in a way that is not read here: pack it again as an ordinary .zip.")


class Budget:
    """What may still be spent on the archives of one student: on all of them together, however they are nested."""

    def __init__(self, *, members: int = 20_000, unpacked: int = 128 * 2**20) -> None:
        self._members = self._members_left = members
        self._unpacked = self._unpacked_left = unpacked

    def spend_members(self, count: int) -> None:
        self._members_left -= count
        if self._members_left < 0:
            raise self.too_many()

    def too_many(self) -> Ungradable:
        return Ungradable(
            "The archive holds more than {count} files: unpack it, and grade the folder.", count=f"{self._members:,}"
        )

    def spend_unpacked(self, size: int) -> None:
        self._unpacked_left -= size
        if self._unpacked_left < 0:
            raise Ungradable(
                "The archives inside this one become larger than {size} MB: hand in the notebook itself.",
                size=self._unpacked // 2**20,
            )


@dataclass(frozen=True)
class Listed:
    """One file of an archive: `parts` is its name as folders. `refusal` says why it will not be read."""

    member: Member
    parts: tuple[str, ...]
    modified: float
    refusal: str = ""


def is_archive(name: str) -> bool:
    return name.lower().endswith(".zip")


def files_in(path: Path, way: Sequence[Member], budget: Budget) -> list[Listed]:
    """The files in an archive; `way` leads to it where it lies in another one.

    Raises
    ------
    Ungradable
        If it is no archive, or too large a one.
    OSError
        If the file cannot be read.
    """
    if not way:
        with path.open("rb") as file:
            return _listed(file, budget)
    budget.spend_unpacked(max(member.size for member in way))
    return _listed(io.BytesIO(read_member(path, way, limit=MAX_INNER_ARCHIVE)), budget)


def read_member(path: Path, way: Sequence[Member], *, limit: int) -> bytes:
    """The bytes of one file of an archive.

    Raises
    ------
    Ungradable
        If it is too large, damaged, or packed tighter than any notebook.
    OSError
        If the archive cannot be read.
    """
    *outer, last = way
    data = b""
    for member in outer:
        data = _in(path, data, member, MAX_INNER_ARCHIVE)
    return _in(path, data, last, limit)


def _in(path: Path, data: bytes, member: Member, limit: int) -> bytes:
    with io.BytesIO(data) if data else path.open("rb") as source:
        return _unpacked(source, member, limit)


def _unpacked(source: BinaryIO, member: Member, limit: int) -> bytes:
    if member.size > limit:
        raise Ungradable(
            "The file is larger than {size} MB: clear its outputs and hand it in again.", size=limit // 2**20
        )
    if member.size > RATIO_MATTERS_FROM and member.size > MAX_RATIO * member.packed:
        raise Ungradable(
            "The file is packed more than {count} times smaller than it is: no notebook is.", count=MAX_RATIO
        )
    if member.method not in METHODS or member.packed > limit + PACKED_SLACK:
        raise Ungradable(DAMAGED)
    source.seek(member.offset)
    header = source.read(LOCAL_HEADER.size)
    if len(header) < LOCAL_HEADER.size:
        raise Ungradable(DAMAGED)
    signature, *_, name_length, extra_length = LOCAL_HEADER.unpack(header)
    source.seek(name_length + extra_length, io.SEEK_CUR)
    data = source.read(member.packed)
    if signature != LOCAL_SIGNATURE or len(data) < member.packed:
        raise Ungradable(DAMAGED)
    if member.method == zipfile.ZIP_DEFLATED:
        data = _inflated(data, member.size)
    if len(data) != member.size or zlib.crc32(data) != member.crc:
        raise Ungradable(DAMAGED)
    return data


def _inflated(data: bytes, size: int) -> bytes:
    """What the data become, and one byte more at most than was said."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        return inflater.decompress(data, size + 1)
    except zlib.error as error:
        raise Ungradable(DAMAGED) from error


class _Metered(io.RawIOBase):
    """A file of which no long table of contents is read, nor what calls itself one: its lines are counted first."""

    def __init__(self, source: BinaryIO, budget: Budget) -> None:
        self._source = source
        self._budget = budget

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._source.seek(offset, whence)

    def tell(self) -> int:
        return self._source.tell()

    def read(self, size: int | None = -1) -> bytes:
        if size is None or size < 0:
            return self._source.read(MAX_DIRECTORY)
        if size > MAX_DIRECTORY:
            raise self._budget.too_many()
        data = self._source.read(size)
        self._budget.spend_members(data.count(ENTRY_SIGNATURE))
        return data


def _listed(source: BinaryIO, budget: Budget) -> list[Listed]:
    try:
        with zipfile.ZipFile(_Metered(source, budget)) as archive:
            infos, end = archive.infolist(), archive.start_dir
    except (zipfile.BadZipFile, ValueError, OverflowError, struct.error, OSError, NotImplementedError) as error:
        raise Ungradable(NO_ARCHIVE) from error
    names = Counter(info.filename for info in infos)
    overlapping = _overlapping(infos, end)
    return [
        Listed(_member(info), parts, _seconds(info), _refusal(info, names, overlapping))
        for info in infos
        if not info.filename.endswith("/") and (parts := _parts(info))
    ]


def _member(info: zipfile.ZipInfo) -> Member:
    return Member(info.filename, info.header_offset, info.compress_size, info.file_size, info.compress_type, info.CRC)


def _parts(info: zipfile.ZipInfo) -> tuple[str, ...]:
    name = _text_of(info).replace("\\", "/")
    return tuple(part for part in name.split("/") if part not in ("", ".", ".."))


def _refusal(info: zipfile.ZipInfo, names: Counter[str], overlapping: set[int]) -> str:
    if stat.S_ISLNK(info.external_attr >> 16):
        return LINK
    if info.flag_bits & 1:
        return LOCKED
    if info.compress_type not in METHODS:
        return OTHER_METHOD
    if info.header_offset in overlapping:
        return OVERLAPPING
    return TWICE if names[info.filename] > 1 else ""


def _overlapping(infos: Sequence[zipfile.ZipInfo], end: int) -> set[int]:
    """Where those files begin that share bytes with another one: a small archive can hold much that way."""
    places = sorted((info.header_offset, info.header_offset + LOCAL_HEADER.size + info.compress_size) for info in infos)
    found = {start for start, stop in places if start < 0 or stop > end}
    for (start, stop), (following, _) in pairwise(places):
        if stop > following:
            found |= {start, following}
    return found


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
