"""The code that shows a mistake to a class does not tell whose it is."""

from __future__ import annotations

import pytest

from grader.gradebook.examples import MAX_CHARACTERS, Examples, nameless

NAMES = ("Ada Lovelace", "4711", "ada@example.org")


def test_comments_docstring_and_layout_are_gone() -> None:
    source = 'def f(x):\n    """By Ada."""\n    # Ada again\n    return   (x+1)\n'
    assert nameless(source, NAMES) == "def f(x):\n    return x + 1"


@pytest.mark.parametrize("text", ["ada", "adas_sum = 1; ada_1", "'lovelace'", "ladylovelacex", "4711", "x_4711_y"])
def test_what_still_names_its_author_is_no_example(text: str) -> None:
    assert nameless(f"def f(x):\n    return g({text!r})", NAMES) == ""


@pytest.mark.parametrize("text", ["adapt", "47", "canada", "example + 1"[:6]])
def test_a_short_name_within_a_word_names_nobody(text: str) -> None:
    assert nameless(f"def f(x):\n    return {text}", NAMES)


def test_a_name_without_spaces_around_it_is_found_in_other_writing() -> None:
    assert nameless("def f(x):\n    return '这是张伟的答案'", ["张伟"]) == ""


@pytest.mark.parametrize(
    "source", ["", "def f(", "x = '\\d'\ndef f(x): return x", "a" * (MAX_CHARACTERS + 1), "\0", "(" * 900]
)
def test_any_text_will_do(source: str) -> None:
    assert isinstance(nameless(source, NAMES), str)


def test_a_function_of_nothing_but_its_docstring_is_one_that_passes() -> None:
    assert nameless('def f(x):\n    "doc"', ()) == "def f(x):\n    pass"


def test_the_shortest_is_chosen() -> None:
    examples = Examples()
    for source in ("def f(x):\n    y = x\n    return y", "def f(x):\n    return x", "def f(x):\n    return ada"):
        examples.add(source, NAMES)
    assert examples.chosen == "def f(x):\n    return x"
