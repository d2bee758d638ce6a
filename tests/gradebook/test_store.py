"""What is kept in the gradebook's file comes back, whatever becomes of the grader or of the file meanwhile."""

from __future__ import annotations

import random
import sqlite3
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from grader.errors import CannotWrite, DamagedGradebook, GradebookBusy, NewerGradebook, WouldOverwrite
from grader.gradebook import database
from grader.gradebook.records import Content, digest_of
from grader.gradebook.store import NAME, Store
from grader.results import CaseResult, Executed, ExerciseReport, Outcome, Status, SubmissionReport
from grader.sentence import Sentence
from grader.submission import Submission

CASE = CaseResult("published", Outcome.WRONG, Sentence("at {place}", place="[0]"))
EXERCISE = ExerciseReport("double", 60, Outcome.WRONG, (CASE,), source="def double(x): ...", hint="Add x.")
REPORT = SubmissionReport(assignment="doubling", problems=(Sentence("A problem."),), exercises=(EXERCISE,), seed=1)
FILE = Content.of(b"a notebook")


def handed_in(student: str = "ann", place: str = "in/ann/x.ipynb") -> Submission:
    return Submission(student, Path(place), sender="7", aliases=("a1",), late=True, attempt=2, modified=3.5)


def test_a_report_comes_back_whole_with_whose_it_is(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.keep(store.begin("grade", seed=1), handed_in(), FILE, [REPORT], "terms")
    with Store(tmp_path) as store:
        (attempt,) = store.attempts()
        assert attempt.submission == handed_in()
        assert attempt.report == REPORT.outline
        assert store.whole(attempt) == REPORT
        assert store.content(attempt.file) == b"a notebook"
        assert store.seed == 1
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_notebook_as_it_ran_is_kept_apart_from_its_report(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        ran = replace(REPORT, executed=Executed(digest_of(b'{"cells": []}'), '{"cells": []}'))
        run = store.begin("grade")
        store.keep(run, handed_in(), FILE, [ran, replace(ran, assignment="halving")], "terms+executed")
        for attempt in store.attempts():
            copy = attempt.report.executed
            assert copy is not None
            assert copy.text == ""
            assert store.executed(copy) == b'{"cells": []}'


def test_who_was_graded_and_run_need_not_be_graded_but_not_the_other_way(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.keep(store.begin("grade"), handed_in("ann"), FILE, [REPORT], "terms+executed")
        store.keep(store.begin("grade"), handed_in("ben"), FILE, [REPORT], "terms")
        assert [student for student, _, _ in store.unchanged(lambda names: "terms")] == ["ann", "ben"]
        assert [student for student, _, _ in store.unchanged(lambda names: "terms+executed")] == ["ann"]


def test_other_bytes_at_a_place_are_another_attempt_and_no_grading_is_lost(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        run = store.begin("grade")
        store.keep(run, handed_in(), FILE, [REPORT], "old terms")
        store.keep(run, handed_in(), FILE, [REPORT], "terms")
        store.keep(run, handed_in(), Content.of(b"another"), [REPORT], "terms")
        assert len(store.attempts()) == 2
        assert len(store.history("ann")) == 3


def test_one_file_may_be_an_attempt_at_several_assignments(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        other = SubmissionReport(assignment="halving")
        store.keep(store.begin("grade"), handed_in(), FILE, [REPORT, other], "terms")
        assert [attempt.report.assignment for attempt in store.attempts()] == ["doubling", "halving"]


def test_what_is_unchanged_is_told_by_student_bytes_ending_and_terms(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        run = store.begin("grade")
        store.keep(run, handed_in(), FILE, [REPORT], "terms")
        store.keep(run, handed_in("ben", "in/ben/x.PY"), FILE, [REPORT])
        assert store.unchanged(lambda assignments: "other terms") == {}
        ((key, grading),) = store.unchanged(lambda assignments: "terms").items()
        assert key == ("ann", FILE.digest, "ipynb")
        later = store.begin("grade")
        store.seen(later, [(handed_in(), FILE.digest, grading), (handed_in(place="y.ipynb"), FILE.digest, grading)])
        ben, ann, moved = store.attempts()
        assert [ben.run, ann.run, moved.run] == [run.number, later.number, later.number]
        assert (moved.place, store.whole(moved), moved.grading != ann.grading) == ("y.ipynb", REPORT, True)


def test_of_two_that_grade_a_file_on_the_same_terms_the_first_counts(tmp_path: Path) -> None:
    with Store(tmp_path) as one, Store(tmp_path) as two:
        first, second = one.begin("grade"), two.begin("grade")
        assert first.seed == second.seed
        one.keep(first, handed_in(), FILE, [REPORT], "terms")
        two.keep(second, handed_in(), FILE, [SubmissionReport(assignment="doubling")], "terms")
        (attempt,) = two.attempts()
        assert two.whole(attempt) == REPORT


def test_names_are_values_and_never_sql(tmp_path: Path) -> None:
    name = "Robert'); DROP TABLE attempt; --\udcff"
    with Store(tmp_path) as store:
        store.keep(store.begin("grade"), handed_in(name), FILE, [REPORT], "terms")
        assert store.attempts()[0].submission.student == name.replace("\udcff", "\\udcff")


def test_a_file_that_could_not_be_read_is_an_attempt_without_bytes(tmp_path: Path) -> None:
    refused = SubmissionReport(status=Status.UNGRADABLE, problems=("?",))
    with Store(tmp_path) as store:
        file = store.keep(store.begin("grade"), handed_in(), Content("digest", None), [refused])
        assert store.content(file) is None


def test_a_file_of_an_older_grader_is_taken_along(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.keep(store.begin("grade"), handed_in(), FILE, [REPORT], "terms")
    with sqlite3.connect(tmp_path / NAME) as older:
        older.executescript(
            "ALTER TABLE attempt DROP COLUMN handed_in;DROP TABLE setting; DROP TABLE decision; PRAGMA user_version = 1"
        )
    older.close()
    with Store(tmp_path) as store:
        assert store.whole(store.attempts()[0]) == REPORT
        assert store.journal.decisions() == ()


def test_a_file_of_a_newer_grader_is_left_alone(tmp_path: Path) -> None:
    with Store(tmp_path):
        pass
    with sqlite3.connect(tmp_path / NAME) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    before = (tmp_path / NAME).read_bytes()
    with pytest.raises(NewerGradebook, match="form 99"):
        Store(tmp_path)
    assert (tmp_path / NAME).read_bytes() == before


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / NAME) as other:
        other.execute("CREATE TABLE mine (x)")
    other.close()
    with pytest.raises(WouldOverwrite, match="not of this grader"):
        Store(tmp_path)


@pytest.mark.parametrize("damage", ["all of it", "its end", "its pages"])
def test_a_damaged_file_is_told_and_left_alone(damage: str, tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        run = store.begin("grade")
        for number in range(40):
            store.keep(run, handed_in(f"{number}"), Content.of(b"%d" % number), [REPORT], "terms")
    path = tmp_path / NAME
    data = path.read_bytes()
    noise = bytes(range(256)) * 16
    changed = {"all of it": noise * 4, "its end": data[: len(data) // 2], "its pages": data[:4096] + noise * 60}
    path.write_bytes(changed[damage])

    with pytest.raises(DamagedGradebook, match=r"is damaged \(.*--begin-anew"), Store(tmp_path) as store:
        store.attempts()
    assert path.read_bytes() == changed[damage]


def test_who_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    waits = pytest.raises(GradebookBusy, match="wait for its end")
    with Store(tmp_path) as one, Store(tmp_path) as two, one.transaction(), waits:
        two.begin("grade")


def test_a_folder_that_is_a_file_cannot_hold_one(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite, match="unable to open"):
        Store(tmp_path / "file")


def test_a_full_disk_costs_a_sentence_and_nothing_that_was_kept(tmp_path: Path) -> None:
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(tmp_path)], capture_output=True)
    if mounted.returncode:
        pytest.skip("only root may mount a small disk")
    try:
        kept = 0
        with pytest.raises(CannotWrite, match="make room"), Store(tmp_path) as store:
            run = store.begin("grade")
            for _ in range(100):
                store.keep(
                    run, handed_in(f"{kept}"), Content.of(random.Random(kept).randbytes(9000)), [REPORT], "terms"
                )
                kept += 1
        with Store(tmp_path) as store:
            assert 0 < kept < 100
            assert [store.whole(attempt) for attempt in store.attempts()] == [REPORT] * kept
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


@pytest.mark.parametrize(("kind", "journal"), [("nfs4", "delete"), ("ext4", "wal")])
def test_on_another_machine_s_disk_there_is_no_shared_memory(
    kind: str, journal: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / xfs rw 0 0\nserver:/x {tmp_path} {kind} rw 0 0\n")
    monkeypatch.setattr(database, "MOUNTS", mounts)
    with Store(tmp_path) as store:
        assert store.for_one_machine == (journal == "delete")
    with sqlite3.connect(tmp_path / NAME) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == (journal,)
    connection.close()
