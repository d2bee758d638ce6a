"""Lets a notebook import what its course offers, its cases and helpers, wherever the grader is installed."""

from __future__ import annotations

import contextlib
import importlib.util
import sys
from pathlib import Path

from grader.course.course import find_course
from grader.errors import CourseNotFound

OFFERED = ("assignments", "testcases")


def offer_course() -> None:
    """Put the course of the working folder, or else the installed one, last on the path, if nothing else offers it."""
    if all(map(importlib.util.find_spec, OFFERED)):
        return
    with contextlib.suppress(CourseNotFound):
        sys.path.append(str(find_course(None, around=Path.cwd()).root))
