"""The files of a gradebook: each student has a folder alone, and nothing of before is lost without a word."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader.errors import CannotWrite, WouldOverwrite
from grader.gradebook.book import Book
from grader.gradebook.journal import Decision, Kind
from grader.gradebook.records import Content
from grader.gradebook.store import Store
from grader.language.catalogue import find_language
from grader.reports import files
from grader.reports.files import Fault, check_folder, set_aside, update_files
from grader.results import Executed, Status, SubmissionReport
from grader.sentence import Sentence
from grader.submission import Submission

LATE = Sentence("Handed in late, as the platform says.")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path) as opened:
        yield opened


def keep(store: Store, student: str, assignment: str = "doubling", data: bytes = b"x", place: str = "x.ipynb") -> None:
    report = SubmissionReport(assignment=assignment, problems=(LATE,))
    if not assignment:
        report = SubmissionReport(status=Status.UNGRADABLE, problems=("?",))
    store.keep(store.begin("grade"), Submission(student, Path(place)), Content.of(data), [report], "terms")


def pages(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder / "feedback").as_posix() for path in (folder / "feedback").rglob("*.html"))


@pytest.mark.parametrize(
    "names",
    [
        ("𝒜" * 63, "𝒜" * 63 + "b"),
        ("𠀀" * 63, "𠀀" * 62 + "𠀁"),
        ("Ann", "ann"),
        ("Núñez", "Nu\u0301n\u0303ez"),
        ("ann lee", "ann_lee"),
        ("a", "a-2", "A"),
        ("..", "_", "/"),
    ],
)
def test_names_that_become_equal_stay_apart_and_can_be_written(names: tuple[str, ...], store: Store) -> None:
    for name in names:
        keep(store, name, "a" * 300)
    update_files(store.folder, store, Book)
    assert len(list((store.folder / "feedback").iterdir())) == len(names)


def test_two_files_of_a_student_that_cannot_be_graded_have_a_page_each(store: Store) -> None:
    for place in "ab":
        keep(store, "ann", "", place=f"{place}/x.ipynb")
    update_files(store.folder, store, Book)
    assert pages(store.folder) == ["ann/x-2.html", "ann/x.html"]


def test_what_has_not_changed_is_not_written_again(store: Store) -> None:
    keep(store, "ann")
    keep(store, "ben")
    update_files(store.folder, store, Book)
    places = [path for path in store.folder.rglob("*.*") if path.name != "gradebook.sqlite" and path.is_file()]
    before = {path: path.stat().st_ino for path in places}
    update_files(store.folder, store, Book)
    assert {path: path.stat().st_ino for path in places} == before
    keep(store, "ben", data=b"y", assignment="halving")
    update_files(store.folder, store, Book)
    changed = {path.name for path in places if path.stat().st_ino != before[path]}
    assert changed == {"results.json", "grades.csv", "term.csv", "items.csv", "class.html"}
    assert pages(store.folder) == ["ann/doubling.html", "ben/doubling.html", "ben/halving.html"]


@pytest.mark.parametrize("change", ["edited", "removed"])
def test_what_somebody_changed_is_written_again(change: str, store: Store) -> None:
    keep(store, "ann")
    update_files(store.folder, store, Book)
    page = store.folder / "feedback" / "ann" / "doubling.html"
    right = page.read_bytes()
    page.unlink() if change == "removed" else page.write_text("mine")
    update_files(store.folder, store, Book)
    assert page.read_bytes() == right


@pytest.mark.parametrize("name", ["results.json", "grades.csv"])
def test_what_is_not_of_a_gradebook_is_not_overwritten(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(WouldOverwrite, match=r"there is no gradebook.sqlite beside it") as raised:
        check_folder(tmp_path)
    assert str(tmp_path / name) in str(raised.value)


def test_a_folder_that_may_only_be_read_is_told_at_once(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(tmp_path)], capture_output=True).returncode:
            pytest.skip("root may write everywhere, and may mount nothing here")
    else:
        tmp_path.chmod(0o500)
    try:
        with pytest.raises(CannotWrite, match="cannot be written"):
            check_folder(tmp_path)
    finally:
        if os.geteuid() == 0:
            subprocess.run(["umount", str(tmp_path)], check=True)
        else:
            tmp_path.chmod(0o700)


def test_the_page_of_a_report_that_was_replaced_goes_with_it(store: Store) -> None:
    keep(store, "ann", "")
    keep(store, "ben", "")
    update_files(store.folder, store, Book)
    (store.folder / "feedback" / "ann" / "a note.html").touch()
    keep(store, "ann", data=b"y")
    keep(store, "ben", data=b"y")
    update_files(store.folder, store, Book)
    assert pages(store.folder) == ["ann/a note.html", "ann/doubling.html", "ben/doubling.html"]


def test_a_notebook_that_ran_lies_beside_its_page_which_links_it(store: Store) -> None:
    ran = SubmissionReport(assignment="doubling", executed=Executed("digest", '{"cells": ["<script>"]}'))
    submission = Submission("an/n #1", Path("x.ipynb"))
    store.keep(store.begin("grade", seed=1), submission, Content.of(b"x"), [ran], "terms")
    update_files(store.folder, store, Book)
    page = store.folder / "feedback" / "an_n_1" / "doubling.html"
    assert '<a href="doubling.ipynb" download>' in page.read_text()
    assert "<script>" not in page.read_text()
    assert page.with_suffix(".ipynb").read_bytes() == b'{"cells": ["<script>"]}'
    store.keep(store.begin("grade"), submission, Content.of(b"x"), [replace(ran, executed=None)], "other terms")
    update_files(store.folder, store, Book)
    assert "download" not in page.read_text()
    assert not page.with_suffix(".ipynb").exists()


def test_what_is_held_back_has_no_page_and_gets_its_own_again(store: Store) -> None:
    keep(store, "Ann")
    keep(store, "ann")
    number = store.journal.decide(Decision(Kind.HOLD, "Ann", "doubling"))
    update_files(store.folder, store, Book)
    assert pages(store.folder) == ["ann-2/doubling.html"]
    store.journal.undo(number, who="")
    update_files(store.folder, store, Book)
    assert pages(store.folder) == ["Ann/doubling.html", "ann-2/doubling.html"]


def test_what_a_killed_grader_left_aside_is_gone_with_the_next_files(store: Store) -> None:
    (store.folder / ".writing").mkdir()
    (store.folder / ".writing" / "7").touch()
    keep(store, "ann")
    update_files(store.folder, store, Book)
    assert not (store.folder / ".writing").exists()


def test_a_page_that_cannot_be_made_is_told_and_tried_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> str:
        raise RecursionError

    keep(store, "ann")
    monkeypatch.setattr(files, "feedback_page", fail)
    for _ in range(2):
        _, faults = update_files(store.folder, store, Book)
        assert faults == [Fault("ann", "doubling", faults[0].place)]
    page = store.folder / "feedback" / "ann" / "doubling.html"
    assert "could not be made" in page.read_text()
    monkeypatch.undo()
    assert update_files(store.folder, store, Book)[1] == []
    assert "could not be made" not in page.read_text()


def test_what_a_folder_holds_is_set_aside_with_all_its_files(tmp_path: Path) -> None:
    assert set_aside(tmp_path) is None
    for number in (1, 2):
        with Store(tmp_path) as store:
            keep(store, "ann")
            update_files(tmp_path, store, Book)
        assert set_aside(tmp_path) == tmp_path / f"earlier-{number}"
        assert {path.name for path in tmp_path.iterdir()} == {f"earlier-{n}" for n in range(1, number + 1)}
    assert (tmp_path / "earlier-1" / "feedback" / "ann" / "doubling.html").is_file()


def test_a_gradebook_can_be_told_in_another_language_later(store: Store) -> None:
    keep(store, "ann")
    update_files(store.folder, store, Book, looks="en")
    update_files(store.folder, store, Book, find_language("zh"), looks="zh")
    (told,) = json.loads((store.folder / "results.json").read_text(encoding="utf-8"))["submissions"]
    assert told["problems"] == ["平台标明这是迟交的作业。"]
