"""What lies beside a notebook when it is run from top to bottom: of what students get, the texts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader.authoring.release import course_files
from grader.course.course import Course
from grader.workers.execution import Belongings, limits_for_notebooks
from grader.workers.limits import Limits
from grader.workers.pool import Zygote

TEXTS = frozenset({".py", ".json", ".toml"})
PUBLISHED = Path("assignments", "helpers", "published")


def belongings_of(course: Course) -> Belongings:
    """The helpers and visible cases of a course as students have them, and where notebooks import them from."""
    texts = {
        str(path): data.decode()
        for path, data in course_files(course).items()
        if path.suffix in TEXTS and path.parts[0] != "data"
    }
    folders = {str(Path(name).parent) for name in texts if Path(name).is_relative_to(PUBLISHED)}
    return Belongings(texts, (".", *sorted(folders)))


def kernels_for(course: Course, limits: Limits, *, hidden: Sequence[Path] = ()) -> Zygote:
    """A zygote whose workers run whole notebooks of a course."""
    return Zygote(limits_for_notebooks(limits), data=course.data, hidden=[*course.held_back, *hidden], kernels=True)
