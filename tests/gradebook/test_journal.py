from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from grader.gradebook.book import Book
from grader.gradebook.journal import Decision, Kind, Stale, standing, subject_of
from grader.gradebook.records import Content
from grader.gradebook.store import NAME, Store
from grader.results import Adjustment, ExerciseReport, Outcome, SubmissionReport
from grader.submission import Submission

WRONG = SubmissionReport(assignment="doubling", exercises=(ExerciseReport("double", 60, Outcome.WRONG, ()),))
RIGHT = replace(WRONG, exercises=(ExerciseReport("double", 60, Outcome.PASSED, ()),))
COPIED = Decision(Kind.ADJUST, "ann", "doubling", "double", "copied\x1b[2J", -3, True, who="bo")


def handed_in(store: Store, student: str = "ann") -> int:
    submission = Submission(student, Path(f"in/{student}/x.ipynb"), sender=student)
    return store.keep(store.begin("grade", seed=1), submission, Content.of(b"one"), [WRONG], "terms")


def scores(store: Store) -> list[int]:
    return [row.report.score.earned for row in Book(store).rows]


def test_what_is_taken_back_counts_no_longer_and_stays_in_the_journal(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        handed_in(store)
        number = store.journal.decide(replace(COPIED, points=20))
        assert scores(store) == [20]
        store.journal.undo(number, who="bo")
        assert scores(store) == [0]
        made, undone = store.journal.decisions()
        assert (made.text, made.who, made.undone, undone.undoes) == ("copied\\x1b[2J", "bo", undone.number, number)


def test_what_was_taken_back_can_be_put_back(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        handed_in(store)
        number = store.journal.decide(replace(COPIED, points=20))
        store.journal.undo(number, who="bo")
        *_, undone = store.journal.decisions()
        store.journal.undo(undone.number, who="bo")
        assert scores(store) == [20]
        decisions = {item.number: item for item in store.journal.decisions()}
        assert [subject_of(item, decisions)[1] for item in decisions.values()] == [True, False, True]


def test_nothing_is_taken_back_twice(tmp_path: Path) -> None:
    with Store(tmp_path) as one, Store(tmp_path) as two:
        number = one.journal.decide(COPIED)
        two.journal.undo(number, who="bo")
        for gone in (number, number + 7):
            with pytest.raises(Stale):
                one.journal.undo(gone, who="cy")


def test_a_decision_on_what_has_changed_since_is_refused_and_nothing_is_kept_of_it(tmp_path: Path) -> None:
    with Store(tmp_path) as one, Store(tmp_path) as two:
        handed_in(one)
        seen = one.journal.seen("ann")
        two.journal.decide(Decision(Kind.COMMENT, "ben", "doubling", text="of somebody else"))
        two.journal.decide(Decision(Kind.SEEN, "ann", text="the queue's own"))
        one.journal.decide(COPIED, seen)
        with pytest.raises(Stale):
            two.journal.decide(Decision(Kind.COMMENT, "ann", "doubling", text="late"), seen)
        seen = one.journal.seen("ann")
        two.regraded(two.begin("regrade"), 1, [RIGHT], "terms")
        with pytest.raises(Stale):
            one.journal.decide(COPIED, seen)
        assert len(one.journal.decisions()) == 3


def test_a_grading_that_was_asked_again_can_be_taken_back_and_put_back(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        file = handed_in(store)
        before = store.journal.seen("ann").grading
        store.regraded(store.begin("regrade"), file, [RIGHT], "terms")
        after = store.journal.seen("ann").grading
        number = store.journal.decide(Decision(Kind.REGRADE, "ann", text=f"{before}>{after}"))
        assert scores(store) == [60]
        store.journal.undo(number, who="bo")
        assert scores(store) == [0]
        store.journal.undo(store.journal.decisions()[-1].number, who="bo")
        assert scores(store) == [60]
        assert len(store.history("ann")) == 4


def test_a_grading_is_not_put_back_over_one_that_came_after_it(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        file = handed_in(store)
        number = store.journal.decide(Decision(Kind.REGRADE, "ann", text="1>1"))
        store.regraded(store.begin("grade"), file, [RIGHT], "other terms")
        with pytest.raises(Stale):
            store.journal.undo(number, who="bo")
        assert scores(store) == [60]


def test_comments_and_what_is_held_back_are_told_of_the_row_that_they_are_about(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        handed_in(store)
        handed_in(store, "ben")
        store.journal.decide(Decision(Kind.COMMENT, "ann", "doubling", "double", "Nice.\nVery."))
        store.journal.decide(Decision(Kind.HOLD, "ben", "doubling", text="asked the dean"))
        ann, ben = Book(store).rows
        assert [(item.function, item.text) for item in ann.report.comments] == [("double", "Nice.\nVery.")]
        assert (ann.report.held, ben.report.held, ben.report.comments) == (False, True, ())


def test_adjustments_of_an_older_grader_are_taken_along_with_what_was_withdrawn(tmp_path: Path) -> None:
    with Store(tmp_path):
        pass
    with sqlite3.connect(tmp_path / NAME) as older:
        older.executescript(
            "DROP TABLE decision; CREATE TABLE adjustment (id INTEGER PRIMARY KEY, student, assignment, function, "
            "points, relative, reason, made, withdrawn TEXT NOT NULL DEFAULT '');"
            "INSERT INTO adjustment VALUES (1, 'ann', 'doubling', '', 5, 1, 'nice', '2026-05-01T12:00:00Z', ''),"
            "(2, 'ann', 'doubling', '', 9, 0, 'oh', '2026-05-01T12:00:01Z', '2026-05-01T12:00:02Z');"
            "PRAGMA user_version = 4"
        )
    older.close()
    with Store(tmp_path) as store:
        decisions = store.journal.decisions()
    (kept,) = standing(decisions, Kind.ADJUST)
    assert kept.adjustment == Adjustment("ann", "doubling", "", 5, True, "nice", "2026-05-01T12:00:00Z", 1)
    assert [item.kind.value for item in decisions] == ["adjusted", "adjusted", "withdrawn"]
