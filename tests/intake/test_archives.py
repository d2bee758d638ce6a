"""An archive of a stranger costs little, breaks nothing, and each refusal is a row of its sender's."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import NoNotebooks, Ungradable
from grader.intake.archives import Budget, files_in, read_member
from grader.intake.entries import HandedIn, opened
from grader.intake.find import find_submissions, read_submission
from grader.submission import Submission
from tests.intake.test_find import NOTEBOOK, write, zipped

LIMIT = 64 * 2**20


def outcome(path: Path) -> list[str]:
    """What became of each file of an archive: its bytes are there, or the beginning of the reason why not."""
    found = []
    for item in find_submissions(path):
        try:
            found.append(f"{len(read_submission(item))} bytes")
        except Ungradable as error:
            found.append(str(error))
    return found


def entry(name: str, offset: int, *, packed: int, size: int, crc: int = 0, method: int = 8) -> bytes:
    """A line of a table of contents, whatever it says."""
    raw = name.encode()
    head = struct.pack(
        "<4s4B4HL2L5H2L",
        b"PK\x01\x02",
        20,
        3,
        20,
        0,
        0x800,
        method,
        0,
        33,
        crc,
        packed,
        size,
        len(raw),
        0,
        0,
        0,
        0,
        0,
        offset,
    )
    return head + raw


def archive(files: bytes, *entries: bytes) -> bytes:
    directory = b"".join(entries)
    return (
        files
        + directory
        + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(entries), len(entries), len(directory), len(files), 0)
    )


def local(name: str, packed: bytes, *, size: int, crc: int = 0, method: int = 8) -> bytes:
    raw = name.encode()
    return (
        struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0x800, method, 0, 33, crc, len(packed), size, len(raw), 0)
        + raw
        + packed
    )


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_the_usual_methods_are_read(method: int, tmp_path: Path) -> None:
    write(tmp_path / "ada.zip", zipped({"x.ipynb": b"\0" * 2**20}, method=method))
    assert outcome(tmp_path) == [
        "The archive is packed in a way that is not read here: pack it again as an ordinary .zip."
    ]


@pytest.mark.parametrize("claimed", [0, 100, 2**20 - 1, 2**20 + 1])
def test_a_size_is_counted_and_not_believed(claimed: int, tmp_path: Path) -> None:
    data = bytes(2**20)
    file = local("x.ipynb", deflated(data), size=claimed, crc=zlib.crc32(data))
    size = len(deflated(data))
    write(tmp_path / "ada.zip", archive(file, entry("x.ipynb", 0, packed=size, size=claimed, crc=zlib.crc32(data))))
    (found,) = outcome(tmp_path)
    assert found.startswith(("The file is damaged inside its archive", "The file is packed more than 300 times"))


def test_files_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    """One megabyte, a thousand times over: each file of the table is the same one."""
    data = deflated(bytes(2**20))
    file = local("x.ipynb", data, size=2**20)
    lines = [entry(f"{number}.ipynb", 0, packed=len(data), size=2**20) for number in range(5)]
    write(tmp_path / "ada.zip", archive(file, *lines))
    assert set(outcome(tmp_path)) == {
        "This file shares its place in the archive with another one: pack it again as .zip."
    }


def test_a_file_that_reaches_into_the_table_is_refused(tmp_path: Path) -> None:
    file = local("x.ipynb", b"abc", size=3, method=0)
    for packed, size in ((50, 50), (2**32 - 2, 2**32 - 2)):
        write(tmp_path / "ada.zip", archive(file, entry("x.ipynb", 0, packed=packed, size=size, method=0)))
        assert outcome(tmp_path) == [
            "This file shares its place in the archive with another one: pack it again as .zip."
        ]


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made, pytest.warns(UserWarning, match="Duplicate"):
        made.writestr("x.ipynb", b"1")
        made.writestr("x.ipynb", b"2")
    write(tmp_path / "ada.zip", out.getvalue())
    assert outcome(tmp_path) == ["The archive holds two files of this name: pack it again with one."] * 2


def test_a_table_that_calls_itself_huge_is_not_read(tmp_path: Path) -> None:
    for size in (5 * 2**20, 2**32 - 2):
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, size, 0, 0)
        write(tmp_path / "ada.zip", bytes(6 * 2**20) + end)
        assert outcome(tmp_path)[0].startswith(("The archive holds more than 20,000 files", "The archive is damaged"))


def test_archives_in_an_archive_share_one_budget(tmp_path: Path) -> None:
    inner = zipped({"x.ipynb": NOTEBOOK, "pad.bin": bytes(1000)}, method=zipfile.ZIP_STORED)
    write(tmp_path / "all.zip", zipped({f"{number}.zip": inner for number in range(10)}))
    reasons = [item.refusal for item in opened(whole(tmp_path / "all.zip"), Budget(unpacked=3 * len(inner)))]
    assert [bool(reason) for reason in reasons] == [False] * 6 + [True] * 7
    assert "become larger than 0 MB" in reasons[-1]


def test_many_archives_of_one_student_share_one_budget(tmp_path: Path) -> None:
    budget = Budget(members=5)
    for number in range(4):
        write(tmp_path / f"{number}.zip", zipped({"a.txt": b"", "b.txt": b""}))
    reasons = [[item.refusal for item in opened(whole(path), budget)] for path in sorted(tmp_path.iterdir())]
    assert reasons == [
        ["", ""],
        ["", ""],
        *[["The archive holds more than 5 files: unpack it, and grade the folder."]] * 2,
    ]


def test_archives_that_cannot_be_read_are_charged_too(tmp_path: Path) -> None:
    lines = [entry(f"{number}.ipynb", 0, packed=0, size=0) for number in range(50)]
    write(tmp_path / "bad.zip", archive(b"", *lines, b"PK"))
    budget = Budget(members=100)
    reasons = [item.refusal for _ in range(3) for item in opened(whole(tmp_path / "bad.zip"), budget)]
    assert ["damaged" in reason for reason in reasons] == [True, True, False]
    assert "more than 100" in reasons[-1]


def whole(path: Path) -> HandedIn:
    return HandedIn((path.name,), path)


def test_what_is_packed_tighter_than_a_notebook_is_refused_inside_too(tmp_path: Path) -> None:
    bomb = zipped({"inner.zip": bytes(50 * 2**20)})
    write(tmp_path / "ada.zip", bomb)
    assert "times smaller than it is" in outcome(tmp_path)[0]


@pytest.mark.parametrize(
    "name", ["\0x.ipynb", "a\0b/x.ipynb", "x" * 60_000 + ".ipynb", "a/" * 20_000 + "x.ipynb", "//x.ipynb"]
)
def test_a_member_of_any_name_is_read_or_refused(name: str, tmp_path: Path) -> None:
    write(
        tmp_path / "ada.zip",
        archive(
            local(name, b"abc", size=3, crc=zlib.crc32(b"abc"), method=0),
            entry(name, 0, packed=3, size=3, crc=zlib.crc32(b"abc"), method=0),
        ),
    )
    (found,) = find_submissions(tmp_path)
    assert found.student == "ada"
    assert len(found.place) < 400 and len(found.refusal) < 400
    for alone in take_in_or_nothing(tmp_path / "ada.zip"):
        assert len(alone.student) < 120


def take_in_or_nothing(path: Path) -> tuple[Submission, ...]:
    try:
        return find_submissions(path)
    except NoNotebooks:
        return ()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_bytes_that_were_changed_are_refused(method: int, tmp_path: Path) -> None:
    data = bytearray(zipped({"x.ipynb": NOTEBOOK}, method=method))
    data[60] ^= 1
    write(tmp_path / "ada.zip", bytes(data))
    assert outcome(tmp_path) == ["The file is damaged inside its archive: pack it again as .zip."]


def test_a_truncated_archive_is_refused(tmp_path: Path) -> None:
    data = zipped({"x.ipynb": NOTEBOOK * 10})
    for end in range(0, len(data), 7):
        write(tmp_path / "ada.zip", data[:end])
        assert outcome(tmp_path) == ["The archive is damaged, or no zip archive: pack it again as .zip."]


SEEDS = [
    zipped({"x.ipynb": NOTEBOOK, "work/y.py": b"x = 1\n" * 50}),
    zipped({"x.ipynb": NOTEBOOK}, method=zipfile.ZIP_STORED),
    zipped({"inner.zip": zipped({"x.ipynb": NOTEBOOK}), "b.ipynb": b"{}"}),
    zipped({"x.ipynb": NOTEBOOK}, method=zipfile.ZIP_BZIP2),
    zipped({"x.ipynb": NOTEBOOK}, method=zipfile.ZIP_LZMA),
]
Cuts = st.lists(st.tuples(st.integers(0, 10**6), st.binary(min_size=0, max_size=8), st.integers(0, 8)), max_size=6)


@given(st.sampled_from(SEEDS), Cuts)
def test_a_damaged_archive_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, seed: bytes, cuts: list[tuple[int, bytes, int]]
) -> None:
    data = bytearray(seed)
    for place, patch, removed in cuts:
        start = place % (len(data) + 1)
        data[start : start + removed] = patch
    path = tmp_path_factory.getbasetemp() / "damaged.zip"
    path.write_bytes(data)
    # One whose list lost the only name is refused as a whole.
    with contextlib.suppress(NoNotebooks):
        assert outcome(path)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.zip"
    path.write_bytes(data + SEEDS[1][-22:])
    for listed in _listed(path):
        assert listed


def _listed(path: Path) -> list[object]:
    try:
        return [_read(path, item.member) for item in files_in(path, (), Budget())]
    except Ungradable as error:
        return [error]


def _read(path: Path, member) -> object:  # type: ignore[no-untyped-def]
    try:
        return (read_member(path, (member,), limit=LIMIT),)
    except Ungradable as error:
        return error
