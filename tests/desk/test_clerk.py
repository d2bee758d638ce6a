"""What the instructor decides, through the forms of the pages: done once or not at all, whoever else is at it."""

from __future__ import annotations

import csv
import re
import threading
from pathlib import Path

import pytest

from grader.course.course import Course
from grader.desk.snapshot import id_of
from grader.gradebook.book import Book
from grader.gradebook.journal import Decision, Kind, standing
from grader.gradebook.records import Content
from grader.gradebook.roster import read_roster
from grader.gradebook.store import Store
from grader.results import Outcome
from grader.submission import Submission
from tests.desk.service import Machine, Service, keep, report, served, zipped


def made(service: Service, kind: Kind) -> list[Decision]:
    with Store(service.folder) as store:
        return standing(store.journal.decisions(), kind)


def page_of_feedback(service: Service, student: str) -> str:
    path = service.folder / "feedback" / student / "doubling.html"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def release(service: Service) -> str:
    service.visitor.post({"deed": "release"})
    return service.settled()[0]


def test_from_the_zip_to_the_page_of_the_student_and_the_table(plain_course: Course, tmp_path: Path) -> None:
    (tmp_path / "grades").mkdir()
    machine = Machine(plain_course, lambda data: (report(Outcome.WRONG if data == b"wrong" else Outcome.PASSED),))
    machine.gate.set()
    with served(tmp_path / "grades", tmp_path / "spool", machine) as service:
        visitor = service.visitor
        files = [("ann/x.ipynb", b"wrong"), ("ben/x.ipynb", b"right")]
        assert visitor.upload(zipped(*files), "week 1.zip").location == "/grading"
        assert service.settled()[0].endswith(": 2 students, 2 files, 0 of them unchanged")
        assert list(service.spool.iterdir()) == []
        (work,) = set(re.findall(r"/work/\d+(?=\")", visitor.get(f"/student/{id_of('ann')}").text))
        assert "week 1.zip/ann/x.ipynb" in visitor.get(work).text
        answer = visitor.post(visitor.form(f"{work}/0", "adjust") | {"points": "+20", "reason": "The idea is right."})
        assert answer.location.startswith(f"{work}/0?done=")
        visitor.post(visitor.form(f"{work}/0", "comment") | {"text": "Look at x + x.\nThen come."})
        visitor.post(visitor.form(f"{work}/0", "comment") | {"text": "A slip."})
        slip = visitor.form(f"{work}/0", "undo")
        assert visitor.post(slip).status == 303
        assert release(service) == "done: 2 pages are written"
        page = page_of_feedback(service, "ann")
        assert "The idea is right." in page and "Look at x + x.\nThen come." in page
        assert "A slip." not in page
        ann, ben = csv.DictReader((tmp_path / "grades/grades.csv").read_text(encoding="utf-8-sig").splitlines())
        assert (ann["score"], ann["adjusted"], ben["score"]) == ("60", "20", "100")


def test_of_two_tabs_the_second_one_is_told_and_loses_nothing_of_what_was_written(service: Service) -> None:
    visitor = service.visitor
    one, two = (visitor.form("/work/1/0", "adjust") for _ in range(2))
    assert visitor.post(one | {"points": "30", "reason": "Half of it."}).status == 303
    answer = visitor.post(two | {"points": "50", "reason": "Nearly <all>."})
    assert answer.status == 409
    assert "nothing was changed" in answer.text
    assert 'value="50"' in answer.text and 'value="Nearly &lt;all&gt;."' in answer.text
    assert "Half of it." in answer.text
    assert [item.points for item in made(service, Kind.ADJUST)] == [30]


def test_what_is_told_to_be_stale_can_be_sent_once_it_was_looked_at(service: Service) -> None:
    visitor = service.visitor
    form = visitor.form("/work/1/0", "adjust") | {"points": "50", "reason": "Nearly."}
    visitor.post(visitor.form("/work/1/0", "comment") | {"text": "First."})
    answer = visitor.post(form)
    assert answer.status == 409
    (seen,) = set(re.findall(r'name="seen" value="([0-9.]+)"', answer.text))
    assert visitor.post(form | {"seen": seen}).status == 303


def test_a_form_that_is_sent_twice_is_done_once(service: Service) -> None:
    form = service.visitor.form("/work/1/0", "comment") | {"text": "Once."}
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(service.visitor.post(form).status)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303] + [409] * 7
    assert [item.text for item in made(service, Kind.COMMENT)] == ["Once."]


def test_what_was_graded_meanwhile_in_a_shell_is_told_and_what_was_decided_stays(service: Service) -> None:
    visitor = service.visitor
    visitor.post(visitor.form("/work/1/0", "comment") | {"text": "On the square."})
    stale = visitor.form("/work/1/0", "adjust") | {"points": "50", "reason": "Nearly."}
    keep(service.folder, "ann", report(Outcome.PASSED), b"2")
    assert visitor.post(stale).status == 409
    assert made(service, Kind.ADJUST) == []
    assert "100/100" in visitor.get("/").text
    with Store(service.folder) as store:
        (ann, _) = Book(store).rows
        assert [comment.text for comment in ann.report.comments] == ["On the square."]


def test_a_class_that_is_graded_meanwhile_and_two_who_decide_lose_and_double_nothing(service: Service) -> None:
    names = [f"s{number:02}" for number in range(12)]

    def grade() -> None:
        for name in names:
            keep(service.folder, name, report())

    def comment(text: str) -> None:
        for _ in range(10):
            while service.visitor.post(service.visitor.form("/work/2", "comment") | {"text": text}).status == 409:
                pass

    threads = [threading.Thread(target=grade), *(threading.Thread(target=comment, args=(who,)) for who in ("a", "b"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(item.text for item in made(service, Kind.COMMENT)) == ["a"] * 10 + ["b"] * 10
    assert "14 of 14 students" in service.visitor.get("/").text


def test_what_is_held_back_is_not_written_until_it_is_let_go(service: Service) -> None:
    visitor = service.visitor
    visitor.post(visitor.form("/work/1", "hold") | {"text": "asked the dean"})
    assert release(service) == "done: 1 page is written"
    assert page_of_feedback(service, "ann") == ""
    assert visitor.post(visitor.form("/work/1", "undo")).status == 303
    release(service)
    assert "double" in page_of_feedback(service, "ann")
    assert "asked the dean" not in page_of_feedback(service, "ann")


def test_a_page_that_was_written_goes_when_it_is_held_back_and_the_next_are_written(service: Service) -> None:
    release(service)
    assert page_of_feedback(service, "ann")
    service.visitor.post(service.visitor.form("/work/1", "hold"))
    release(service)
    assert page_of_feedback(service, "ann") == "" and page_of_feedback(service, "ben")


def test_a_release_can_be_taken_back_and_made_again(service: Service) -> None:
    release(service)
    form = service.visitor.form("/journal", "undo")
    assert service.visitor.post(form).status == 303
    assert page_of_feedback(service, "ann") == ""
    assert "Release 2 pages" in service.visitor.get("/").text
    assert release(service) == "done: 2 pages are written"


def test_an_undo_is_a_decision_that_can_be_taken_back_as_well(service: Service) -> None:
    visitor = service.visitor
    visitor.post(visitor.form("/work/1/0", "adjust") | {"points": "20", "reason": "Good."})
    first = visitor.form("/journal", "undo")
    assert visitor.post(first).location.startswith("/journal?done=")
    assert made(service, Kind.ADJUST) == []
    assert visitor.post(first).status == 409
    visitor.post(visitor.form("/journal", "undo"))
    assert [item.points for item in made(service, Kind.ADJUST)] == [20]
    assert "put back: " in visitor.get("/journal").text


def test_what_is_asked_again_is_graded_by_the_course_as_it_is_now_and_can_be_taken_back(service: Service) -> None:
    service.machine.gate.set()
    visitor = service.visitor
    assert visitor.post(visitor.form("/work/1/0", "regrade")).location == "/grading"
    assert service.settled() == ["done: 1 file is graded once more"]
    assert "60/60" in visitor.get("/work/1").text
    assert visitor.post(visitor.form("/journal", "undo")).status == 303
    assert "0/60" in visitor.get("/work/1").text


def test_the_queue_shrinks_as_it_is_worked_off_and_says_who_has_looked(service: Service) -> None:
    visitor = service.visitor
    keep(service.folder, "cleo", report(Outcome.TIMED_OUT))
    visitor.post(visitor.form("/work/1/0", "contest") | {"text": "It is right, she says."})
    assert "2 to look at" in visitor.get("/queue").text
    form = visitor.form("/queue", "seen")
    answer = visitor.post(form | {"next": "1"})
    assert answer.location.startswith("/work/3?item=")
    again = visitor.post(form)
    assert again.status == 409 and "Seen already by bo" in again.text
    text = visitor.get("/queue").text
    assert "1 to look at" in text and "1 seen" in text
    assert visitor.post(visitor.form("/queue", "seen") | {"next": "1"}).location.startswith("/queue?done=")
    assert "Nothing is left to look at." in visitor.get("/queue").text
    visitor.post(visitor.form("/queue", "undo"))
    assert "1 to look at" in visitor.get("/queue").text


def test_what_ends_otherwise_when_it_is_graded_again_is_in_the_queue_again(service: Service) -> None:
    keep(service.folder, "cleo", report(Outcome.TIMED_OUT))
    service.visitor.post(service.visitor.form("/queue", "seen"))
    keep(service.folder, "cleo", report(Outcome.TIMED_OUT, source="def double(x): ..."), b"2")
    assert "1 to look at" in service.visitor.get("/queue").text


@pytest.mark.parametrize(
    ("deed", "fields", "told"),
    [
        ("adjust", {"points": "all", "reason": "x"}, "Say how many points"),
        ("adjust", {"points": "٣", "reason": "x"}, "Say how many points"),
        ("adjust", {"points": "1" * 7, "reason": "x"}, "Say how many points"),
        ("adjust", {"points": "3", "reason": " \n"}, "Say why"),
        ("adjust", {"points": "61", "reason": "x"}, "It is worth 60 points"),
        ("comment", {"text": " "}, "There is nothing in the comment"),
        ("comment", {"text": "x" * 10_001}, "It is too long"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(
    service: Service, deed: str, fields: dict[str, str], told: str
) -> None:
    answer = service.visitor.post(service.visitor.form("/work/1/0", deed) | fields)
    assert answer.status == 422
    assert told in answer.text
    with Store(service.folder) as store:
        assert store.journal.decisions() == ()


@pytest.mark.parametrize("deed", ["adjust", "comment"])
def test_what_is_meant_for_one_of_two_senders_of_a_name_goes_to_neither(service: Service, deed: str) -> None:
    with Store(service.folder) as store:
        run = store.begin("grade")
        for sender in "12":
            submission = Submission("cleo", Path(f"in/{sender}.ipynb"), sender=sender)
            store.keep(run, submission, Content.of(sender.encode()), [report()], "terms")
    form = service.visitor.form("/work/3", deed) | {"points": "3", "reason": "x", "text": "x"}
    answer = service.visitor.post(form)
    assert answer.status == 422 and "Two senders are called so" in answer.text
    assert "two senders of one name" in service.visitor.get("/queue").text


@pytest.mark.parametrize(
    "fields",
    [{"student": "0" * 16}, {"assignment": "tripling"}, {"function": "triple"}, {"deed": "expel"}, {"student": ""}],
)
def test_nothing_is_decided_about_what_is_not_there(service: Service, fields: dict[str, str]) -> None:
    form = service.visitor.form("/work/1/0", "comment") | {"text": "x"}
    assert service.visitor.post(form | fields).status == 404


def test_while_a_class_is_graded_pages_come_and_it_can_be_stopped(service: Service) -> None:
    visitor = service.visitor
    visitor.upload(zipped(*((f"s{number}/x.ipynb", b"%d" % number) for number in range(40))))
    visitor.upload(zipped(("late/x.ipynb", b"late")))
    assert visitor.get("/").status == visitor.get("/work/1/0").status == 200
    text = visitor.get("/grading").text
    assert "running" in text and "waiting" in text
    for job in (2, 1):
        visitor.post({"deed": "halt", "job": str(job)})
    waiting, running = service.settled()
    assert (waiting, running) == ("stopped: ", "stopped: 0 of 40 files are graded and kept")
    assert list(service.spool.iterdir()) == []


def test_a_folder_that_the_command_named_is_graded_once(service: Service, tmp_path: Path) -> None:
    service.machine.gate.set()
    (tmp_path / "in" / "cleo").mkdir(parents=True)
    (tmp_path / "in" / "cleo" / "x.ipynb").write_bytes(b"7")
    for again in (0, 1):
        service.visitor.post(service.visitor.form("/grading", "grade"))
        assert service.settled()[0].endswith(f"1 student, 1 file, {again} of them unchanged")
    assert service.machine.graded == 1


@pytest.mark.parametrize("data", [b"", b"no zip", zipped(), zipped(("../../evil.ipynb", b"1"))])
def test_what_is_no_zip_of_work_is_told_and_leaves_nothing_outside(
    service: Service, data: bytes, tmp_path: Path
) -> None:
    service.machine.gate.set()
    service.visitor.upload(data)
    service.settled()
    assert not list(tmp_path.parent.rglob("evil.ipynb"))
    assert service.visitor.get("/grading").status == service.visitor.get("/").status == 200
    assert service.complaints == []


def test_who_is_on_the_roster_is_called_so_and_is_there_without_work(plain_course: Course, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("id,name\n7,Ann Lee\n8,Ben Moss\n", encoding="utf-8")
    machine = Machine(plain_course)
    machine.gate.set()
    (tmp_path / "grades").mkdir()
    roster = read_roster(tmp_path / "roster.csv")
    with served(tmp_path / "grades", tmp_path / "spool", machine, roster=roster) as service:
        service.visitor.upload(zipped(("7/x.ipynb", b"1")))
        service.settled()
        text = service.visitor.get("/?show=something+missing").text
        assert "Ben Moss" in text and "Ann Lee" not in text
        assert "Ann Lee" in service.visitor.get("/").text
