"""Every sentence that a student sees is said in every language."""

from __future__ import annotations

import ast
import copy
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.authoring.translations import differences, repeated, untranslated
from grader.course.course import Course
from grader.desk.jobs import State
from grader.desk.queue import Reason
from grader.desk.table import Show
from grader.errors import UnknownLanguage
from grader.language.catalogue import FOLDER, Language, find_language, known_languages, read_catalogue
from grader.results import Outcome
from grader.sentence import Sentence

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "grader"
# Which argument of a call is a sentence, by its place, and by name.
MAKERS = {"Sentence": (0, ()), "Ungradable": (0, ()), "Pattern": (9, ("plain", "told"))}
SAID_IN_A_TEMPLATE = re.compile(r"""say\("([^"]+)"[,)]""")
ASSIGNMENTS = Course(ROOT).names
CATALOGUES = sorted(FOLDER.glob("*.json"))


def own_sentences() -> set[str]:
    """Every sentence of the grader that a student may see, as it stands in the code and in the templates."""
    found = {word.value for words in (Outcome, Reason, Show, State) for word in words}
    for path in PACKAGE.rglob("*.py"):
        if "_course" not in path.parts:
            found |= set(_made_in(ast.parse(path.read_text(encoding="utf-8"))))
    for path in (*PACKAGE.glob("reports/templates/*.html"), *PACKAGE.glob("desk/templates/*.html")):
        found |= set(SAID_IN_A_TEMPLATE.findall(path.read_text(encoding="utf-8")))
    return found


def _made_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
            position, names = MAKERS[node.func.id]
            arguments = [*node.args[position : position + 1], *(k.value for k in node.keywords if k.arg in names)]
            for item in arguments:
                if isinstance(item, ast.Constant) and isinstance(item.value, str) and item.value:
                    yield item.value


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_the_grader_has_no_sentence_without_a_translation(path: Path) -> None:
    assert list(differences(own_sentences(), read_catalogue(path))) == []


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_no_hint_and_no_name_of_a_case_is_without_a_translation(assignment: str) -> None:
    course = Course(ROOT)
    assert list(untranslated(course, course.assignment(assignment), "zh")) == []


def test_what_several_assignments_say_is_said_once() -> None:
    assert list(repeated(Course(ROOT), "zh")) == []


def test_values_are_filled_in_and_sentences_among_them_are_translated() -> None:
    german = Language("de", {"a {size} box of {what}": "eine {what}-Kiste ({size})", "nails": "Nagel"})
    text = Sentence("a {size} box of {what}", size=3, what=Sentence("nails"))
    assert text == "a 3 box of nails"
    assert german.say(text) == "eine Nagel-Kiste (3)"


def test_a_students_words_are_never_translated() -> None:
    shouting = Language("xx", {"raised {kind}": "{kind}!", "wrong": "WRONG"})
    assert shouting.say(Sentence("raised {kind}", kind="wrong")) == "wrong!"


def test_braces_of_a_student_do_no_harm() -> None:
    text = Sentence("{words}", words="{0.__class__} {x}")
    assert find_language("zh").say(text) == "{0.__class__} {x}"
    assert Sentence("{no values}") == "{no values}"


@pytest.mark.parametrize(("count", "said"), [(1, "1 case"), ("+1", "+1 case"), (0, "0 cases"), (11, "11 cases")])
def test_a_number_has_the_word_that_goes_with_it(count: object, said: str) -> None:
    text = Sentence("{count} {count:case|cases}", count=count)
    assert text == said
    assert Language("zh", {text.template: "{count} 个"}).say(text) == f"{count} 个"


def test_a_sentence_can_be_copied_and_sent() -> None:
    text = Sentence("{count} right", count=3)
    for again in (copy.deepcopy(text), pickle.loads(pickle.dumps(text))):
        assert find_language("zh").say(again) == "3 个正确"


@pytest.mark.parametrize("code", ["zh", "zh-CN", "zh_CN.UTF-8", "ZH", "en_GB"])
def test_a_language_is_found_by_the_beginning_of_its_code(code: str) -> None:
    assert find_language(code).code in known_languages()


def test_an_unknown_language_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(UnknownLanguage, match="try en, zh"):
        find_language("tlh")


def test_what_is_missing_is_told() -> None:
    found = list(differences({"a {b}", "c"}, {"a {b}": "x", "d": "y"}))
    assert found == ["is missing: 'c'", "is said nowhere: 'd'", "has other values than its translation: 'a {b}'"]
