"""The answers to visible cases, kept in a file that people review and that travels with the students' notebooks.

`testcases/expected/NAME.json` holds no held-out case. It is built (see `grader.authoring.build`), read by `check` in a
notebook and by `grader check`, and compared with the solution by `grader verify`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from grader.answers.answer import Answer, Lost, Raised, Returned
from grader.answers.plain import NotPlain
from grader.answers.readable import from_readable, to_readable
from grader.course.assignment import Assignment
from grader.course.course import Course
from grader.course.examination import FunctionExamination, Keys, QuizExamination
from grader.course.exercise import Ask, Case, Contract, Exercise, Mistake, Tolerance
from grader.course.questions import Key, Question, Turn
from grader.course.stored_quiz import quiz_from
from grader.errors import BrokenCases
from grader.notebooks.cells import Cell, Notebook
from grader.results import Outcome

VERSION = 2
INNERMOST_LIST = re.compile(r"\[\s+([^\[\]{}]*?)\s+\]")


class StoredExamination:
    """The visible cases of an assignment, from its file."""

    def __init__(
        self,
        assignment: Assignment,
        modules: Mapping[str, str],
        keys: Keys,
        contract_keys: Mapping[tuple[str, str], Sequence[Key]],
        mistakes: Mapping[str, Mapping[str, Sequence[Answer]]],
    ) -> None:
        self.assignment = assignment
        self.modules = modules
        self._keys = keys
        self._contract_keys = contract_keys
        self._mistakes = mistakes

    def keys(self) -> Keys:
        return self._keys

    def contract_keys(self, function: str, contract: Contract) -> Sequence[Key]:
        return self._contract_keys[function, contract.name]

    def mistake_answers(self, function: str, contract: Contract | None = None) -> Mapping[str, Sequence[Answer]]:
        return {} if contract else self._mistakes[function]

    def solution(self, contract: Contract | None = None) -> Sequence[Cell]:
        return ()

    def key_to_turns(self, function: str, turns: int) -> Key | None:
        return None

    def helpers_of(self, function: str) -> frozenset[str]:
        return frozenset()


def dump(examination: FunctionExamination) -> bytes:
    """The file for an examination: its visible cases, with inputs, answers, and the answers of known mistakes."""
    assignment = examination.assignment
    document = {
        "version": VERSION,
        "assignment": assignment.name,
        "number": assignment.number,
        "title": assignment.title,
        "editions": dict(assignment.editions),
        "exercises": [_exercise_tree(examination, exercise) for exercise in assignment.exercises],
    }
    text = json.dumps(document, indent=1, ensure_ascii=False)
    return (INNERMOST_LIST.sub(_on_one_line, text) + "\n").encode()


def load(course: Course, name: str) -> StoredExamination | QuizExamination:
    """Read the file of an assignment, or of a quiz.

    Raises
    ------
    AssignmentNotFound
        If there is none of that name.
    BrokenCases
        If it is missing or not of this version.
    """
    path = course.expected_path(name)
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if "questions" in document:
            return QuizExamination(quiz_from(document), course.modules.offered(name, ()))
        if document["version"] != VERSION:
            raise BrokenCases(path, f"it is of version {document['version']}: run `grader build` again.")
        exercises, keys, contract_keys, mistakes = [], {}, {}, {}
        for tree in document["exercises"]:
            exercise = _exercise_from(tree)
            exercises.append(exercise)
            keys[exercise.name] = _keys_from(tree)
            for item in tree["contracts"]:
                contract_keys[exercise.name, item["name"]] = _keys_from(item)
            mistakes[exercise.name] = {
                item["name"]: [_answer_from(answer) for answer in (*item["answers"], *item["answers"][:1])]
                for item in tree["mistakes"]
            }
    except OSError as error:
        raise BrokenCases(path, f"it cannot be read ({error.strerror}): run `grader build`.") from error
    except (ValueError, KeyError, TypeError, NotPlain) as error:
        raise BrokenCases(path, f"it is damaged ({error}): run `grader build` again.") from error
    head = document["assignment"], document["number"], document["title"]
    assignment = Assignment(*head, tuple(exercises), Notebook(()), document["editions"])
    modules = course.modules.offered(assignment.name, assignment.functions)
    return StoredExamination(assignment, modules, keys, contract_keys, mistakes)


def _exercise_tree(examination: FunctionExamination, exercise: Exercise) -> dict[str, object]:
    keys = examination.keys()[exercise.name]
    shown = [index for index, key in enumerate(keys) if _is_stored(key.question)]
    known = examination.mistake_answers(exercise.name)
    return {
        "function": exercise.name,
        "points": exercise.points,
        "hint": exercise.hint,
        "cases": [_case_tree(keys[index]) for index in shown],
        "contracts": [
            tree
            for contract in exercise.contracts
            if (tree := _contract_tree(examination, exercise, contract))["cases"]
        ],
        "mistakes": [
            {
                "name": mistake.name,
                "hint": mistake.hint,
                "answers": [_answer_tree(known[mistake.name][index]) for index in shown],
            }
            for mistake in exercise.mistakes
        ],
    }


def _contract_tree(examination: FunctionExamination, exercise: Exercise, contract: Contract) -> dict[str, object]:
    keys = examination.contract_keys(exercise.name, contract)
    return {
        "name": contract.name,
        "editions": list(contract.editions),
        "alias": contract.alias,
        "cases": [_case_tree(key) for key in keys if _is_stored(key.question)],
    }


def _is_stored(question: Question) -> bool:
    """Whether `check` may ask it; what is asked again needs no second copy."""
    return question.turn is Turn.OTHER_NUMBERS or (question.case.visible and question.turn is Turn.FIRST)


def _case_tree(key: Key) -> dict[str, object]:
    case = key.question.case
    return {
        "name": case.name,
        "function": key.question.function,
        "ask": case.ask.value,
        "turn": key.question.turn.value,
        "rtol": case.tolerance.rtol,
        "of_largest": case.tolerance.of_largest,
        "seed": key.question.seed,
        "arguments": [to_readable(argument) for argument in key.question.arguments],
        "names": list(key.question.names),
        "options": dict(key.question.options),
        **({"advice": case.advice} if case.advice else {}),
        **({"flat_rows": True} if case.flat_rows else {}),
        "parts": list(key.parts),
        "expected": to_readable(key.expected),
    }


def _exercise_from(tree: dict[str, Any]) -> Exercise:
    cases = tuple(key.question.case for key in _keys_from(tree) if key.question.turn is Turn.FIRST)
    mistakes = tuple(Mistake(item["name"], item["hint"]) for item in tree["mistakes"])
    contracts = tuple(
        Contract(item["name"], tuple(item["editions"]), alias=item["alias"]) for item in tree["contracts"]
    )
    return Exercise(tree["function"], tree["points"], tree["hint"], cases, mistakes, contracts=contracts)


def _keys_from(tree: dict[str, Any]) -> tuple[Key, ...]:
    keys = []
    for item in tree["cases"]:
        arguments = tuple(from_readable(argument) for argument in item["arguments"])
        tolerance = Tolerance(item["rtol"], item["of_largest"])
        told = {"advice": item.get("advice", ""), "flat_rows": item.get("flat_rows", False)}
        case = Case(item["name"], lambda rng: (), True, Ask(item["ask"]), tolerance, **told)
        placing = tuple(item["names"]), item["options"]
        question = Question(item["function"], case, arguments, item["seed"], *placing, Turn(item["turn"]))
        keys.append(Key(question, from_readable(item["expected"]), tuple(item["parts"])))
    again = [replace(key, question=replace(key.question, turn=Turn.AGAIN)) for key in keys[:1]]
    return (*keys, *again)


def _answer_tree(answer: Answer) -> dict[str, object]:
    if isinstance(answer, Returned):
        return {"returned": to_readable(answer.value)}
    if isinstance(answer, Raised):
        return {
            "raised": answer.type_name,
            "message": answer.message,
            "operation": answer.operation,
            "text": f"{answer.assigned} =",
        }
    return {"lost": answer.outcome.value}


def _answer_from(tree: dict[str, Any]) -> Answer:
    if "returned" in tree:
        return Returned(from_readable(tree["returned"]))
    if "lost" in tree:
        return Lost(Outcome(tree["lost"]), "")
    return Raised(tree["raised"], tree["message"], text=tree["text"], operation=tree["operation"])


def _on_one_line(match: re.Match[str]) -> str:
    return "[" + ", ".join(part.strip() for part in match[1].split(",\n")) + "]"
