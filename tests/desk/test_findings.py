from __future__ import annotations

import time
from pathlib import Path

from grader.course.course import Course
from grader.results import Outcome
from tests.desk.service import Machine, Service, keep, report, served


def looked_through(service: Service) -> None:
    end = time.monotonic() + 60
    while not service.clerk.looker.findings.items:
        assert time.monotonic() < end
        time.sleep(0.01)


def test_who_handed_in_the_very_same_file_is_in_the_queue_and_loses_no_points(
    plain_course: Course, tmp_path: Path
) -> None:
    (tmp_path / "grades").mkdir()
    for name, data in {"ann": b"same", "ben": b"same", "cleo": b"own"}.items():
        keep(tmp_path / "grades", name, report(Outcome.PASSED), data)
    with served(tmp_path / "grades", tmp_path / "spool", Machine(plain_course)) as service:
        looked_through(service)
        text = service.visitor.get("/queue").text
        assert "suspiciously alike" in text and "and ben: the very same file" in text and "cleo" not in text
        answer = service.visitor.post(service.visitor.form("/queue", "seen") | {"next": "1"})
        assert answer.location.startswith("/queue?done=")
        assert "100/100" in service.visitor.get("/").text


def test_how_hard_each_function_is_leads_to_the_first_who_has_it_wrong(service: Service) -> None:
    looked_through(service)
    text = service.visitor.get("/functions").text
    assert 'href="/work/1/0"><code>double</code>' in text
    assert "50 %" in text and "100 %" in text


def test_a_class_that_changes_is_looked_through_anew(service: Service) -> None:
    looked_through(service)
    keep(service.folder, "cleo", report())
    service.clerk.looker.look()
    end = time.monotonic() + 60
    while "33 %" not in service.visitor.get("/functions").text:
        assert time.monotonic() < end
        time.sleep(0.01)
