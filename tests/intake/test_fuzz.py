"""Whatever one student hands in, under whatever name, the others' files and rows stay as they are."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.gradebook.roster import read_roster
from grader.intake.find import read_submission, take_in
from grader.intake.layout import Layout
from grader.intake.students import looks
from grader.submission import Submission
from tests.intake.test_find import write, zipped
from tests.intake.test_whose import LURES, SECTIONS

# Pieces of the names by which platforms, this grader and other students are known, and what looks like nothing.
PIECES = [
    *("ada", "Ada Doe", "bob", "eve", "doe", "101", "102", "70001", "s1", "1", "2", "12345678901234567890"),
    *("_", "__", "_1_", "_LATE_", "_101_70001_", "_assignsubmission_file_", "_assignsubmission_onlinetext_"),
    *("submission_1", "submission_2", "submission_metadata.yml", "submitted", "submissions", "source", "feedback"),
    *("grades.csv", "results.json", "grades", "nameless", "(unreadable)", " (", ")", ",", "@x.org", "#2"),
    *(
        ".",
        "..",
        "~$",
        " ",
        "\t",
        "\n",
        "\u200b",
        "\u202e",
        "\u0301",
        "\x1b[31m",
        "\udcff",
        "ａ",
        "Ａ",
        "\U0001f600" * 9,
    ),
    *("__MACOSX", ".ipynb_checkpoints", ".ipynb", ".ipynb.txt", ".py", ".zip", ".pdf", ".IPYNB", "x", "offsets"),
]
names = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)
on_disk = names.filter(lambda name: name not in (".", "..") and len(name.encode("utf-8", "surrogateescape")) < 200)
data = st.sampled_from(
    [b"eve", b"", b"PK", zipped(LURES), zipped({"a.zip": zipped({"Ada Doe_1_assignsubmission_file_/x.ipynb": b"eve"})})]
)
trees = st.dictionaries(st.lists(on_disk, min_size=1, max_size=3).map("/".join), data, max_size=6)


@dataclass(frozen=True)
class Class:
    """A layout with honest students in it, and where somebody else's own things lie, whatever they are called."""

    files: dict[str, bytes]
    own: str
    # What the platform makes of a name that people choose.
    cleaned: str = ""

    def place(self, name: str) -> str:
        return self.own.format(re.sub(self.cleaned, "", name) if self.cleaned else name)


HONEST = {"ada": b"ada", "bob": b"bob", "cem": b"cem"}
PEOPLE = {"ada": "101", "bob": "102", "cem": "103"}
CLASSES = {
    Layout.FOLDERS: Class({f"{name}/week {name}/x.ipynb": HONEST[name] for name in HONEST}, "{}"),
    Layout.FLAT: Class({f"{name}.py": HONEST[name] for name in HONEST}, "{}"),
    Layout.CANVAS: Class(
        {f"{name}_{PEOPLE[name]}_7000{PEOPLE[name]}_x.ipynb": HONEST[name] for name in HONEST},
        "{}_104_7000104_eve",
        r"_(?=\d+_)|\W",
    ),
    Layout.MOODLE: Class(
        {f"{name}_{PEOPLE[name]}_assignsubmission_file_/x.ipynb": HONEST[name] for name in HONEST},
        "{}_104_assignsubmission_file_",
        "_",
    ),
    Layout.GRADESCOPE: Class({f"submission_{PEOPLE[name]}/x.ipynb": HONEST[name] for name in HONEST}, "submission_104"),
    Layout.SECTIONS: Class(SECTIONS | {f"tue/{name}/x.ipynb": HONEST[name] for name in HONEST}, "tue/{}"),
    Layout.NBGRADER: Class(
        {f"submitted/{name}/ps1/x.ipynb": HONEST[name] for name in HONEST} | {"source/x.ipynb": b""}, "submitted/{}"
    ),
}


@pytest.mark.parametrize("layout", CLASSES, ids=lambda layout: layout.value)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much])
@given(name=on_disk, tree=trees, packed=st.booleans())
def test_nobody_can_touch_anybody_else(
    layout: Layout, name: str, tree: dict[str, bytes], packed: bool, tmp_path: Path
) -> None:
    root = tmp_path / "in"
    shutil.rmtree(root, ignore_errors=True)
    for path, text in CLASSES[layout].files.items():
        write(root / path, text)
    own = CLASSES[layout].place(name)
    before = {path for path in root.rglob("*") if path.is_file()}
    hand_in(root / own, tree, packed)
    if len(before) > len({path for path in root.rglob("*") if path.is_file()} & before):
        return
    found = take_in(root)
    assert found.layout is layout
    senders = {}
    for item in found.submissions:
        senders.setdefault(item.sender, []).append(bytes_of(item))
    for who, text in HONEST.items():
        (item,) = (item for item in found.submissions if bytes_of(item) == text)
        assert senders[item.sender] == [text]
        known = {"submission_" + PEOPLE[who], who} if layout is Layout.GRADESCOPE else {who}
        assert item.student in known or any(item.student.startswith(f"{known_as} (") for known_as in known)
    labels = {}
    for item in found.submissions:
        assert labels.setdefault(item.student, item.sender) == item.sender
        assert looks(item.student)
    rows_hold(tmp_path, found.submissions, layout)


def hand_in(place: Path, tree: dict[str, bytes], packed: bool) -> None:
    """As a zip, or as a folder; what the disk does not take is left out."""
    try:
        if packed:
            write(
                place.with_name(place.name + ".zip"),
                zipped({name.encode("utf-8", "replace").decode(): text for name, text in tree.items()}),
            )
        for name, text in tree.items() if not packed else ():
            write(place / name, text)
    except (FileExistsError, NotADirectoryError, IsADirectoryError):
        pass


def rows_hold(root: Path, submissions: tuple[Submission, ...], layout: Layout) -> None:
    """With a list of students, too: nobody else's work is in an honest row, and where ids tell, theirs is."""
    lines = [f"{PEOPLE[name]},{name}" for name in HONEST]
    (root / "students.csv").write_text("\n".join(["id,name", *lines]), encoding="utf-8")
    renamed = read_roster(root / "students.csv").rename(submissions)
    rows = {who: [bytes_of(item) for item in renamed if item.student == who] for who in HONEST}
    for who, text in HONEST.items():
        assert rows[who] == [text] or (layout is not Layout.CANVAS and text not in rows[who])


def bytes_of(item: Submission) -> bytes:
    return item.refusal.encode() if item.refusal else read_submission(item)
