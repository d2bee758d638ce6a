"""Grades the strangers through the grader, box and all, and holds what it says against the truth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType

from grader.grading.grader import Grader
from grader.grading.live import LiveExamination
from grader.results import ExerciseReport, Outcome, SubmissionReport
from grader.workers.pool import Limits, Zygote
from tests.specimens.strangers.layouts import Layout, all_layouts
from tests.specimens.strangers.reading import ASSIGNMENTS, COURSE, HERE, Stranger, strangers

KINDS = ("right", "wrong", "classic", "layout")
LOST, PASSED, UNNAMED, MISNAMED = "lost its points", "passed", "not named", "named wrongly"
KNOWN = HERE / "known.txt"
# The faults of each kind that are counted, with what is said of those who do not have it.
TOLD = {
    "right": {LOST: "right answers that keep their points"},
    "wrong": {PASSED: "wrong answers that lose their points", MISNAMED: "wrong answers without a false name"},
    "classic": {UNNAMED: "classic errors that are named", MISNAMED: "classic errors without a false name"},
    "layout": {},
}


@dataclass(frozen=True)
class Fault:
    """What the grader did wrong: a word for it, and what it said."""

    what: str
    said: str


@dataclass(frozen=True)
class Verdict:
    """One stranger's answer and what is wrong with how it was graded; nothing, as a rule."""

    name: str
    faults: tuple[Fault, ...]

    @property
    def lines(self) -> list[str]:
        """Each fault as `known.txt` lists it."""
        return [f"{fault.what}: {self.name}" for fault in self.faults]


def name_of(line: str) -> str:
    """Whose fault a line of `known.txt` lists."""
    return line.partition(": ")[2]


class Class:
    """The strangers and a grader for them; a context manager."""

    def __init__(self, *, seed: int) -> None:
        self._zygote = Zygote(Limits())
        self._seed = seed

    def __enter__(self) -> Class:
        self._zygote.__enter__()
        examinations = [
            LiveExamination(COURSE, COURSE.assignment(name), self._zygote, seed=self._seed) for name in ASSIGNMENTS
        ]
        self.grader = Grader(examinations, self._zygote)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zygote.__exit__(kind, error, trace)

    def verdicts(self, kind: str, *, only: str = "") -> list[Verdict]:
        """What became of each answer of a kind."""
        with ThreadPoolExecutor(2) as pool:
            return list(
                pool.map(lambda one: verdict_on(one, self.grader), (one for one in everyone(kind) if only in one.name))
            )

    def summary(self, kind: str, verdicts: list[Verdict]) -> str:
        """How many got what is fair, and how many met each other fault."""
        words = [
            fault.what for verdict in verdicts for fault in {fault.what: fault for fault in verdict.faults}.values()
        ]
        lines = [
            f"{sentence}: {len(verdicts) - words.count(what)} of {len(verdicts)}"
            for what, sentence in TOLD[kind].items()
        ]
        return "\n".join([*lines, f"without any fault: {sum(not item.faults for item in verdicts)} of {len(verdicts)}"])


def everyone(kind: str) -> Iterable[Stranger | Layout]:
    return all_layouts() if kind == "layout" else strangers(kind)


def verdict_on(one: Stranger | Layout, grader: Grader) -> Verdict:
    """What was wrong with how one answer, or one layout, was graded."""
    reports = grader.grade(one.data, "stranger.ipynb")
    found = misread(one, reports) if isinstance(one, Layout) else faults(one, reports)
    return Verdict(one.name, tuple(found))


def misread(layout: Layout, reports: Sequence[SubmissionReport]) -> Iterable[Fault]:
    """What is wrong with the reports on a whole notebook."""
    graded = {report.assignment: report for report in reports}
    for assignment, outcomes in layout.rows.items():
        if assignment not in graded:
            yield Fault(f"{assignment} not graded", "; ".join(map(str, graded)))
            continue
        got = {exercise.function: exercise for exercise in graded[assignment].exercises}
        for function, outcome in outcomes.items():
            if got[function].outcome.value != outcome:
                yield Fault(f"{function} is {got[function].outcome.value}, not {outcome}", told(got[function]))
    for assignment in graded.keys() - layout.rows.keys():
        yield Fault(f"{assignment or 'something'} graded", "; ".join(graded[assignment].problems))


def faults(stranger: Stranger, reports: Sequence[SubmissionReport]) -> Iterable[Fault]:
    """What is wrong with a report, by the truth about the answer."""
    report = reports[0]
    exercises = {exercise.function: exercise for exercise in report.exercises}
    own = exercises.get(stranger.function)
    if len(reports) != 1 or report.assignment != stranger.assignment or own is None:
        yield Fault("not graded", "; ".join(f"{item.assignment} {item.problems}" for item in reports))
        return
    passed = own.outcome is Outcome.PASSED
    if stranger.kind == "right" and not passed:
        yield Fault(LOST, told(own))
    if stranger.kind != "right" and passed:
        yield Fault(PASSED, "")
    for other in exercises.values():
        if other is not own and other.outcome is not Outcome.PASSED:
            yield Fault(f"cost {other.function} its points", told(other))
    if stranger.kind != "right" and not passed:
        yield from naming(stranger, own)


def naming(stranger: Stranger, own: ExerciseReport) -> Iterable[Fault]:
    """What is wrong with what the student is told."""
    said = explained(own)
    says, never = stranger.told.get("says", ""), stranger.told.get("never", "")
    named = bool(says and re.search(says, said, re.IGNORECASE))
    if stranger.kind == "classic" and not named:
        yield Fault(UNNAMED, said)
    if own.mistake and not named:
        yield Fault(MISNAMED, f"{own.mistake}: {own.hint}")
    if never and re.search(never, said, re.IGNORECASE):
        yield Fault(MISNAMED, said)


def diagnosis(own: ExerciseReport) -> str:
    """All that is said about what is wrong; not the hint that everybody gets."""
    cases = [text for case in own.cases for text in (case.message, case.explanation)]
    hint = f"{own.mistake}: {own.hint}" if own.mistake else ""
    return " | ".join(dict.fromkeys(text for text in (hint, own.message, own.remark, *cases) if text))


# What every wrong value, shape or error is told, whatever the mistake: it names none.
PLAIN = re.compile(
    r"[^|]*has the right shape, but not the right values(: at [^;|]*)?|[^|]*should have shape [^;|]*"
    r"|[^|]*has the wrong value[^;|]*|[^|]*raised \w+[^|]*|`[^`|]*`: expected [^;|]*"
)


def explained(own: ExerciseReport) -> str:
    """What explains a mistake: the known one's hint, remarks, explanations of errors and what a value has of the right one."""
    return " | ".join(
        part for part in (PLAIN.sub("", text).strip("; ") for text in diagnosis(own).split(" | ")) if part
    )


def told(own: ExerciseReport) -> str:
    return f"{own.outcome.value}: {diagnosis(own)}"[:700]
