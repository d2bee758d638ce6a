"""`grader doctor` says which box a machine gives, tries it, and tells how to get a better one."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from grader.answers.answer import Returned
from grader.sandbox.box import Level
from grader.workers import doctor
from tests.attacks.conftest import needs

ROOT = Path(__file__).parents[2]

# A filter like Docker's: no new namespaces, no mounts; with `bare` no Landlock either. Of the attacks two are tried.
REFUSING = """
import os, struct, sys
from grader.cli import main as cli
from grader.sandbox import linux
from grader.workers import doctor
doctor.ATTACKS = tuple(each for each in doctor.ATTACKS if each.title in ("kill the grader", "print a gigabyte"))
x86 = os.uname().machine == "x86_64"
refused = [272, 165] if x86 else [97, 40]
refused += [444, 445, 446] if sys.argv[1] == "bare" else []
for number in refused:
    steps = [(0x20, 0, 0, 0), (0x15, 0, 1, number), (6, 0, 0, 0x50001), (6, 0, 0, 0x7FFF0000)]
    linux.no_new_privileges()
    linux.install_filter(b"".join(struct.pack("=HBBI", *step) for step in steps))
sys.exit(cli.main(sys.argv[2:]))
"""


def refused(kind: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", REFUSING, kind, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("level", list(Level), ids=lambda level: level.value)
def test_every_attack_is_fended_off(level: Level) -> None:
    needs(level)
    environment = dict(os.environ)
    attempts = list(doctor.examine(level))
    assert [attempt for attempt in attempts if not attempt.held] == []
    assert len(attempts) + len(doctor.not_promised(level)) == len(doctor.ATTACKS)
    assert len(attempts) >= (8 if level is Level.LIMITS else 17)
    assert dict(os.environ) == environment


def test_a_lock_is_heard_where_nothing_filters_it(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = [replace(attack, not_on=None) for attack in doctor.ATTACKS if attack.title.startswith("hear a lock")]
    monkeypatch.setattr(doctor, "ATTACKS", tuple(heard))
    (attempt,) = doctor.examine(Level.LIMITS)
    assert (attempt.held, attempt.told) == (False, "it was heard")


def test_of_two_doctors_at_once_each_holds_a_lock() -> None:
    with contextlib.ExitStack() as first:
        first.enter_context(doctor._locked())
        with doctor._locked():
            first.close()
            assert unboxed("hear a lock") == "it was heard"


def unboxed(attack: str, *arguments: str, **environment: str) -> str:
    """What an attack says in a process without any box."""
    (body,) = (each.body for each in doctor.ATTACKS if attack in each.title)
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    command = [sys.executable, "-c", f"def attack():\n{lines}\nprint(attack())", *arguments]
    return subprocess.check_output(command, env={**os.environ, **environment}, text=True).strip()


def test_without_a_box_the_attacks_find_something() -> None:
    assert unboxed("environment", GRADER_DOCTOR="secret") == "found"
    assert unboxed("command line", "/home/teacher/course").count("/home/teacher/course") == 3


@pytest.mark.parametrize("attack", doctor.ATTACKS, ids=lambda attack: attack.title)
def test_an_attack_that_gets_through_is_told(attack: doctor.Attack) -> None:
    attempt = doctor._attempt(attack, Returned("root:x:0:0"))
    assert (attempt.held, attempt.told) == (False, "root:x:0:0")


def test_the_command_names_the_level_and_ends_with_0() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "grader", "doctor"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "given, and used" in done.stdout
    assert "✓ connect to the network: the network is refused" in done.stdout
    assert done.stdout.endswith("All were fended off.\n")


def test_a_machine_without_namespaces_is_told_why_and_what_to_do() -> None:
    done = refused("namespaces", "doctor")
    assert "namespaces: not given: no namespaces box on this machine: [Errno 1] unshare" in done.stdout
    assert "it needs Linux 5.12 or newer with user namespaces" in done.stdout
    assert "All were fended off." in done.stdout


def test_a_machine_without_landlock_either_says_what_is_not_promised() -> None:
    done = refused("bare", "doctor")
    assert "limits: given, and used" in done.stdout
    assert "– kill the grader: not promised on this level" in done.stdout


@pytest.mark.parametrize(
    ("kind", "level"), [("namespaces", "namespaces"), ("bare", "namespaces"), ("bare", "landlock")]
)
def test_less_than_what_is_required_is_refused(kind: str, level: str, tmp_path: Path) -> None:
    output = ("--output", str(tmp_path / "grades"))
    done = refused(kind, "grade", "submissions", "--require-sandbox", level, *output)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("grader: This machine does not give the box that is needed (namespaces: ")
    assert not (tmp_path / "grades").exists()


def test_a_level_that_is_none_is_one_sentence() -> None:
    done = refused("namespaces", "grade", "submissions", "--require-sandbox", "best")
    assert done.returncode == 2
    assert "'best' is no level of the box: say one of namespaces, landlock, limits" in done.stderr


def test_a_sysctl_that_stands_in_the_way_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "switch").write_text("1\n")
    monkeypatch.setattr(doctor, "REMEDIES", ((str(tmp_path / "switch"), "1", "turn it off"),))
    assert "turn it off" in doctor.remedies(Level.NAMESPACES)
