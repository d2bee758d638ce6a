"""What each page shows: made of the gradebook as it is at that moment, in the language of the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from grader.desk.clerk import Clerk, NotThere
from grader.desk.history import changed, compared
from grader.desk.numbers import whole
from grader.desk.queue import Item, Reason
from grader.desk.snapshot import Snapshot, id_of
from grader.desk.table import NAME, ROWS_OF_A_PAGE, TOTAL, Order, Show, table_of
from grader.desk.told import Told, at, told
from grader.gradebook.journal import Decision, Kind, standing
from grader.gradebook.records import Attempt
from grader.reports.feedback import code_lines, told_adjustment
from grader.reports.translated import in_language
from grader.results import Status, SubmissionReport
from grader.sentence import Sentence

LINES_OF_THE_JOURNAL = 200


@dataclass(frozen=True)
class Asked:
    """What a page is asked for: its name and the numbers in its address, and what came of a form that was on it."""

    name: str
    numbers: tuple[str, ...] = ()
    arguments: Mapping[str, str] = field(default_factory=dict)
    notice: str = ""
    filled: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Tried:
    """An attempt of a student at an assignment: the one before it, by number, and whether it counts."""

    number: int
    found: str
    place: str
    score: str
    counts: bool
    before: int


@dataclass(frozen=True)
class FunctionLine:
    """How a class answered a function, in words; `page` is that of the first who has it wrong."""

    name: str
    page: str
    answers: int
    asked: int
    right: str
    discrimination: str
    deciding: str
    decided: int


@dataclass(frozen=True)
class Group:
    """What is in the queue for one reason."""

    reason: Reason
    entries: list[Item]
    count: int


class Views:
    """Makes of a snapshot what the template of a page is filled with, and the page's own address."""

    def __init__(self, clerk: Clerk) -> None:
        self._clerk = clerk
        self._language = clerk.desk.language
        self._makers: dict[str, Callable[[Snapshot, Asked], tuple[str, dict[str, Any]]]] = {
            "class": self._class,
            "student": self._student,
            "work": self._work,
            "function": self._function,
            "since": self._since,
            "queue": self._queue,
            "functions": self._functions,
            "journal": self._journal,
            "grading": self._grading,
        }

    def of(self, snapshot: Snapshot, asked: Asked) -> tuple[str, dict[str, Any]]:
        """The address and the values of a page; raises NotThere if there is none."""
        return self._makers[asked.name](snapshot, asked)

    def title(self, assignment: str) -> str:
        if not assignment:
            return ""
        return self._language.say(self._clerk.desk.machinery.course.settings.title_of(assignment))

    def told(self, decisions: Iterable[Decision], snapshot: Snapshot, *, where: bool = True) -> list[Told]:
        lines = told(decisions, snapshot.decisions, where=where)
        return [replace(line, text=self._language.say(line.text)) for line in lines]

    def _class(self, snapshot: Snapshot, asked: Asked) -> tuple[str, dict[str, Any]]:
        order = Order.of(asked.arguments)
        table = table_of(snapshot, order)
        say = self._language.say

        def address(**changes: object) -> str:
            there = {"find": order.find, "show": order.show.value, "by": order.by, "down": "1" if order.down else ""}
            return "/?" + urlencode({name: text for name, text in {**there, **changes}.items() if text})

        def sorted_by(key: str) -> str:
            # What is highest, or hardest, is looked for first; names are read from A.
            down = not order.down if key == order.by else key != NAME
            return address(by=key, down="1" if down else "")

        end = order.begin + ROWS_OF_A_PAGE
        heads = [(NAME, say(Sentence("student"))), (TOTAL, say(Sentence("in all")))]
        return "/", {
            "course": self._clerk.desk.machinery.course.settings.title,
            "order": order,
            "shows": list(Show),
            "table": table,
            "heads": [*heads, *((name, self.title(name)) for name in table.assignments)],
            "sorted_by": sorted_by,
            "earlier": address(begin=max(0, order.begin - ROWS_OF_A_PAGE) or "") if order.begin else "",
            "later": address(begin=end) if end < table.found else "",
        }

    def _student(self, snapshot: Snapshot, asked: Asked) -> tuple[str, dict[str, Any]]:
        name = snapshot.students.get(asked.numbers[0])
        if name is None:
            raise NotThere
        history = _versions(snapshot, name)
        counting = {attempt.number for attempt in snapshot.book.attempts if attempt.number in snapshot.rows}
        rows = []
        for row in snapshot.rows_of(name):
            same = [item for item in history if item.report.assignment == row.report.assignment] if row.attempt else []
            before = 0
            tried = []
            for item in same:
                score = str(item.report.measured) if item.report.status is Status.GRADED else "–"
                counts = item.number in counting
                tried.append(Tried(item.number, at(item.found), item.place, score, counts, before))
                before = item.number
            report = in_language(row.report, self._language)
            rows.append((replace(row, report=report), tried))
        totals = {line.id: line.total for line in table_of(snapshot, Order(find=name)).lines}
        return f"/student/{asked.numbers[0]}", {
            "student": name,
            "ids": [item for item in snapshot.book.ids_of(name) if item != name],
            "total": totals.get(asked.numbers[0]),
            "rows": rows,
            "items": [self._item(item) for item in snapshot.open_items if item.student == name],
            "journal": self.told(snapshot.decided_on(name), snapshot),
        }

    def _work(self, snapshot: Snapshot, asked: Asked) -> tuple[str, dict[str, Any]]:
        attempt = _attempt(snapshot, asked.numbers[0])
        values = self._of_attempt(snapshot, asked, attempt)
        return f"/work/{attempt.number}", values

    def _function(self, snapshot: Snapshot, asked: Asked) -> tuple[str, dict[str, Any]]:
        attempt, index = _attempt(snapshot, asked.numbers[0]), int(asked.numbers[1])
        values = self._of_attempt(snapshot, asked, attempt)
        report: SubmissionReport = values["report"]
        if index >= len(report.exercises):
            raise NotThere
        exercise = report.exercises[index]
        before = _attempt(snapshot, str(values["before"])) if values["before"] else None
        old = {item.function: item for item in snapshot.whole(before).exercises} if before else {}
        earlier = old.get(exercise.function)
        above, below = _neighbours(snapshot, attempt, exercise.function)
        return f"/work/{attempt.number}/{index}", {
            **values,
            "exercise": exercise,
            "place": [*values["place"], ("function", exercise.function)],
            "adjusted": [
                self._language.say(told_adjustment(item))
                for item in report.adjustments
                if item.function == exercise.function
            ],
            "earlier": earlier,
            "lines": compared(earlier.source, exercise.source) if earlier and earlier.source != exercise.source else (),
            "previous": index - 1 if index else None,
            "next": index + 1 if index + 1 < len(report.exercises) else None,
            "others_before": above,
            "others_after": below,
            "journal": [
                line
                for line, made in zip(values["journal"], values["made"], strict=True)
                if made.function == exercise.function
            ],
        }

    def _of_attempt(self, snapshot: Snapshot, asked: Asked, attempt: Attempt) -> dict[str, Any]:
        """What the page of an attempt and those of its functions have in common."""
        row = snapshot.rows.get(attempt.number)
        report = snapshot.whole(attempt)
        name, assignment = attempt.submission.student, attempt.report.assignment
        report = replace(report, student=name, path=report.path or attempt.place)
        seen = snapshot.seen(name)
        made = [item for item in snapshot.decided_on(name) if item.assignment == assignment]
        same = [item.number for item in _versions(snapshot, name) if item.report.assignment == assignment]
        place = same.index(attempt.number) if attempt.number in same else 0
        newest = [
            number
            for number, other in snapshot.rows.items()
            if (other.report.student, other.report.assignment) == (name, assignment)
        ]
        chosen = [item for item in snapshot.queue if item.key == asked.arguments.get("item")]
        return {
            "report": in_language(report, self._language),
            "number": attempt.number,
            "student": id_of(name),
            "title": self.title(assignment),
            "counts": row is not None,
            "newest": newest[0] if newest else 0,
            "pending_now": snapshot.pending.get(attempt.number, False),
            "before": same[place - 1] if place else 0,
            "place": [
                ("student", id_of(name)),
                ("assignment", assignment),
                ("seen", f"{seen.decision}.{seen.grading}"),
            ],
            "holds": standing(made, Kind.HOLD),
            "item": self._item(chosen[0]) if chosen else None,
            "query": f"?item={chosen[0].key}" if chosen else "",
            "code_lines": lambda exercise: list(code_lines(exercise)),
            "made": made,
            "journal": self.told(made, snapshot, where=False),
        }

    def _since(self, snapshot: Snapshot, asked: Asked) -> tuple[str, dict[str, Any]]:
        attempt, other = (_attempt(snapshot, number, exactly=True) for number in asked.numbers)
        name = attempt.submission.student
        if other.submission.student != name:
            raise NotThere
        after, before = (replace(snapshot.whole(item), path=item.place) for item in (attempt, other))
        return f"/work/{attempt.number}/since/{other.number}", {
            "report": in_language(replace(after, student=name), self._language),
            "before": in_language(before, self._language),
            "number": attempt.number,
            "student": id_of(name),
            "title": self.title(after.assignment),
            "changes": changed(before, after),
        }

    def _queue(self, snapshot: Snapshot, asked: Asked) -> tuple[str, dict[str, Any]]:
        groups = []
        for reason in Reason:
            items = [self._item(item) for item in snapshot.open_items if item.reason is reason]
            if items:
                groups.append(Group(reason, items, len(items)))
        seen = [item for item in snapshot.queue if item.seen]
        seen.sort(key=lambda item: item.seen.number if item.seen else 0, reverse=True)
        return "/queue", {"groups": groups, "seen": seen}

    def _functions(self, snapshot: Snapshot, asked: Asked) -> tuple[str, dict[str, Any]]:
        first: dict[tuple[str, str], str] = {}
        for number, row in snapshot.rows.items():
            for index, exercise in enumerate(row.report.exercises):
                if exercise.outcome.tone == "bad":
                    first.setdefault((row.report.assignment, exercise.function), f"/work/{number}/{index}")
        of_assignment: dict[str, list[FunctionLine]] = {}
        for item in snapshot.findings.items:
            page = first.get((item.assignment, item.name), "")
            deciding = self._language.about(item.assignment).repeat(Sentence(item.deciding)) if item.deciding else ""
            share = f"{100 * item.difficulty:.0f} %" if item.answers else "–"
            told = "–" if item.discrimination is None else f"{item.discrimination:.2f}"
            line = FunctionLine(item.name, page, item.answers, item.asked, share, told, deciding, item.decided)
            of_assignment.setdefault(item.assignment, []).append(line)
        order = snapshot.book.settings.assignments
        names = sorted(of_assignment, key=lambda name: (order.index(name) if name in order else len(order), name))
        return "/functions", {"groups": [(name, of_assignment[name]) for name in names]}

    def _item(self, item: Item) -> Item:
        return replace(item, text=self._language.about(item.assignment).repeat(item.text))

    def _journal(self, snapshot: Snapshot, asked: Asked) -> tuple[str, dict[str, Any]]:
        first = whole(asked.arguments.get("begin", "")) or 0
        newest_first = list(reversed(snapshot.book.decisions))
        end = first + LINES_OF_THE_JOURNAL
        return "/journal", {
            "journal": self.told(newest_first[first:end], snapshot),
            "later": f"/journal?begin={max(0, first - LINES_OF_THE_JOURNAL)}" if first else "",
            "earlier": f"/journal?begin={end}" if end < len(newest_first) else "",
        }

    def _grading(self, snapshot: Snapshot, asked: Asked) -> tuple[str, dict[str, Any]]:
        return "/grading", {
            "folders": [str(folder) for folder in self._clerk.desk.folders],
            "jobs": self._clerk.jobs.all(),
        }


def _attempt(snapshot: Snapshot, number: str, *, exactly: bool = False) -> Attempt:
    """The attempt of a report, by the newest grading of its file; `exactly`, by that one."""
    wanted = int(number)
    newest = {attempt.number: attempt for attempt in snapshot.book.attempts}
    if wanted in newest:
        return newest[wanted]
    old = snapshot.store.attempt(wanted)
    if old is None:
        raise NotThere
    if not exactly:
        for attempt in snapshot.book.attempts:
            if (attempt.file, attempt.report.assignment) == (old.file, old.report.assignment):
                return attempt
    return old


def _versions(snapshot: Snapshot, student: str) -> list[Attempt]:
    """The files of a student by their newest gradings, those that were found first at the beginning."""
    own = [item for item in snapshot.book.attempts if item.submission.student == student and not item.module]
    return sorted(own, key=lambda item: (item.found, item.file))


def _neighbours(snapshot: Snapshot, attempt: Attempt, function: str) -> tuple[str, str]:
    """The pages of the same function of the students before and after: of those for whom it is not right either."""
    pages: list[tuple[int, str]] = []
    for number, row in snapshot.rows.items():
        if row.report.assignment != attempt.report.assignment:
            continue
        for index, exercise in enumerate(row.report.exercises):
            if exercise.function == function and (exercise.outcome.tone == "bad" or number == attempt.number):
                pages.append((number, f"/work/{number}/{index}"))
    numbers = [number for number, _ in pages]
    if attempt.number not in numbers:
        return "", ""
    at_place = numbers.index(attempt.number)
    before = pages[at_place - 1][1] if at_place else ""
    after = pages[at_place + 1][1] if at_place + 1 < len(pages) else ""
    return before, after
