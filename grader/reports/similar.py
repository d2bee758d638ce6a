"""Shows pairs that are suspiciously alike: as a table, and as a page with the two sides marked beside each other."""

from __future__ import annotations

import collections
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from grader.harmless import harmless_line
from grader.language.catalogue import ENGLISH, Language
from grader.reports.templates import render
from grader.sentence import Sentence
from grader.similarity.evidence import Match
from grader.similarity.fragments import Kind
from grader.similarity.pairs import Pair, Person, Shared

# More than anybody reads in an evening; the page says how many there are.
MAX_ON_A_PAGE = 100
MAX_LINES = 400
FEW = 20
CAUTION = Sentence(
    "This is a reason to look, and no proof: likeness may come of working together where that is allowed, of the same "
    "book, page or teacher, or of chance. No points are taken. Read both sides, and hear both students first."
)
SMALL = Sentence("In a class as small as this little can be told: what two share of few is seldom rare.")

Names = Callable[[Person], str]


@dataclass(frozen=True)
class SameFile:
    """Students who handed in the very same bytes for an assignment."""

    assignment: str
    people: tuple[Person, ...]


@dataclass(frozen=True)
class Line:
    """A line of one side; `marks` are the numbers of what both sides have there, which may be `rare`."""

    number: int
    text: str
    marks: tuple[int, ...]
    rare: bool


def plain_name(person: Person) -> str:
    """What a person is called: with the earlier term, where it is of one."""
    name = harmless_line(person.student) + (f" ({person.number + 1})" if person.number else "")
    return f"{name}, {harmless_line(person.term)}" if person.term else name


def anonymous(pairs: Sequence[Pair], same: Sequence[SameFile], language: Language = ENGLISH) -> Names:
    """Names by which nobody is known: numbers, in the order in which people are told."""
    people = [person for group in same for person in group.people]
    people += [person for pair in pairs for person in (pair.left, pair.right)]
    numbers = {person: number for number, person in enumerate(dict.fromkeys(people), start=1)}
    return lambda person: language.say(Sentence("student {number}", number=numbers[person]))


def evidence(pair: Pair) -> list[Sentence]:
    """What the two share, in words."""
    kinds = collections.Counter(
        match.kind for shared in pair.functions for match in shared.matches if match.bits and match.rare
    )
    where = Sentence("`{name}`", name=pair.functions[0].function)
    if len(pair.functions) > 1:
        where = Sentence("{count} functions", count=len(pair.functions))
    lines, _, names, comments, answers = (kinds[kind] for kind in Kind)
    whole = sum(any(match.kind is Kind.WHOLE for match in shared.matches) for shared in pair.functions)
    told = {
        Sentence("one rare line in {where}", where=where): lines == 1,
        Sentence("{count} rare lines in {where}", count=lines, where=where): lines > 1,
        Sentence("functions alike in every line: {count}", count=whole): whole,
        Sentence("rare names in common: {count}", count=names): names,
        Sentence("rare comments in common: {count}", count=comments): comments,
        Sentence("wrong answers in common: {count}", count=answers): answers,
    }
    return [sentence for sentence, there in told.items() if there]


def similar_table(pairs: Sequence[Pair], names: Names = plain_name, language: Language = ENGLISH) -> Table:
    """One row a pair: how many bits beyond chance, who, and what they share."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("bits", justify="right", no_wrap=True)
    table.add_column("students")
    table.add_column("what both have", ratio=1)
    for pair in pairs:
        words = "; ".join(map(language.say, evidence(pair)))
        who = f"{names(pair.left)} · {names(pair.right)}"
        table.add_row(f"{pair.bits:.0f}", Text(harmless_line(who)), Text(words, "dim"))
    return table


def same_file_lines(same: Sequence[SameFile], names: Names = plain_name, language: Language = ENGLISH) -> list[str]:
    """Who handed in the same file, one line for each."""
    return [language.say(_same_file(group, names)) for group in same]


def similar_page(
    pairs: Sequence[Pair],
    same: Sequence[SameFile] = (),
    names: Names = plain_name,
    language: Language = ENGLISH,
    *,
    students: int,
) -> str:
    """The page, as HTML that stands by itself; `students` are those of the class."""
    return render(
        "similar.html",
        pairs=pairs[:MAX_ON_A_PAGE],
        names=names,
        say=language.say,
        lang=language.code,
        caution=language.say(CAUTION),
        small=language.say(SMALL) if students < FEW else "",
        same=same_file_lines(same, names, language),
        words=lambda pair: list(map(language.say, evidence(pair))),
        bits=lambda value: language.say(Sentence("{bits} bits", bits=f"{value:.0f}")),
        marked=lambda shared: [_lines(shared, side) for side in ("left", "right")],
        both=lambda numbers: language.say(Sentence("both have {numbers}", numbers=", ".join(map(str, numbers)))),
        wrong_alike=lambda shared: any(match.kind is Kind.MISTAKE and match.bits for match in shared.matches),
        left_out=_left_out(len(pairs), language),
    )


def _left_out(count: int, language: Language) -> str:
    if count <= MAX_ON_A_PAGE:
        return ""
    return language.say(
        Sentence("The page shows the first {shown} pairs of {count}.", shown=MAX_ON_A_PAGE, count=count)
    )


def _same_file(group: SameFile, names: Names) -> Sentence:
    some = [names(person) for person in group.people]
    who = ", ".join(some[:8]) + (", …" if len(some) > 8 else "")
    count, assignment = len(some), harmless_line(group.assignment)
    return Sentence(
        "{count} handed in the very same file for {assignment}: {who}", count=count, assignment=assignment, who=who
    )


def _lines(shared: Shared, side: str) -> list[Line]:
    """The lines of one side, each with the numbers of what is marked in it; the numbers are those of both sides."""
    marks: dict[int, list[int]] = collections.defaultdict(list)
    rare: set[int] = set()
    for number, (match, spans) in enumerate(_spans(shared, side), start=1):
        for first, last in spans:
            for line in range(first, min(last, first + MAX_LINES) + 1):
                marks[line] += [number] if number not in marks[line] else []
                rare |= {line} if match.rare else set()
    texts = (shared.left if side == "left" else shared.right).splitlines()[:MAX_LINES]
    return [Line(number, text, tuple(marks[number]), number in rare) for number, text in enumerate(texts, start=1)]


def _spans(shared: Shared, side: str) -> Iterator[tuple[Match, tuple[tuple[int, int], ...]]]:
    """What both have, in the order of the left side, and where; what stands in the same lines has one number."""
    placed = [match for match in shared.matches if match.left[0][0] and match.right[0][0]]
    by_place: dict[object, Match] = {}
    for match in sorted(placed, key=lambda match: (match.left, not match.rare)):
        by_place.setdefault((match.left, match.right), match)
    for match in by_place.values():
        yield match, match.left if side == "left" else match.right
