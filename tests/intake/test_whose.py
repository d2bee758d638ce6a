"""Nobody's file gets into somebody else's row, whatever it is called and wherever it lies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.errors import CannotRead
from grader.gradebook.roster import read_roster
from grader.intake.find import find_submissions, read_submission, take_in
from grader.intake.layout import Layout
from tests.intake.test_find import write, zipped


def whose(path: Path, layout: Layout | None = None) -> dict[str, list[bytes]]:
    """What each student handed in; a refused file is told by the beginning of its reason."""
    found: dict[str, list[bytes]] = {}
    for item in take_in(path, layout=layout).submissions:
        found.setdefault(item.student, []).append(item.refusal[:20].encode() or read_submission(item))
    return found


def fill(root: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        write(root / name, data)
    return root


FOLDERS = {"ada/x.ipynb": b"ada", "bob/deep/x.ipynb": b"bob"}
FLAT = {"ada.ipynb": b"ada", "bob.py": b"bob"}
CANVAS = {"doeada_101_70001_x.ipynb": b"ada", "roebob_102_70002_4_x.ipynb": b"bob"}
MOODLE = {"Ada Doe_1_assignsubmission_file_/x.ipynb": b"ada", "Bob Roe_2_assignsubmission_file_/x.ipynb": b"bob"}
MOODLE_FLAT = {"Ada Doe_1_assignsubmission_file_x.ipynb": b"ada", "Bob Roe_2_assignsubmission_file_x.ipynb": b"bob"}
GRADESCOPE = {
    "submission_1/x.ipynb": b"ada",
    "submission_2/x.ipynb": b"bob",
    "submission_metadata.yml": b"submission_1:\n  :submitters:\n  - :name: Ada\n    :sid: s1\n"
    b"submission_2:\n  :submitters:\n  - :name: Bob\n    :sid: s2\n",
}
NBGRADER = {"submitted/ada/ps1/x.ipynb": b"ada", "submitted/bob/ps1/x.ipynb": b"bob", "source/ps1/x.ipynb": b""}
SECTIONS = {f"mon/{name}/x.ipynb": name.encode() for name in "abcdef"} | {
    f"tue/{name}/x.ipynb": name.encode() for name in "ghijklm"
}
MANY = {f"eve/part {number}/x.ipynb": b"eve" for number in range(40)}

# What somebody may have in a folder or an archive of their own, to be taken for somebody else.
LURES = {
    "Ada Doe_1_assignsubmission_file_/x.ipynb": b"eve",
    "Ada Doe_1_assignsubmission_file_x.ipynb": b"eve",
    "doeada_101_99999_x.ipynb": b"eve",
    "submission_1/x.ipynb": b"eve",
    "submission_metadata.yml": b"submission_1:\n  :submitters:\n  - :name: Bob\n"
    b"submission_2:\n  :submitters:\n  - :name: Ada\n",
    "submitted/ada/x.ipynb": b"eve",
    "ada/x.ipynb": b"eve",
    "../ada/x.ipynb": b"eve",
    "/ada/x.ipynb": b"eve",
    "grades.csv": b"",
    "results.json": b"",
    "feedback/ada/x.ipynb": b"eve",
}
LAYOUTS = {
    Layout.FOLDERS: (FOLDERS, "eve"),
    Layout.FLAT: (FLAT, "eve"),
    Layout.CANVAS: (CANVAS, "eve_103_70003_work"),
    Layout.MOODLE: (MOODLE, "Eve_3_assignsubmission_file_"),
    Layout.GRADESCOPE: (GRADESCOPE, "submission_3"),
    Layout.NBGRADER: (NBGRADER, "submitted/eve"),
    Layout.SECTIONS: (SECTIONS, "tue/eve"),
}


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.value)
def test_what_lies_in_a_students_own_folder_is_theirs_alone(layout: Layout, packed: bool, tmp_path: Path) -> None:
    honest, own = LAYOUTS[layout]
    before = whose(fill(tmp_path / "before", honest))
    after = fill(tmp_path / "after", honest)
    if packed:
        write(after / own / "work.zip" if layout is Layout.GRADESCOPE else after / f"{own}.zip", zipped(LURES))
    else:
        fill(after / own, {name: data for name, data in LURES.items() if not name.startswith((".", "/"))})
    assert take_in(after).layout is layout
    found = whose(after)
    (eve,) = found.keys() - before.keys()
    assert {name: found[name] for name in before} == before
    assert found[eve].count(b"eve") >= 6


@pytest.mark.parametrize("honest", [FOLDERS, FLAT, CANVAS, MOODLE], ids=["folders", "flat", "canvas", "moodle"])
@pytest.mark.parametrize(
    "files",
    [
        MANY,
        {"submitted/x.ipynb": b"eve"},
        {"submissions/ada/x.ipynb": b"eve"},
        {"submission_metadata.yml/x.ipynb": b"eve"},
        {"submission_123/x.ipynb": b"eve"},
        {"grades.csv": b"", "results.json": b"", "eve/x.ipynb": b"eve"},
        {"eve/grades.csv": b"", "eve/results.json": b"", "eve/x.ipynb": b"eve"},
        {"feedback/x.ipynb": b"eve", "grades.csv": b"", "results.json": b""},
        {"eve.zip": zipped({"x.ipynb": b"eve"})},
        {"ada.ipynb/x.ipynb": b"eve"},
        {"Ada Doe_7_assignsubmission_file_/x.ipynb": b"eve"},
    ],
    ids=lambda files: next(iter(files)),
)
def test_one_entry_beside_the_others_changes_nothing_for_them(
    honest: dict[str, bytes], files: dict[str, bytes], tmp_path: Path
) -> None:
    before = whose(fill(tmp_path / "before", honest))
    root = tmp_path / "after"
    fill(root, {name: data for name, data in files.items() if not (name == "ada.ipynb/x.ipynb" and honest is FLAT)})
    found = whose(fill(root, honest))
    for student, data in before.items():
        assert [found[name] for name in found if name == student or name.startswith(f"{student} (")].count(data) == 1
    assert sum(b"eve" in data for data in found.values()) == len(found) - len(before)


def test_people_of_one_name_are_told_apart(tmp_path: Path) -> None:
    root = fill(tmp_path, {"ada.ipynb": b"1", "ada/x.ipynb": b"2", "ada.zip": zipped({"x.ipynb": b"3"})})
    assert whose(root) == {"ada (ada.ipynb)": [b"1"], "ada (ada)": [b"2"], "ada (ada.zip)": [b"3"]}


@pytest.mark.parametrize(
    "names",
    [
        ["Ada", "ada"],
        ["José", "Jose\u0301"],
        ["ada", "ada\u200b"],
        ["ada b", "ada  b", "ada b "],
        ["\u3000", " ", "nameless"],
        ["(unreadable)", "(UNREADABLE)"],
        ["ａｄａ", "ada"],
    ],
)
def test_people_whose_names_look_the_same_are_told_apart(names: list[str], tmp_path: Path) -> None:
    root = fill(tmp_path, {f"{name}/x.ipynb": name.encode() for name in names})
    found = whose(root)
    assert sorted(found.values()) == sorted([name.encode()] for name in names)
    assert len({name.casefold() for name in found}) == len(names)


def test_a_name_that_looks_like_one_told_apart_is_told_apart(tmp_path: Path) -> None:
    names = ["doe_101_67890_x.ipynb", "doe_102_67891_x.ipynb", "doe (101)_103_67892_x.ipynb"]
    found = whose(fill(tmp_path, {name: name.encode() for name in names}))
    assert sorted(found.values()) == sorted([name.encode()] for name in names)


def test_students_of_one_name_in_two_sections_are_two(tmp_path: Path) -> None:
    found = whose(fill(tmp_path, {**SECTIONS, "mon/jo/x.ipynb": b"1", "tue/jo/x.ipynb": b"2"}))
    assert (found["jo (mon/jo)"], found["jo (tue/jo)"]) == ([b"1"], [b"2"])


def test_a_number_in_a_name_on_canvas_is_not_taken_for_anothers(tmp_path: Path) -> None:
    """Canvas lets people call themselves `doeada_101`, and puts their own number behind it."""
    root = fill(tmp_path, {**CANVAS, "doeada_101_103_70003_x.ipynb": b"eve", "doeada_101_70009_70008_x.ipynb": b"?"})
    found = find_submissions(root)
    aliases = {read_submission(item): item.aliases for item in found}
    assert aliases == {b"ada": ("101",), b"bob": ("102",), b"eve": ("103",), b"?": ()}
    assert len({item.student for item in found}) == 4


def test_students_who_keep_the_name_of_a_file_are_not_one_sender(tmp_path: Path) -> None:
    root = fill(tmp_path, {f"{name}/cs_230_2024_week4.ipynb": name.encode() for name in ("ada", "bob")})
    assert whose(root) == {"ada": [b"ada"], "bob": [b"bob"]}


def test_a_group_is_a_row_for_each_of_its_members(tmp_path: Path) -> None:
    metadata = b"submission_1:\n  :submitters:\n  - :name: Ada\n  - :name: Ada\n  - :name: Bob\n    :email: b@x.org\n"
    root = fill(tmp_path, {"submission_1/x.ipynb": b"1", "submission_metadata.yml": metadata})
    assert sorted(whose(root)) == ["Ada (submission_1, 1)", "Ada (submission_1, 2)", "Bob"]


def test_nobody_is_forgotten(tmp_path: Path) -> None:
    root = fill(
        tmp_path,
        {
            "ada/data.csv": b"",
            "bob/.DS_Store": b"",
            "cem/.ipynb_checkpoints/x.ipynb": b"",
            "Dan_5_assignsubmission_onlinetext_/onlinetext.html": b"",
            "zoe/offsets.py": b"",
        },
    )
    (root / "gus").mkdir()
    (root / "hal").symlink_to(root / "ada")
    os.mkfifo(root / "ian.ipynb")
    found = {item.student.split("_")[0]: item.refusal for item in find_submissions(root, helpers=["offsets"])}
    assert list(map(found.get, ["ada", "bob", "cem", "gus", "zoe"])) == [
        "No notebook, but data.csv: ask for the .ipynb.",
        *["The folder is empty."] * 3,
        "No notebook, but offsets.py: ask for the .ipynb.",
    ]
    assert found.keys() == {"ada", "bob", "cem", "Dan", "gus", "hal", "ian", "zoe"}


def test_what_is_nobodys_is_told(tmp_path: Path) -> None:
    root = fill(tmp_path, {**FOLDERS, "README.md": b"", "make.py": b"", ".hidden/x.ipynb": b"", ".git/config": b""})
    fill(root / "grades", {"grades.csv": b"", "results.json": b"", "feedback/ada/x.html": b""})
    assert sorted(take_in(root).passed_by) == [".hidden", "README.md", "grades", "make.py"]


def test_a_student_who_sends_too_many_files_is_told(tmp_path: Path) -> None:
    root = fill(tmp_path, {f"ada/x ({number}).ipynb": b"" for number in range(200)})
    for number in range(200):
        os.utime(root / "ada" / f"x ({number}).ipynb", (0, 0))
    found = find_submissions(root)
    assert [item.file_name for item in found[:20]] == [f"x ({number}).ipynb" for number in range(180, 200)]
    assert found[20].refusal.startswith(
        "Of one student the newest 20 files are graded; 180 more are not: x (179).ipynb"
    )
    assert len(found) == 21


def test_a_teacher_may_say_what_the_layout_is(tmp_path: Path) -> None:
    root = fill(tmp_path, {"mon/ada/x.ipynb": b"ada", "tue/bob/x.ipynb": b"bob"})
    assert sorted(whose(root)) == ["mon", "tue"]
    assert sorted(whose(root, Layout.SECTIONS)) == ["ada", "bob"]
    assert sorted(whose(fill(tmp_path / "canvas", {"mon/doe_1_2_x.ipynb": b""}), Layout.CANVAS)) == ["doe"]


@pytest.mark.parametrize("name", ["x" * 250, "\U0001f600" * 63, os.fsdecode(b"\xff\xfe"), "a\nb\x1b[31m\u202e"])
def test_a_name_of_any_kind_is_read(name: str, tmp_path: Path) -> None:
    root = fill(tmp_path, {f"{name}/x.ipynb": b"1", "ada/x.ipynb": b"ada"})
    (found,) = (item for item in find_submissions(root) if item.student != "ada")
    assert read_submission(found) == b"1"
    assert found.student.isprintable() and len(found.student) < 120 and len(found.place) < 400


def test_folders_deep_in_each_other_are_refused(tmp_path: Path) -> None:
    (tmp_path / "ada" / "/".join("d" * 60)).mkdir(parents=True)
    assert whose(tmp_path) == {"ada": [b"More than 40 folders"]}


def test_a_folder_that_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, FOLDERS)
    scandir = os.scandir

    def guarded(path: Path):  # type: ignore[no-untyped-def]
        if path in (tmp_path / "ada", tmp_path / "nothing"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("os.scandir", guarded)
    assert whose(tmp_path) == {"ada": [b"The folder cannot be"], "bob": [b"bob"]}
    (tmp_path / "nothing").mkdir()
    with pytest.raises(CannotRead, match="change its permissions"):
        find_submissions(tmp_path / "nothing")


def test_one_file_is_named_as_the_whole_folder_would_name_it(tmp_path: Path) -> None:
    folders = {"ada/x.ipynb": b"ada", "bob/x.ipynb": b"bob"}
    for honest in (folders, CANVAS, MOODLE, MOODLE_FLAT, GRADESCOPE):
        root = fill(tmp_path / next(iter(honest)).split("/")[0].replace(".", ""), honest)
        for item in find_submissions(root):
            (alone,) = find_submissions(item.path)
            assert (alone.student, alone.aliases) == (item.student, item.aliases)
    lone = fill(tmp_path / "eve", {"doeada_101_99999_x.ipynb": b""}) / "doeada_101_99999_x.ipynb"
    assert find_submissions(lone)[0].student == "eve"


ROSTER = "id,name,email\ns1,Ada Doe,ada@x.org\ns2,Bob Roe,bob@x.org\ns3,Eve Poe,eve@x.org\n"


@pytest.mark.parametrize(
    "files",
    [
        {"Ada Doe_1_assignsubmission_file_/x.ipynb": b"ada", "ada doe_3_assignsubmission_file_/x.ipynb": b"eve"},
        {"ada doe.ipynb": b"ada", "Doe, Ada.ipynb": b"eve", "bob roe.ipynb": b"bob"},
        {"s1/x.ipynb": b"ada", "Ada Doe/x.ipynb": b"eve"},
    ],
)
def test_two_who_claim_a_row_of_the_roster_are_both_refused_it(files: dict[str, bytes], tmp_path: Path) -> None:
    roster, found = on_roster(tmp_path, files)
    assert all(item.student != "Ada Doe" for item in found)
    claimants = [item for item in found if read_submission(item) != b"bob"]
    assert all("More than one sender may be Ada Doe" in item.problems[0] for item in claimants)
    (missing,) = (report for report in roster.missing(found) if report.student == "Ada Doe")
    assert missing.problems[0].startswith("Nothing is known for certain")


@pytest.mark.parametrize("name", ["Ada Doe", "s1", "ada@x.org", "Doe, Ada"])
@pytest.mark.parametrize("ada_too", [True, False])
def test_a_chosen_name_does_not_take_the_row_that_an_id_proves(name: str, ada_too: bool, tmp_path: Path) -> None:
    metadata = f"submission_3:\n  :submitters:\n  - :name: '{name}'\n    :sid: s3\n".encode()
    files = {"submission_3/x.ipynb": b"eve", "submission_metadata.yml": metadata}
    if ada_too:
        files["submission_1/x.ipynb"] = b"ada"
        files["submission_metadata.yml"] += b"submission_1:\n  :submitters:\n  - :name: Ada Doe\n    :sid: s1\n"
    _, found = on_roster(tmp_path, files)
    rows = {item.student: read_submission(item) for item in found}
    assert rows == {"Eve Poe": b"eve", **({"Ada Doe": b"ada"} if ada_too else {})}


@pytest.mark.parametrize("name", ["s1", "ada@x.org"])
def test_a_name_that_is_somebody_elses_id_is_a_strangers(name: str, tmp_path: Path) -> None:
    roster, (found,) = on_roster(tmp_path, {f"{name}_7_assignsubmission_file_/x.ipynb": b"eve"})
    assert (found.student, len(roster.missing([found]))) == (name, 3)


def test_a_stranger_called_like_a_row_is_not_in_it(tmp_path: Path) -> None:
    roster, found = on_roster(
        tmp_path, {"Al Roe (1)_7_assignsubmission_file_/x.ipynb": b""}, roster="id,name\n1,Al Roe\n2,Al Roe\n"
    )
    assert [item.student for item in found] == ["Al Roe (1) (not on the roster)"]
    assert len(roster.missing(found)) == 2


def on_roster(root: Path, files: dict[str, bytes], *, roster: str = ROSTER):  # type: ignore[no-untyped-def]
    (root / "students.csv").write_text(roster, encoding="utf-8")
    read = read_roster(root / "students.csv")
    return read, read.rename(find_submissions(fill(root / "in", files)))


ASSIGNMENTS = ["planar_data", "quiz_1"]


@pytest.mark.parametrize(
    ("names", "layout"),
    [
        (["planar_data.ipynb", "1_planar_data (1).ipynb", "quiz_1-Copy1.ipynb", "notes.txt"], Layout.STUDENT),
        (["planar_data.ipynb"], Layout.STUDENT),
        (["planar_data_ada.ipynb", "planar_data_ben.ipynb"], Layout.FLAT),
        (["planar_data.ipynb", "ben.ipynb"], Layout.FLAT),
        (["planar_data.ipynb", "ben/planar_data.ipynb"], Layout.FOLDERS),
    ],
)
def test_a_folder_of_nothing_but_assignments_is_one_students(tmp_path: Path, names: list[str], layout: Layout) -> None:
    for name in names:
        (tmp_path / "ada" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "ada" / name).write_text("{}")
    intake = take_in(tmp_path / "ada", assignments=ASSIGNMENTS)
    assert intake.layout is layout
    if layout is Layout.STUDENT:
        assert {submission.student for submission in intake.submissions} == {"ada"}


def test_a_teacher_may_say_that_it_is_one_students_folder(tmp_path: Path) -> None:
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "my last try.ipynb").write_text("{}")
    (found,) = take_in(tmp_path / "ada", layout=Layout.STUDENT).submissions
    assert found.student == "ada"
