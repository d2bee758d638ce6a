"""A run of a class by a grader that judges nothing, as a process: `python -m tests.gradebook.clerk IN OUT`."""

from __future__ import annotations

import contextlib
import sys
import time
from pathlib import Path

from grader.gradebook.book import Book
from grader.gradebook.run import grade_class
from grader.gradebook.store import Store
from grader.intake.find import find_submissions
from grader.reports.files import check_folder, update_files
from grader.results import SubmissionReport


class Clerk:
    """Tells what a file holds, after a moment."""

    def grade(self, data: bytes, name: str) -> tuple[SubmissionReport, ...]:
        time.sleep(0.01)
        return (SubmissionReport(assignment=data.decode()),)


def main() -> None:
    folder, output = map(Path, sys.argv[1:])
    submissions = find_submissions(folder)
    check_folder(output)
    with Store(output) as store:
        run = store.begin("grade", seed=1)
        print("begun", flush=True)
        grade_class(store, run, submissions, lambda: contextlib.nullcontext(Clerk()), terms=lambda _: "terms")
        update_files(output, store, Book)


if __name__ == "__main__":
    main()
