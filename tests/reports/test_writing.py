"""Files are written whole or not at all, and several of them all or none."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from grader.errors import CannotWrite
from grader.reports.writing import write_files


def test_a_file_that_cannot_be_written_leaves_all_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "taken" / "by a folder").mkdir(parents=True)
    with pytest.raises(CannotWrite, match="taken"):
        write_files(tmp_path, [(Path("new"), b"1"), (Path("a/folder/x"), b"3"), (Path("taken"), b"2")])
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_a_full_disk_costs_a_sentence_and_no_file(tmp_path: Path) -> None:
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(tmp_path)], capture_output=True)
    if mounted.returncode:
        pytest.skip("only root may mount a small disk")
    try:
        old = [(Path(f"feedback/{n}/x.html"), b"old") for n in range(8)]
        write_files(tmp_path, old)
        with pytest.raises(CannotWrite, match="No space left"):
            write_files(tmp_path, [(Path(f"feedback/{n}/x.html"), bytes(60_000)) for n in range(16)])
        found = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
        assert found == dict(old)
        assert len(list((tmp_path / "feedback").iterdir())) == 8
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)
