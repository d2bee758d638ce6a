"""What takes long, and is done in the background: grading what came in, asking again, releasing feedback.

Each of these has a connection to the gradebook of its own, tells how far it is, ends when it is halted, and says in a
sentence what came of it.
"""

from __future__ import annotations

import functools
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from grader.desk.desk import Desk
from grader.desk.jobs import Tell
from grader.gradebook.book import Book
from grader.gradebook.journal import Decision, Kind
from grader.gradebook.regrading import chosen, regrade_attempts
from grader.gradebook.run import grade_class
from grader.gradebook.store import Store
from grader.gradebook.terms import looks_of
from grader.intake.find import take_in
from grader.reports.files import update_files
from grader.reports.page_paths import FEEDBACK
from grader.sentence import Sentence


def grade(desk: Desk, path: Path, name: str, tell: Tell, halt: Future[Any]) -> str:
    """Grade what lies at a place, as `grader grade` does; `name` is what it was called elsewhere, if it was."""
    machinery, roster = desk.machinery, desk.roster
    course = machinery.course
    helpers = course.modules.published_names
    intake = take_in(path, helpers=helpers, assignments=course.in_order, known_as=name)
    submissions = roster.rename(intake.submissions) if roster.students else intake.submissions
    with Store(desk.folder) as store:
        run = store.begin("grade")
        store.set("course", str(course.root))
        handled = grade_class(
            store,
            run,
            submissions,
            lambda: machinery.grader(run.seed),
            terms=machinery.terms(run.seed).of,
            progress=tell,
            halt=halt,
        )
        store.expect(roster.expectations(submissions))
    return Sentence(
        "read as {layout}: {students} {students:student|students}, {files} {files:file|files}, "
        "{again} of them unchanged",
        layout=Sentence(intake.layout.meaning),
        students=intake.students,
        files=len(handled.files),
        again=handled.unchanged,
    )


def ask_again(desk: Desk, student: str, assignment: str, function: str, tell: Tell, halt: Future[Any]) -> str:
    """Grade once more what a student handed in for an assignment, or one function of it."""
    machinery = desk.machinery
    with Store(desk.folder) as store:
        attempts = chosen(Book(store, machinery.course.settings), student, assignment, function)
        run = store.begin("regrade")
        made = regrade_attempts(
            store,
            run,
            attempts,
            lambda: machinery.grader(run.seed),
            terms=machinery.terms(run.seed).of,
            function=function,
            progress=tell,
            halt=halt,
        )
        if made.replaced:
            pairs = " ".join(f"{before}>{after}" for before, after in made.replaced.values())
            store.journal.decide(Decision(Kind.REGRADE, student, assignment, function, pairs, who=desk.who))
    return Sentence("{count} {count:file is|files are} graded once more", count=len(made.replaced))


def release(desk: Desk, tell: Tell, halt: Future[Any]) -> str:
    """Write all files that are not as the gradebook has them now; what is held back is none of them."""
    course, language = desk.machinery.course, desk.language
    with Store(desk.folder) as store:
        before = store.written()
        read = functools.partial(Book, settings=course.settings)
        _, faults = update_files(store.folder, store, read, language, looks_of(course, language.code))
        after = store.written()
        own = (path for path in after if Path(path).parts[0] == FEEDBACK.name)
        pages = [path for path in own if before.get(path) != after[path]]
        if pages:
            store.journal.decide(Decision(Kind.RELEASE, text="\n".join(pages), who=desk.who))
    if faults:
        names = ", ".join(f"{fault.student} ({fault.place})" for fault in faults)
        return Sentence(
            "{count} {count:page is|pages are} written; not those of {names}", count=len(pages), names=names
        )
    return Sentence("{count} {count:page is|pages are} written", count=len(pages))
