"""What of a function stays the same under a disguise, and what does not."""

from __future__ import annotations

import time

import pytest

from grader.similarity.fragments import MAX_FRAGMENTS, Kind, fragments_of

ORIGINAL = '''\
def update(parameters, grads, rate):
    """Take one step."""
    layers = len(parameters) // 2
    updated = {}
    for layer in range(layers):
        name = "W" + str(layer + 1)
        updated[name] = parameters[name] - rate * grads["d" + name]  # go down the hill
    return updated
'''


def lines(source: str, kind: Kind = Kind.LINE) -> set[bytes]:
    return {fragment.key for fragment in fragments_of(source) if fragment.kind is kind}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("layers", "depth"),
        ("grads", "gradients"),
        ('    """Take one step."""\n', ""),
        ("  # go down the hill", ""),
        ("    updated = {}", "\n    updated   =   {}\n"),
        (
            "    layers = len(parameters) // 2\n    updated = {}\n",
            "    updated = {}\n    layers = len(parameters) // 2\n",
        ),
        ("rate * grads", "grads"),
        ("str(layer + 1)", "str(1 + layer)"),
    ],
)
def test_a_disguise_changes_no_line(old: str, new: str) -> None:
    text = ORIGINAL.replace(old, new)
    if old == "rate * grads":
        text = ORIGINAL.replace('rate * grads["d" + name]', 'grads["d" + name] * rate')
    assert text != ORIGINAL
    assert lines(text) == lines(ORIGINAL)


def test_another_way_to_say_it_is_another_line() -> None:
    other = ORIGINAL.replace('"W" + str(layer + 1)', 'f"W{layer + 1}"')
    assert len(lines(other) - lines(ORIGINAL)) == 1


def test_a_step_in_place_is_the_same_as_one_that_is_assigned() -> None:
    assert lines("def f(w, d):\n    w -= d\n    return w") == lines("def f(w, d):\n    w = w - d\n    return w")


def test_names_and_comments_count_by_themselves() -> None:
    other = ORIGINAL.replace("updated", "result").replace("go down", "walk up")
    assert len(lines(ORIGINAL, Kind.NAME) - lines(other, Kind.NAME)) == 1
    assert lines(ORIGINAL, Kind.COMMENT).isdisjoint(lines(other, Kind.COMMENT))


def test_a_name_is_the_same_habit_in_another_function() -> None:
    (one,) = [item for item in fragments_of("def f(x):\n    running = 0") if item.kind is Kind.NAME]
    (two,) = [item for item in fragments_of("def g(x):\n    running = []") if item.kind is Kind.NAME]
    assert one.habit == two.habit and one.key != two.key


def test_a_comment_in_a_script_without_spaces_is_read_sign_by_sign() -> None:
    assert lines("def f(x):\n    return x  # 这里计算代价", Kind.COMMENT)
    assert not lines('def f(x):\n    return "# no comment at all"', Kind.COMMENT)


def test_what_is_no_python_is_read_as_tokens_in_which_names_are_numbered() -> None:
    one, other = "def f(x:\n    y = np.dot(x, w) + b\n", "def f(a:\n    out   = np.dot(a, v)+c # yes\n"
    assert lines(one) & lines(other)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5_000,
        "x = " + "-" * 9_000 + "1",
        "x = " + " + ".join(["a"] * 5_000),
        "\x00",
        "\ud800 = 1",
        "",
        "lambda: 0",
        "x = 1\n" * 20_000,
        "def f(x):\n" + "    y = x  # one two three\n" * 4_000,
        "if x:\n" * 90,
        "x = '" + "a" * 100_000 + "'",
    ],
    ids=lambda text: f"{len(text)}",
)
def test_any_text_is_read_in_a_moment_to_a_bounded_number_of_fragments(text: str) -> None:
    begin = time.process_time()
    assert len(fragments_of(text)) <= 2 * MAX_FRAGMENTS
    assert time.process_time() - begin < 5
