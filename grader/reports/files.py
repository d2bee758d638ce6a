"""All files of a gradebook: one row a submission as CSV, everything as JSON, a page of feedback for each student."""

from __future__ import annotations

import contextlib
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from grader.errors import CannotWrite, WouldOverwrite
from grader.language.catalogue import ENGLISH, Language
from grader.reports.feedback import feedback_page
from grader.reports.grades_csv import grades_csv
from grader.reports.results_json import UnknownResults, read_results, results_json
from grader.results import Gradebook, Status, SubmissionReport

GRADES = Path("grades.csv")
RESULTS = Path("results.json")
UNSAFE_IN_A_FILE_NAME = re.compile(r"[^\w.@+-]+")
# A name may have 255 bytes on most file systems, and 143 on those that encrypt.
MAX_NAME_BYTES = 120


def gradebook_files(gradebook: Gradebook, language: Language = ENGLISH) -> dict[Path, bytes]:
    """All files of a gradebook, by their path within the output folder; the same gradebook gives the same bytes.

    They are to be written in this order: of a run that is stopped, results.json never tells more than there is.
    """
    files = {path: feedback_page(report, language).encode() for path, report in feedback_paths(gradebook)}
    files[RESULTS] = results_json(gradebook, language)
    files[GRADES] = grades_csv(gradebook).encode()
    return files


def read_folder(folder: Path) -> tuple[SubmissionReport, ...]:
    """The reports that an output folder holds from before; none where nothing has been written yet.

    Raises
    ------
    WouldOverwrite
        If there is something in the place of its files that is not this grader's.
    CannotWrite
        If it is not a folder that can be read.
    """
    path = folder / RESULTS
    try:
        return read_results(path.read_bytes())
    except FileNotFoundError:
        if (folder / GRADES).exists():
            raise WouldOverwrite(folder / GRADES, f"no {RESULTS} beside it says what it is") from None
        return ()
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error
    except UnknownResults as error:
        raise WouldOverwrite(path, str(error)) from error


def write_files(folder: Path, files: Mapping[Path, bytes]) -> None:
    """Write files below a folder, each whole or not at all.

    Raises
    ------
    CannotWrite
        If the folder, or a file in it, cannot be written.
    """
    for path, data in files.items():
        place = folder / path
        aside = place.with_name(f".{os.getpid()}.part")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(data)
            aside.replace(place)
        except OSError as error:
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)
            raise CannotWrite(place, error.strerror or str(error)) from error


def remove_outdated_pages(folder: Path, before: Sequence[SubmissionReport], now: Gradebook) -> None:
    """Remove the pages of reports from before that no report of the gradebook has any more."""
    current = {_on_disk(path.as_posix()) for path, _ in feedback_paths(now)}
    for path, _ in feedback_paths(Gradebook.of(before, seed=now.seed)):
        if _on_disk(path.as_posix()) not in current:
            with contextlib.suppress(OSError):
                (folder / path).unlink()


def feedback_paths(gradebook: Gradebook) -> Iterator[tuple[Path, SubmissionReport]]:
    """Where the page of each report goes: `feedback/<student>/<assignment>.html`; each student has a folder alone."""
    taken: set[str] = set()
    folders: dict[str, str] = {}
    for report in gradebook.reports:
        if report.status is Status.MISSING:
            continue
        if report.student not in folders:
            folders[report.student] = _unlike(taken, "", report.student)
        folder = folders[report.student]
        name = _unlike(taken, f"{folder}/", report.assignment or Path(report.path).stem)
        yield Path("feedback", folder, f"{name}.html"), report


def _unlike(taken: set[str], folder: str, text: str) -> str:
    """A file name for a text, numbered where another has it; `taken` are those that there are, and learns of it."""
    number, name = 1, _file_name(text)
    chosen = name
    while _on_disk(folder + chosen) in taken:
        number += 1
        chosen = f"{name}-{number}"
    taken.add(_on_disk(folder + chosen))
    return chosen


def _file_name(text: str) -> str:
    """A name that stays in its folder and fits into it, whatever a student called themselves."""
    safe = UNSAFE_IN_A_FILE_NAME.sub("_", text).strip(".")
    return safe.encode()[:MAX_NAME_BYTES].decode(errors="ignore") or "_"


def _on_disk(name: str) -> str:
    """What file systems take for the same name that make no difference of case, or of how an accent is written."""
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
