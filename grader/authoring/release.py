"""Makes what a student gets: notebooks, helpers, data and visible cases, with the grader that checks them at home.

No solution, no held-out case and no answer to one is in it: of `testcases/NAME.py` only the published part goes along,
and of the answers only those in `testcases/expected/`, which hold visible cases alone.
"""

from __future__ import annotations

import importlib.metadata
import io
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import jinja2

from grader.authoring.translations import catalogue_bytes, course_languages, course_sentences
from grader.course import expected
from grader.course.course import Course
from grader.course.modules import published_part
from grader.errors import AssignmentNotFound, CannotWrite
from grader.reports.writing import write_file

PACKAGE = Path(__file__).parents[1]
DISTRIBUTION = "neural-course-kit"
LEFT_OUT = {"__pycache__", "_course", ".ipynb_checkpoints"}
PROGRAMS_OF_AUTHORS = {"figures"}
EARLIEST_IN_A_ZIP = (1980, 1, 1, 0, 0, 0)


def released(course: Course) -> dict[PurePosixPath, bytes]:
    """All files of a release, by their path in it.

    Raises
    ------
    AssignmentNotFound
        If the course has not been built.
    """
    if not course.expected_names:
        raise AssignmentNotFound("any", ())
    files = course_files(course)
    files |= {PurePosixPath("grader", *path.parts): data for path, data in _below(PACKAGE)}
    notebooks = sorted(path.name for path in files if path.suffix == ".ipynb")
    titles = sorted(
        (stored.number, stored.title)
        for stored in (expected.load(course, name).assignment for name in course.expected_names)
    )
    for name in ("README.md", "pyproject.toml"):
        text = _template(f"release_{name}").render(
            notebooks=notebooks,
            titles=titles,
            dependencies=dependencies(),
            version=importlib.metadata.version(DISTRIBUTION),
        )
        files[PurePosixPath(name)] = text.encode()
    return dict(sorted(files.items()))


def course_files(course: Course) -> dict[PurePosixPath, bytes]:
    """What a student works in: notebooks, helpers, data and visible cases, by their path in the course's folder."""
    return dict(sorted(_course_files(course)))


def write_missing(files: Mapping[PurePosixPath, bytes], target: Path) -> tuple[int, list[PurePosixPath]]:
    """Write those files that are not there yet.

    Returns
    -------
    written : how many
    kept : those that were there already, and hold something else

    Raises
    ------
    CannotWrite
        If `target` cannot be written.
    """
    written, kept = 0, []
    for path, data in files.items():
        place = target / path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("xb") as file:
                file.write(data)
            written += 1
        except FileExistsError:
            if not place.is_file() or place.read_bytes() != data:
                kept.append(path)
        except OSError as error:
            raise CannotWrite(place, error.strerror or str(error), "name another place") from error
    return written, kept


def write_release(files: Mapping[PurePosixPath, bytes], target: Path) -> None:
    """Write a release into a zip, where `target` ends so, or else into a folder that is empty or not there yet.

    All of it is written aside first: who stops it leaves nothing behind.

    Raises
    ------
    CannotWrite
        If `target` cannot be written, or is a folder that holds something.
    """
    if target.suffix == ".zip":
        write_file(target, _zipped(files, PurePosixPath(target.stem)))
        return
    try:
        if target.is_dir() and any(target.iterdir()):
            raise CannotWrite(target, "it is not empty", "name a new folder, or a .zip file")
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent) as aside:
            for path, data in files.items():
                (Path(aside) / path).parent.mkdir(parents=True, exist_ok=True)
                (Path(aside) / path).write_bytes(data)
            target.mkdir(exist_ok=True)
            for part in Path(aside).iterdir():
                part.rename(target / part.name)
    except OSError as error:
        raise CannotWrite(target, error.strerror or str(error), "name another place") from error


def _course_files(course: Course) -> Iterator[tuple[PurePosixPath, bytes]]:
    for name in course.expected_names:
        notebook = course.notebook_path(course.assignments, name)
        if notebook is not None:
            yield PurePosixPath("assignments", notebook.name), notebook.read_bytes()
        stored = course.expected_path(name)
        yield PurePosixPath("testcases", "expected", stored.name), stored.read_bytes()
        cases = course.testcases / f"{name}.py"
        if cases.is_file():
            yield PurePosixPath("testcases", cases.name), published_part(cases).encode()
        said = course_sentences(expected.load(course, name).assignment)
        for code in course_languages(course):
            catalogue = {**course.sentences(code), **course.sentences(code, name)}
            visible = {text: catalogue[text] for text in sorted(said & catalogue.keys())}
            yield PurePosixPath("testcases", "languages", code, f"{name}.json"), catalogue_bytes(visible)
    for folder in ("helpers", "figures"):
        for path, data in _below(course.assignments / folder):
            if path.suffix != ".py" or folder not in PROGRAMS_OF_AUTHORS:
                yield PurePosixPath("assignments", folder, *path.parts), data
    for path, data in _below(course.root / "data"):
        if path.suffix != ".py":
            yield PurePosixPath("data", *path.parts), data


def _below(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and LEFT_OUT.isdisjoint(inside.parts):
            yield inside, path.read_bytes()


def _zipped(files: Mapping[PurePosixPath, bytes], top: PurePosixPath) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            # A fixed date, so that the same release has the same bytes.
            entry = zipfile.ZipInfo(str(top / path), EARLIEST_IN_A_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def dependencies() -> list[str]:
    """What the grader needs, as pip takes it."""
    required = importlib.metadata.requires(DISTRIBUTION) or []
    return sorted(re.sub(r"\s*;.*", "", line) for line in required if "extra ==" not in line)


def _template(name: str) -> jinja2.Template:
    loader = jinja2.PackageLoader("grader.authoring", "templates")
    return jinja2.Environment(loader=loader, autoescape=False, keep_trailing_newline=True).get_template(name)
