"""What to teach again: a sentence or two that the numbers of a class support, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grader.gradebook.class_numbers import AssignmentNumbers, MistakeCount
from grader.gradebook.items import Item
from grader.sentence import Sentence

FEWEST = 8
"""Of fewer answers nothing is said: with seven, one student more or less is a seventh of the class."""
SHARE = 0.3
"""From this part of wrong answers on an exercise is worth an hour for all, and not a word with a few."""
BLANK = 0.5
"""An exercise that this part of those who handed in did not attempt is told, too: nobody knows why, but many."""
OF_THE_WRONG = 0.4
"""A mistake is named where it is this part of the wrong answers, and that of three students at least."""
FEWEST_ALIKE = 3
MOST = 2


def to_teach_again(
    assignments: Sequence[AssignmentNumbers], titles: Mapping[str, str]
) -> tuple[tuple[str, Sentence], ...]:
    """What many had wrong of what enough attempted, the worst first, then what many left blank; with the assignments.

    None where nothing stands out. What is said names the exercise, the share, and the mistake if most made the same.
    """
    items = [(item, numbers) for numbers in assignments for item in numbers.items]
    wrong = sorted((pair for pair in items if _stands_out(pair[0])), key=lambda pair: pair[0].difficulty)
    blank = [pair for pair in items if _is_left_blank(pair[0]) and pair not in wrong]
    blank.sort(key=lambda pair: pair[0].answers / pair[0].asked)
    told = [(item, _sentence(item, numbers, titles)) for item, numbers in wrong]
    told += [(item, _of_blank(item, titles)) for item, _ in blank]
    return tuple((item.assignment, sentence) for item, sentence in told[:MOST])


def enough_handed_in(assignments: Sequence[AssignmentNumbers]) -> bool:
    """Whether there is an exercise of which enough is here for anything to be said."""
    return any(item.asked >= FEWEST for numbers in assignments for item in numbers.items)


def _stands_out(item: Item) -> bool:
    return item.answers >= FEWEST and item.answers - item.right >= SHARE * item.answers


def _is_left_blank(item: Item) -> bool:
    return item.asked >= FEWEST and item.asked - item.answers >= BLANK * item.asked


def _of_blank(item: Item, titles: Mapping[str, str]) -> Sentence:
    return Sentence(
        "{name} ({title}) was not attempted by {open} of {asked}.",
        **_named(item, titles),
        open=item.asked - item.answers,
        asked=item.asked,
    )


def _named(item: Item, titles: Mapping[str, str]) -> dict[str, str]:
    title = Sentence(titles.get(item.assignment, item.assignment))
    return {"name": item.title or f"`{item.name}`", "title": title}


def _sentence(item: Item, numbers: AssignmentNumbers, titles: Mapping[str, str]) -> Sentence:
    wrong = item.answers - item.right
    told = {
        **_named(item, titles),
        "percent": f"{100 * wrong / item.answers:.0f}",
        "wrong": wrong,
        "answers": item.answers,
    }
    mistake = next((one for one in numbers.mistakes if one.function == item.name), None)
    if mistake is None or mistake.count < max(FEWEST_ALIKE, OF_THE_WRONG * wrong):
        return Sentence(
            "{name} ({title}) is wrong in {percent} % of the answers, {wrong} of {answers}.",
            **told,
        )
    return Sentence(
        "{name} ({title}) is wrong in {percent} % of the answers, {wrong} of {answers}, "
        "and {count} of these make the same mistake: {mistake}",
        **told,
        count=mistake.count,
        mistake=told_of(mistake),
    )


def told_of(mistake: MistakeCount) -> Sentence:
    """A mistake in words: its hint, or a misconception."""
    return Sentence(mistake.hint or mistake.mistake)
