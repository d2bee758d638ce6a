"""What a worker leaves on disk is removed whole, and nothing else is."""

import os

from grader.sandbox import landlock
from grader.sandbox.private import make_private, remove_private


def test_links_are_removed_and_what_they_point_to_stays(tmp_path):
    (tmp_path / "gradebook").write_text("precious")
    (tmp_path / "scores").mkdir()
    (tmp_path / "scores/a").write_text("precious")
    place = make_private(tmp_path)
    (place / "home/to-file").symlink_to(tmp_path / "gradebook")
    (place / "home/to-folder").symlink_to(tmp_path / "scores")
    (place / "tmp").rmdir()
    (place / "tmp").symlink_to(tmp_path / "scores")
    remove_private(place)
    assert sorted(os.listdir(tmp_path)) == ["gradebook", "scores"]
    assert (tmp_path / "scores/a").read_text() == "precious"


def test_two_thousand_nested_folders_are_removed(tmp_path):
    place = make_private(tmp_path)
    here = os.open(place / "home", os.O_RDONLY)
    for _ in range(2000):
        os.mkdir("deeper", dir_fd=here)
        below = os.open("deeper", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    remove_private(place)
    assert not place.exists()


def test_closed_folders_and_odd_names_are_removed(tmp_path):
    place = make_private(tmp_path)
    (place / "home/closed/inner").mkdir(parents=True)
    (place / "home/lifted-1").mkdir()
    (place / "lifted-2").write_text("")
    os.mkfifo(place / "home/closed/inner/pipe")
    (place / "home" / os.fsdecode(b"\xff\n")).write_text("")
    (place / "home/closed/inner").chmod(0)
    (place / "home/closed").chmod(0)
    place.chmod(0o500)
    remove_private(place)
    assert not place.exists()


def test_a_readable_folder_around_a_hidden_one_is_given_in_pieces(tmp_path):
    for name in ("a", "b/c", "b/d"):
        (tmp_path / name).mkdir(parents=True)
    pieces = landlock.around([tmp_path], [tmp_path / "b/c"])
    assert sorted(pieces) == [tmp_path / "a", tmp_path / "b/d"]


def test_rulesets_ask_only_for_what_the_kernel_knows():
    assert [len(landlock.ruleset_attributes(abi)) for abi in range(1, 8)] == [8, 8, 8, 16, 16, 24, 24]
    assert [landlock.handled_files(abi).bit_length() for abi in (1, 2, 3, 4, 5, 7)] == [
        13,
        14,
        15,
        15,
        16,
        16,
    ]
