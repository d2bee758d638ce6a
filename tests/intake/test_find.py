"""Whatever a platform exports, every file finds its student."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest

from grader.errors import NoNotebooks, Ungradable
from grader.intake.find import find_submissions, read_submission
from grader.submission import Submission
from tests.tiny import RIGHT, notebook_bytes

NOTEBOOK = notebook_bytes(*RIGHT)


def zipped(files: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def folder(root: Path, *names: str, **texts: bytes) -> Path:
    for name in names:
        write(root / name, NOTEBOOK)
    return root


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def students(path: Path) -> list[str]:
    return sorted(submission.student for submission in find_submissions(path))


def only(path: Path) -> Submission:
    (found,) = find_submissions(path)
    return found


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["ann/x.ipynb", "bob/y.ipynb"], ["ann", "bob"]),
        (["ann/ps1/x.ipynb", "ann/ps2/x.ipynb", "bob/ps1/x.ipynb"], ["ann", "ann", "bob"]),
        (["submitted/ann/ps1/x.ipynb", "source/ps1/x.ipynb", "release/ps1/x.ipynb"], ["ann"]),
        (["ann.ipynb", "bob.IPYNB", "cem.ipynb.txt"], ["ann", "bob", "cem"]),
        (["ann.ipynb", "bob.py"], ["ann", "bob"]),
        (["ann/x.ipynb", "make_samples.py"], ["ann"]),
        (["ann/deep/er/x.ipynb", "bob/x.ipynb"], ["ann", "bob"]),
        ([f"group a/{name}/x.ipynb" for name in "abcdef"], list("abcdef")),
        ([f"ann/week {number}/x.ipynb" for number in range(5)], ["ann"] * 5),
        (["doejane_12345_67890_x.ipynb", "roeal_LATE_12346_67891_x.ipynb"], ["doejane", "roeal"]),
        (["download/doejane_12345_67890_x.ipynb", "download/roeal_12346_67891_x.ipynb"], ["doejane", "roeal"]),
        (["doe_101_67890_x.ipynb", "doe_102_67891_x.ipynb"], ["doe (101)", "doe (102)"]),
        (["ann/lab_4_2_draft.ipynb"], ["ann"]),
        (["Jane Doe_12345_assignsubmission_file_/x.ipynb"], ["Jane Doe"]),
        (["Jane Doe_12345_assignsubmission_file_x.ipynb"], ["Jane Doe"]),
        (["hw4/Jane Doe_12345_assignsubmission_file/x.ipynb"], ["Jane Doe"]),
        (["hw4/Jo_1_assignsubmission_file_/x.ipynb", "hw5/Jo_2_assignsubmission_file_/x.ipynb"], ["Jo", "Jo"]),
        (["hw4/Jo_1_assignsubmission_file_/x.ipynb", "hw4/Jo_2_assignsubmission_file_/x.ipynb"], ["Jo (1)", "Jo (2)"]),
        (["张伟/作业.ipynb", "José Núñez/tarea.ipynb"], ["José Núñez", "张伟"]),
    ],
)  # fmt: skip
def test_a_layout_is_understood(names: list[str], expected: list[str], tmp_path: Path) -> None:
    assert students(folder(tmp_path, *names)) == expected


def test_the_same_layouts_are_understood_in_an_archive(tmp_path: Path) -> None:
    write(tmp_path / "class.zip", zipped({"class/ann/x.ipynb": NOTEBOOK, "class/bob/y.ipynb": NOTEBOOK}))
    assert students(tmp_path / "class.zip") == ["ann", "bob"]


def test_archives_in_folders_and_in_archives_are_opened(tmp_path: Path) -> None:
    write(tmp_path / "ann" / "work.zip", zipped({"work/x.ipynb": NOTEBOOK}))
    write(tmp_path / "doe.zip", zipped({"x.ipynb": NOTEBOOK, "__MACOSX/._x.ipynb": b"junk"}))
    write(tmp_path / "all.zip", zipped({"cem/inner.zip": zipped({"x.ipynb": NOTEBOOK})}))
    found = find_submissions(tmp_path)
    assert sorted(item.student for item in found) == ["all", "ann", "doe"]
    assert all(read_submission(item) == NOTEBOOK for item in found)


@pytest.mark.parametrize(
    "name",
    [
        "ann/.ipynb_checkpoints/x-checkpoint.ipynb",
        "__MACOSX/ann/._x.ipynb",
        "ann/._x.ipynb",
        "ann/.hidden.ipynb",
        "ann/x.py",
        "ann/helpers_of_the_course.py",
    ],
)
def test_what_nobody_handed_in_is_passed_by(name: str, tmp_path: Path) -> None:
    folder(tmp_path, "ann/x.ipynb", name)
    found = find_submissions(tmp_path, helpers=["helpers_of_the_course"])
    assert [item.place for item in found] == [(tmp_path / "ann" / "x.ipynb").as_posix()]


def test_grades_of_an_earlier_run_are_passed_by(tmp_path: Path) -> None:
    folder(tmp_path, "ann/x.ipynb")
    for name in ("grades.csv", "results.json", "feedback/ann/x.html"):
        write(tmp_path / "grades" / name, b"")
    assert students(tmp_path) == ["ann"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("report.pdf", b"%PDF", "No notebook, but report.pdf"),
        ("x.html", b"<html>", "instead of a web page"),
        ("work.rar", b"Rar!", "unpack it by hand"),
        ("work.zip", b"not a zip", "damaged"),
        ("work.zip", zipped({}), "empty"),
        ("work.zip", zipped({"a.zip": zipped({"b.zip": b""})}), "in an archive"),
        ("work.zip", zipped({"notes.txt": b""}), "No notebook, but notes.txt"),
    ],
)
def test_a_student_without_a_notebook_is_a_row_with_a_reason(
    name: str, data: bytes, words: str, tmp_path: Path
) -> None:
    write(tmp_path / "in" / "ann" / name, data)
    submission = only(tmp_path / "in")
    assert submission.student == "ann"
    with pytest.raises(Ungradable, match=words):
        read_submission(submission)


def test_an_empty_folder_of_a_student_is_a_row(tmp_path: Path) -> None:
    folder(tmp_path, "ann/x.ipynb")
    (tmp_path / "bob").mkdir()
    assert [(item.student, item.refusal) for item in find_submissions(tmp_path)][1] == ("bob", "The folder is empty.")


def test_lateness_is_noted(tmp_path: Path) -> None:
    submission = only(folder(tmp_path, "doejane_LATE_12345_67890_x.ipynb"))
    assert submission.late
    assert submission.problems == ("Handed in late, as the platform says.",)


METADATA = """\
---
submission_11:
  :submitters:
  - :name: Jane Doe
    :sid: 's1'
    :email: jane@example.org
  - :name: Al Roe
  :created_at: !ruby/object:ActiveSupport::TimeWithZone
    utc: 2021-01-01
  :results:
    tests: [{output: "a: b"}]
submission_12:
  :submitters: {{{ damaged
submission_13:
  :submitters:
  - :name: Cem
"""


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        (METADATA.encode(), ["Al Roe", "Cem", "Jane Doe", "submission_12"]),
        (METADATA.replace("\n", "\r\n").encode("utf-8-sig"), ["Al Roe", "Cem", "Jane Doe", "submission_12"]),
        (b"\xff\x00 not yaml: [", ["submission_11", "submission_12", "submission_13"]),
        (None, ["submission_11", "submission_12", "submission_13"]),
    ],
)
def test_a_gradescope_export_is_mapped_to_names(metadata: bytes | None, expected: list[str], tmp_path: Path) -> None:
    folder(tmp_path, *(f"assignment_1_export/submission_{number}/x.ipynb" for number in (11, 12, 13)))
    if metadata is not None:
        write(tmp_path / "assignment_1_export" / "submission_metadata.yml", metadata)
    assert students(tmp_path) == expected


def test_links_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "secret.ipynb", NOTEBOOK)
    inside = folder(tmp_path / "in", "ann/x.ipynb", "cem/x.ipynb")
    (inside / "bob").mkdir()
    (inside / "bob" / "y.ipynb").symlink_to(tmp_path / "secret.ipynb")
    (inside / "dan").symlink_to(tmp_path)
    (inside / "cem" / "z.ipynb").symlink_to(inside / "cem" / "x.ipynb")
    found = {item.place.removeprefix(inside.as_posix()): item.refusal for item in find_submissions(inside)}
    assert sorted(found) == ["/ann/x.ipynb", "/bob/y.ipynb", "/cem/x.ipynb", "/cem/z.ipynb", "/dan"]
    assert sorted(place for place, refusal in found.items() if refusal) == ["/bob/y.ipynb", "/cem/z.ipynb", "/dan"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "in" / "ann").mkdir(parents=True)
    os.mkfifo(tmp_path / "in" / "ann" / "x.ipynb")
    assert "no ordinary file" in only(tmp_path / "in").refusal
    with pytest.raises(NoNotebooks):
        find_submissions(tmp_path / "in" / "ann" / "x.ipynb")


def test_names_that_lead_out_of_an_archive_are_only_labels(tmp_path: Path) -> None:
    write(tmp_path / "a.zip", zipped({"../../ann/x.ipynb": NOTEBOOK, "/etc/y.ipynb": NOTEBOOK}))
    assert students(tmp_path / "a.zip") == ["ann", "etc"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip"]


def test_links_and_passwords_in_archives_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("ann/x.ipynb")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    write(tmp_path / "links.zip", out.getvalue())
    assert "link" in only(tmp_path / "links.zip").refusal
    locked = bytearray(zipped({"bob/x.ipynb": NOTEBOOK}))
    locked[locked.rfind(b"PK\x01\x02") + 8] |= 1
    write(tmp_path / "locked.zip", bytes(locked))
    assert "password" in only(tmp_path / "locked.zip").refusal


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\0" * (65 * 2**20), "larger than 64 MB"),
        (b"\0" * (60 * 2**20), "times smaller"),
    ],
)
def test_an_archive_bomb_is_refused(data: bytes, words: str, tmp_path: Path) -> None:
    write(tmp_path / "bomb.zip", zipped({"ann/x.ipynb": data}))
    with pytest.raises(Ungradable, match=words):
        read_submission(only(tmp_path / "bomb.zip"))


def test_an_archive_that_lies_about_sizes_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped({"ann/x.ipynb": b"\0" * 2**20}))
    data[(place := data.rfind(b"PK\x01\x02") + 24) : place + 4] = struct.pack("<I", 100)
    write(tmp_path / "lie.zip", bytes(data))
    with pytest.raises(Ungradable, match="damaged"):
        read_submission(only(tmp_path / "lie.zip"))


def test_an_archive_of_too_many_files_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "many.zip", zipped({f"{n}.ipynb": b"" for n in range(20_001)}, method=zipfile.ZIP_STORED))
    assert "more than 20,000 files" in only(tmp_path / "many.zip").refusal


def test_a_gigabyte_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.ipynb"
    with path.open("wb") as file:
        file.truncate(2**30)
    with pytest.raises(Ungradable, match="larger than 64 MB"):
        read_submission(only(path))
