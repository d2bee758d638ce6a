"""Ranks the pairs of a class, and of a class with earlier ones, by how much is told by what they share.

How much of their work two students share who share any is not known: a function, half of them, all. So the evidence of
a pair is the mean of likelihood ratios under `PORTIONS`, each of which says with which chance q any one function is
shared: the product over the functions that both answered of 1 - q + q 2^bits. A likelihood ratio is 1 on the average
where nothing was shared, so that chance brings it to 2^b at most once in 2^b times (Markov's inequality). Of many pairs
some are alike by chance: log2 of their number is taken off (Bonferroni), and what is left is `Pair.bits`.

Pairs are found through an index of rare fragments and the few who wrote them, and only those are compared in full
that reach the threshold if all that they share came independently.
"""

from __future__ import annotations

import collections
import heapq
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from grader.results import ExerciseReport, Gradebook, Outcome
from grader.similarity.evidence import Answers, Match
from grader.similarity.fragments import Fragment, Kind, fragments_of, mistake

# Bits beyond those that chance gives the likeliest of all pairs: docs/similarity.md tells how it was measured.
THRESHOLD = 6.0
PORTIONS = (1 / 32, 1 / 8, 1 / 2, 7 / 8)
# Who copies a function changes a line of it with the one chance or the other; else it is a line of both.
CHANGED = (1 / 32, 1 / 4)
# Whom to compare is asked only of what no more students share than that; where two are compared all of it counts.
MAX_HOLDERS = 25
MAX_KEYS = 600
# With so many others each student is compared in full.
MAX_PARTNERS = 12

Task: TypeAlias = tuple[str, str]
"""An assignment, and a function of it."""


@dataclass(frozen=True)
class Person:
    """Whose answers are compared; `term` names an earlier gradebook, and is empty for this one."""

    student: str
    term: str = ""
    number: int = 0
    """Tells two senders of one name apart."""


@dataclass(frozen=True)
class Shared:
    """One function that two answered alike, with both texts, and what is told by it, in bits."""

    assignment: str
    function: str
    left: str
    right: str
    bits: float
    matches: tuple[Match, ...]


@dataclass(frozen=True)
class Pair:
    """Two who are alike by more than chance; the functions that tell most stand first."""

    left: Person
    right: Person
    bits: float
    functions: tuple[Shared, ...]


@dataclass(frozen=True)
class _Answer:
    person: int
    source: str
    fragments: tuple[Fragment, ...]


def pairs(
    gradebook: Gradebook,
    threshold: float = THRESHOLD,
    *,
    earlier: Mapping[str, Gradebook] | None = None,
    given: Mapping[Task, Collection[str]] | None = None,
    together: Iterable[Collection[str]] = (),
    identical: Iterable[tuple[str, Collection[str]]] = (),
) -> list[Pair]:
    """The pairs that are alike by at least `threshold` bits beyond chance, those with the most first.

    Parameters
    ----------
    gradebook : Gradebook
        A class, with its whole reports: outlines hold no sources.
    earlier : mapping of str to Gradebook, optional
        Classes of earlier terms, by name, with which this one is compared, and not among themselves.
    given : mapping of Task to collection of str, optional
        Texts of each function that students have from elsewhere: the stub, the solution.
    together : iterable of collection of str
        Students who worked together, as they may: they are no pair.
    identical : iterable of (str, collection of str), optional
        Of an assignment students who handed in the very same file, which is told elsewhere: it does not count here.
    """
    people: list[Person] = []
    by_task: dict[Task, dict[int, _Answer]] = {}
    for term, book in {"": gradebook, **(earlier or {})}.items():
        _read(book, term, people, by_task)
    allowed = _allowed(people, together)
    told_already = {(name, student): number for number, (name, group) in enumerate(identical) for student in group}
    tasks = {
        task: _Task(list(answers.values()), (given or {}).get(task, ()))
        for task, answers in sorted(by_task.items())
        if len(answers) > 1
    }
    own = sum(not person.term for person in people)
    count = own * (own - 1) // 2 + own * (len(people) - own)
    chance = math.log2(max(1, count))
    found = []
    for one, other in _candidates(people, tasks.values(), threshold + chance, allowed):
        apart = {
            task: item for task, item in tasks.items() if not _told(task, people[one], people[other], told_already)
        }
        shared = tuple(_shared(one, other, apart))
        bits = _total([item.bits for item in shared], _both(one, other, apart.values())) - chance
        if bits >= threshold:
            told = sorted((item for item in shared if item.bits > 0), key=lambda item: -item.bits)
            found.append(Pair(people[one], people[other], bits, tuple(told)))
    return sorted(found, key=lambda pair: (-pair.bits, pair.left.student, pair.right.student, pair.right.term))


class _Task:
    """All answers to one function, and whose they are."""

    def __init__(self, answers: Sequence[_Answer], given: Collection[str]) -> None:
        self.answers = answers
        self.places = {answer.person: place for place, answer in enumerate(answers)}
        known = {fragment.key for text in given for fragment in fragments_of(text)}
        self.all = Answers([answer.fragments for answer in answers], known)


def _read(book: Gradebook, term: str, people: list[Person], by_task: dict[Task, dict[int, _Answer]]) -> None:
    numbers: dict[Person, int] = {}
    there: collections.Counter[tuple[str, str]] = collections.Counter()
    for report in book.reports:
        place = report.student, report.assignment
        person = Person(report.student, term, there[place])
        there[place] += 1
        for exercise in report.exercises:
            if exercise.source.strip() and exercise.outcome.attempted and not exercise.question:
                if person not in numbers:
                    numbers[person] = len(people)
                    people.append(person)
                answer = _Answer(numbers[person], exercise.source, tuple(_fragments(exercise)))
                by_task.setdefault((report.assignment, exercise.function), {})[numbers[person]] = answer


def _fragments(exercise: ExerciseReport) -> Iterator[Fragment]:
    yield from fragments_of(exercise.source)
    failed = next((case for case in exercise.cases if case.outcome is Outcome.WRONG), None)
    if exercise.mistake:
        yield mistake(exercise.mistake)
    elif exercise.outcome is Outcome.WRONG and failed and failed.got:
        yield mistake(f"{failed.name} {failed.got}")


def _allowed(people: Sequence[Person], together: Iterable[Collection[str]]) -> Mapping[str, frozenset[str]]:
    """With whom each student is no pair; with nobody of the same name in any case."""
    found: dict[str, frozenset[str]] = {person.student: frozenset([person.student]) for person in people}
    for group in together:
        for name in group:
            found[name] = found.get(name, frozenset()) | frozenset(group)
    return found


def _told(task: Task, one: Person, other: Person, groups: Mapping[tuple[str, str], int]) -> bool:
    """Whether two handed in the same file for an assignment of this class."""
    numbers = [None if item.term else groups.get((task[0], item.student)) for item in (one, other)]
    return numbers[0] is not None and numbers[0] == numbers[1]


def _candidates(
    people: Sequence[Person], tasks: Collection[_Task], least: float, allowed: Mapping[str, frozenset[str]]
) -> Iterator[tuple[int, int]]:
    """Pairs of people who share enough rare fragments, each once; a bounded number for each of them."""
    chosen: set[tuple[int, int]] = set()
    by_person: list[list[tuple[float, int, int, bytes]]] = [[] for _ in people]
    ordered = list(tasks)
    for number, task in enumerate(ordered):
        for key, there in task.all.shared.items():
            if len(there) <= MAX_HOLDERS:
                for place in there:
                    by_person[task.answers[place].person].append((-task.all.surprise(key), number, place, key))
    for one, keys in enumerate(by_person):
        if people[one].term:
            continue
        told: dict[int, float] = collections.defaultdict(float)
        for negative, number, _, key in sorted(keys)[:MAX_KEYS]:
            task = ordered[number]
            for place in task.all.shared[key]:
                told[task.answers[place].person] -= negative
        without = allowed[people[one].student]
        enough = (item for item in told.items() if item[1] >= least and people[item[0]].student not in without)
        for other, _ in heapq.nlargest(MAX_PARTNERS, enough, key=lambda item: (item[1], -item[0])):
            chosen.add((min(one, other), max(one, other)))
    yield from sorted(chosen)


def _shared(one: int, other: int, tasks: Mapping[Task, _Task]) -> Iterator[Shared]:
    habits: set[bytes] = set()
    for (assignment, function), task in tasks.items():
        left, right = task.places.get(one), task.places.get(other)
        if left is None or right is None:
            continue
        if matches := task.all.matches(left, right, habits):
            alike = sum(match.kind is Kind.LINE for match in matches)
            bits = sum(match.bits for match in matches)
            bits += _as_copied(alike, task.all.unlike(left, right))
            yield Shared(
                assignment, function, task.answers[left].source, task.answers[right].source, bits, tuple(matches)
            )


def _as_copied(alike: int, unlike: int) -> float:
    """log2 of the chance that of a copied function so many lines are alike, and so many are not."""
    chances = [alike * math.log2(1 - changed) + unlike * math.log2(changed) for changed in CHANGED]
    return _log2_sum(*chances) - math.log2(len(chances))


def _both(one: int, other: int, tasks: Iterable[_Task]) -> int:
    """How many functions both have answered."""
    return sum(one in task.places and other in task.places for task in tasks)


def _total(bits: Sequence[float], functions: int) -> float:
    """log2 of the mean of the likelihood ratios, each of which takes another portion of the functions for shared."""
    logs = []
    for portion in PORTIONS:
        unlike = math.log2(1 - portion)
        alike = sum(_log2_sum(unlike, math.log2(portion) + item) for item in bits)
        logs.append(alike + unlike * (functions - len(bits)))
    return _log2_sum(*logs) - math.log2(len(logs))


def _log2_sum(*logs: float) -> float:
    """log2 of a sum, of which the logarithms are given."""
    most = max(logs)
    return most + math.log2(sum(2 ** (item - most) for item in logs))
