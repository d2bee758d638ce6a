"""`course.toml`: what it says, and what is said of one that means nothing."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.course import settings as module
from grader.course.settings import NAME, Counts, HeldOut, Late, Missing, Settings, Times, read_settings
from grader.course.toml_table import TomlTable, line_of
from grader.errors import BrokenSettings

ASSIGNMENTS = ("python_basics", "quiz_1")
BERLIN = dt.timezone(dt.timedelta(hours=2))


def read(folder: Path, text: str) -> Settings:
    (folder / NAME).write_text(text, encoding="utf-8")
    return read_settings(folder, ASSIGNMENTS)


def test_the_page_on_the_gradebook_shows_the_same_example() -> None:
    page = (Path(__file__).parents[2] / "docs" / "gradebook.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert (
        module.__doc__ is not None
        and re.sub(r"^    ", "", module.__doc__, flags=re.MULTILINE).count(shown.strip()) == 1
    )


def test_the_example_in_the_docstring_is_read(tmp_path: Path) -> None:
    assert module.__doc__ is not None
    settings = read(tmp_path, "\n".join(re.findall(r"^    (.*)$", module.__doc__, re.MULTILINE)))
    assert settings.passing == 70 and settings.counts is Counts.NEWEST and settings.missing is Missing.ZERO
    assert settings.late == Late(Times.PLATFORM, dt.timedelta(minutes=15), 10, 5)
    assert settings.held_out is HeldOut.ALL and not settings.practice
    due = dt.datetime(2026, 10, 12, 23, 59, 59, tzinfo=BERLIN)
    assert settings.deadline("python_basics") == settings.deadline("python_basics", "Grace") == due
    assert settings.deadline("python_basics", "ada", "ADA LOVELACE") == due + dt.timedelta(days=2)
    assert (settings.weight("python_basics"), settings.weight("quiz_1")) == (2, 1)
    assert settings.deadline("quiz_1", "Ada Lovelace") is None
    assert settings.address == "https://example.org/course.zip"


def test_a_course_without_the_file_has_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path, ASSIGNMENTS) == Settings(ASSIGNMENTS)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("title = 'x'\npasing = 60", 2, "do you mean passing?"),
        ("\n\npassing = '60'", 3, "a number from 0 to 100"),
        ("passing = 101", 1, "a number from 0 to 100"),
        ("passing = nan", 1, "a number from 0 to 100"),
        (f"passing = {10**400}", 1, "a number from 0 to 100"),
        ("passing = true", 1, "a number from 0 to 100"),
        ("counts = 'oldest'", 1, '"newest" or "best"'),
        ("counts = ['best']", 1, '"newest" or "best"'),
        ("[late]\npercent_a_day = 10\ngrace = 15", 3, 'a duration: "15 minutes"'),
        ("[late]\ndays = 1.5", 2, "a whole number of days"),
        ("[deadlines]\npyhton_basics = 2026-10-12T00:00:00Z", 2, "do you mean python_basics?"),
        ("[deadlines]\n\npython_basics = 2026-10-12", 3, 'timezone = "Europe/Berlin"'),
        ("[deadlines]\npython_basics = '2026-10-12'", 2, "without quotes"),
        ("[deadlines]\npython_basics = 0001-01-01T00:00:00+14:00", 2, "a date of this age"),
        ("timezone = 'Europe/Berlni'", 1, "the name of a time zone"),
        ("timezone = '../../etc/passwd'", 1, "the name of a time zone"),
        ("timezone = 'Europe'", 1, "the name of a time zone"),
        ("[extensions.ada]\npython_basics = '2 days'", 2, "this assignment has no deadline"),
        ("[extensions]\nada = 3", 2, "a table"),
        ("[extensions.'Ada [L.]']\nquiz_1 = 3", 2, "a date or a time"),
        ("[weights]\nquiz_1 = -1", 2, "not negative"),
        ("[release]\naddress = 'here `rm`'", 2, "an address that pip understands"),
        ("[feedback]\npractice = 'yes'", 2, "true or false"),
        ("late.grace = 3", 1, "a duration"),
        ("title = 3", 1, 'in "quotes"'),
    ],
)
def test_what_means_nothing_is_told_with_its_line_and_what_would(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    with pytest.raises(BrokenSettings) as caught:
        read(tmp_path, text)
    assert f"{NAME}, line {line}: " in str(caught.value) and words in str(caught.value)


@pytest.mark.parametrize("text", ["title = ", "title = 'a'\ntitle = 'b'", "[late\n"])
def test_what_is_not_toml_is_told_with_the_line_that_its_reader_names(tmp_path: Path, text: str) -> None:
    with pytest.raises(BrokenSettings, match=r"course\.toml: it is not TOML: .*(line \d+|end of document)"):
        read(tmp_path, text)


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"title = '\xff'")
    with pytest.raises(BrokenSettings, match="cannot be read"):
        read_settings(tmp_path, ASSIGNMENTS)


def test_a_line_is_that_of_the_key_and_not_of_one_of_its_name_elsewhere() -> None:
    text = "[weights]\nquiz_1 = 1\n[deadlines] # of [weights]\n'quiz_1' = 2\n"
    assert line_of(text, ("deadlines", "quiz_1")) == 4
    assert line_of(text, ("deadlines", "quiz_2")) == 3
    assert line_of("weights = {quiz_1 = 3}", ("weights", "quiz_1")) == 1


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
KEYS = ["title", "passing", "timezone", "counts", "missing", "appeal", "feedback", "late", "deadlines", "extensions"]


@given(st.dictionaries(st.sampled_from([*KEYS, "weights"]) | st.text(), VALUES))
def test_any_table_is_settings_or_one_sentence(table: dict[str, object]) -> None:
    with contextlib.suppress(BrokenSettings):
        module._settings(TomlTable(Path(NAME), "", table), ASSIGNMENTS)


@given(st.text())
def test_any_text_is_settings_or_one_sentence(text: str) -> None:
    assert line_of(text, ("late", "grace")) >= 1
