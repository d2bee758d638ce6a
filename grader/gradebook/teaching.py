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
OF_THE_WRONG = 0.4
"""A mistake is named where it is this part of the wrong answers, and that of three students at least."""
FEWEST_ALIKE = 3
MOST = 2


def to_teach_again(
    assignments: Sequence[AssignmentNumbers], titles: Mapping[str, str]
) -> tuple[tuple[str, Sentence], ...]:
    """What most had wrong of what enough attempted, the worst first, each with the name of its assignment.

    None where nothing stands out. What is said names the exercise, the share, and the mistake if most made the same.
    """
    found = [(item, numbers) for numbers in assignments for item in numbers.items if _stands_out(item)]
    found.sort(key=lambda pair: (pair[0].difficulty, -pair[0].answers))
    return tuple(
        (item.assignment, _sentence(item, numbers, titles.get(item.assignment, item.assignment)))
        for item, numbers in found[:MOST]
    )


def enough_answered(assignments: Sequence[AssignmentNumbers]) -> bool:
    """Whether there is an exercise that enough attempted for anything to be said."""
    return any(item.answers >= FEWEST for numbers in assignments for item in numbers.items)


def _stands_out(item: Item) -> bool:
    return item.answers >= FEWEST and item.answers - item.right >= SHARE * item.answers


def _sentence(item: Item, numbers: AssignmentNumbers, title: str) -> Sentence:
    wrong = item.answers - item.right
    told = {
        "name": item.title or f"`{item.name}`",
        "title": Sentence(title),
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
