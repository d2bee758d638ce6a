"""Judges the answers to a quiz: pure; what is told of a wrong one is what the chosen option tells."""

from __future__ import annotations

from collections.abc import Iterator

from grader.course.quiz import LETTERS, Asked, Choice, Name, Number, Option, Right, SeveralOf, Short, TrueFalse, Wrong
from grader.judging.spellings import Blank, Read, Unclear, name_of, read_answer, spelled, wanted
from grader.results import CaseResult, ExerciseReport, Outcome
from grader.sentence import Sentence


def solved(question: Asked) -> Read:
    """The right answer, where it is known."""
    if isinstance(question, Choice):
        return frozenset(place for place, option in enumerate(question.options) if isinstance(option, Right))
    read = read_answer(question, question.key)
    assert not isinstance(read, Blank | Unclear), question.title
    return read


def judge_answer(question: Asked, value: object, *, source: str = "", cell: int = 0, line: int = 1) -> ExerciseReport:
    """The report on the answer to a question.

    Parameters
    ----------
    source : str
        What stands in the notebook; it begins at `line` of `cell`.
    """
    read = read_answer(question, value)
    message: str = ""
    cases: tuple[CaseResult, ...] = ()
    if isinstance(read, Blank):
        outcome, message = Outcome.NOT_ATTEMPTED, Sentence("not attempted")
    elif isinstance(read, Unclear):
        outcome = Outcome.NOT_UNDERSTOOD
        message = Sentence("not understood: write {wanted}", wanted=read.wanted)
    elif not question.keyed:
        outcome, message = Outcome.ANSWERED, Sentence("answered: {given}", given=spelled(question, read))
    else:
        cases = tuple(_cases(question, read))
        right = is_right(question, read)
        outcome = Outcome.PASSED if right else Outcome.WRONG
        message = "" if right else Sentence("{given} is not right", given=spelled(question, read))
    return ExerciseReport(
        question.name,
        question.points,
        outcome,
        cases,
        message=message,
        mistake=next((option.misconception for option in _wrong(question, read)), None),
        source=source,
        cell=cell,
        line=line,
        question=Sentence(question.title),
        asked=Sentence(question.text),
        code=question.code,
    )


def not_understood(question: Asked, why: str, outcome: Outcome = Outcome.NOT_UNDERSTOOD) -> ExerciseReport:
    """The report on an answer that could not even be worked out."""
    message = Sentence("{why}; write {wanted}", why=why, wanted=wanted(question))
    return ExerciseReport(
        question.name,
        question.points,
        outcome,
        (),
        message=message,
        question=Sentence(question.title),
        asked=Sentence(question.text),
        code=question.code,
    )


def is_right(question: Asked, read: Read) -> bool:
    """Whether an answer is right, where that is known."""
    if isinstance(question, Number):
        return isinstance(read, float) and isinstance(question.key, int | float) and _near(read, question)
    if isinstance(question, Name):
        return read in {name_of(name) for name in (str(question.key), *question.also)}
    return read == solved(question)


def _near(read: float, question: Number) -> bool:
    assert isinstance(question.key, int | float)
    # A hair more than was asked: 0.1 + 0.2 is 0.3 to a reader.
    return abs(read - question.key) <= question.within + 1e-9 * max(1.0, abs(question.key))


def _wrong(question: Asked, read: object) -> Iterator[Wrong]:
    """The known wrong options that were chosen."""
    if isinstance(question, Choice) and isinstance(read, frozenset):
        yield from (item for item in _at(question, read) if isinstance(item, Wrong))
    elif isinstance(question, Short) and not isinstance(read, Blank | Unclear) and question.keyed:
        yield from (option for option in question.wrong if read == read_answer(question, option.text))


def _at(question: Choice, read: frozenset[int]) -> Iterator[Option]:
    return (question.options[place] for place in sorted(read))


def _cases(question: Asked, read: Read) -> Iterator[CaseResult]:
    """What was chosen, and what it tells: the name of a case is the option's own text, whichever letter it had."""
    if isinstance(question, Choice) and isinstance(read, frozenset):
        for place in sorted(read):
            option = question.options[place]
            outcome = Outcome.PASSED if isinstance(option, Right) else Outcome.WRONG
            letter = "" if isinstance(question, TrueFalse) else LETTERS[place]
            yield CaseResult(Sentence(option.text), outcome, Sentence(getattr(option, "why", "")), got=letter)
        if missing := len(_frozen(solved(question)) - read):
            text = Sentence("{count} more that should be chosen", count=missing)
            if isinstance(question, SeveralOf):
                yield CaseResult(Sentence("what was not chosen"), Outcome.WRONG, text)
    elif isinstance(question, Short):
        if is_right(question, read):
            yield CaseResult(spelled(question, read), Outcome.PASSED, Sentence(question.why))
        else:
            why = next((option.why for option in _wrong(question, read)), question.otherwise)
            yield CaseResult(spelled(question, read), Outcome.WRONG, Sentence(why))


def _frozen(read: Read) -> frozenset[int]:
    return read if isinstance(read, frozenset) else frozenset()
