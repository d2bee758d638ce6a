from __future__ import annotations

from pathlib import Path

import pytest

from grader.desk.uploads import BadForm, Upload

KIND = "multipart/form-data; boundary=XX"
FORM = (
    b'--XX\r\nContent-Disposition: form-data; name="form"\r\n\r\nsecret\r\n'
    b'--XX\r\nContent-Disposition: form-data; name="file"; filename="../../week 1\x1b.zip"\r\n'
    b"Content-Type: application/zip\r\n\r\nPK\r\n--X--XX\r\n--XX--\r\n"
)


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_a_form_is_the_same_in_whatever_pieces_it_comes(size: int, tmp_path: Path) -> None:
    upload = Upload(KIND, tmp_path / "1.zip")
    for start in range(0, len(FORM), size):
        upload.feed(FORM[start : start + size])
    upload.finish()
    assert (upload.fields, upload.name) == ({"form": "secret"}, "../../week 1\\x1b.zip")
    assert (tmp_path / "1.zip").read_bytes() == b"PK\r\n--X--XX"
    assert [path.name for path in tmp_path.iterdir()] == ["1.zip"]


@pytest.mark.parametrize("end", range(0, len(FORM) - 4, 11))
def test_what_ends_in_the_middle_is_no_form(end: int, tmp_path: Path) -> None:
    upload = Upload(KIND, tmp_path / "1.zip")
    upload.feed(FORM[:end])
    with pytest.raises(BadForm):
        upload.finish()


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "1.zip").write_bytes(b"other")
    upload = Upload(KIND, tmp_path / "1.zip")
    with pytest.raises(FileExistsError):
        upload.feed(FORM)
    assert (tmp_path / "1.zip").read_bytes() == b"other"


def test_a_form_has_no_more_parts_than_ours_have(tmp_path: Path) -> None:
    upload = Upload(KIND, tmp_path / "1.zip")
    with pytest.raises(BadForm, match="more parts"):
        upload.feed(b'--XX\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' * 30)
