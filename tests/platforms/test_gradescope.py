"""Of Gradescope's metadata the submitters are read, as text, whatever else is in there."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.platforms.gradescope import read_metadata
from tests.intake.test_find import METADATA


def people(text: str) -> dict[str, list[tuple[str, ...]]]:
    read = read_metadata(text.encode("utf-8", "surrogatepass"))
    return {folder: [(sender.name, *sender.aliases) for sender in senders] for folder, senders in read.items()}


def one(submitters: str) -> list[tuple[str, ...]]:
    return people(f"submission_1:\n  :submitters:\n{submitters}").get("submission_1", [])


def test_names_and_ids_are_read() -> None:
    assert people(METADATA) == {
        "submission_11": [("Jane Doe", "s1", "jane@example.org"), ("Al Roe",)],
        "submission_13": [("Cem",)],
    }


def test_an_id_stays_the_text_that_it_is() -> None:
    assert one("  - :name: Ada\n    :sid: 0012\n  - :name: 'null'\n    :sid:\n    :email: ~\n") == [
        ("Ada", "0012"),
        ("null",),
    ]


@pytest.mark.parametrize(
    "submitters",
    [
        "  - &a\n    :name: Ada\n  - *a\n",
        "  - :name: &a Ada\n    :sid: *a\n",
        "  - <<: *b\n",
        "  - :name: [Ada]\n",
        "  - :name: {a: b}\n",
        "  - Ada\n",
        "  Ada\n",
        "  - ? [a]\n    : b\n",
        "  - !!python/object/apply:os.system [echo]\n",
        "  - " + "[" * 100 + "]" * 100,
        "  - :name: Ada\n" * 5000,
    ],
)
def test_what_is_no_plain_text_tells_nothing(submitters: str) -> None:
    assert one(submitters) == []


def test_what_is_damaged_takes_nothing_with_it() -> None:
    assert people("submission_1: {{{\nsubmission_2:\n  :submitters:\n  - :name: Ada\n") == {"submission_2": [("Ada",)]}


@pytest.mark.parametrize(
    "bomb",
    [
        "a: &a [x]\n"
        + "".join(f"  {chr(98 + n)}: &{chr(98 + n)} [{('*' + chr(97 + n) + ',') * 9}]\n" for n in range(9)),
        "[" * 60_000,
        "? " * 30_000,
        "{a: " * 15_000,
        "- " * 30_000,
        '"' + "\\u0041" * 10_000,
    ],
    ids=["aliases", "lists", "keys", "mappings", "items", "escapes"],
)
def test_a_bomb_is_passed_by(bomb: str) -> None:
    start = time.process_time()
    assert people(f"submission_1:\n  :submitters: {bomb}\nsubmission_2:\n  :submitters:\n  - :name: Ada\n").keys() <= {
        "submission_1",
        "submission_2",
    }
    assert time.process_time() - start < 2


WORDS = [*"[]{}?|>'\"#%:-!&*", "submission_1:", "submission_2:", ":submitters:", ":name:", "Ada", ":sid:", "&a", "*a"]
BLANKS = ["\n", "\n  ", "\n  - ", " ", "\t", "\0", "\ufeff", "\udcff", "\x85"]
YAML = st.lists(st.sampled_from([*WORDS, *BLANKS]), max_size=40).map("".join)


@given(YAML)
def test_any_text_is_read(text: str) -> None:
    people(text)


@pytest.mark.parametrize(
    ("created", "seconds"),
    [
        ("2023-02-01 10:00:00.123456789 Z", 1675245600.123456),
        ("2023-02-01T10:00:00Z", 1675245600),
        ("2023-02-01 12:00:00 +02:00", 1675245600),
        ("!ruby/object:ActiveSupport::TimeWithZone\n    utc: 2023-02-01 10:00:00.5 Z", 1675245600.5),
        ("2023-02-01 10:00:00", 0),
        ("yesterday", 0),
        ("[1]", 0),
    ],
)
def test_when_it_was_handed_in_is_told_where_the_time_has_a_zone(created: str, seconds: float) -> None:
    text = f"submission_1:\n  :created_at: {created}\n  :submitters:\n  - :name: Ada\n"
    ((sender,),) = read_metadata(text.encode()).values()
    assert sender.handed_in == pytest.approx(seconds)
