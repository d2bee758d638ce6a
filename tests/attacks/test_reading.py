"""A submission finds nothing that is worth reading, wherever it looks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.course.course import Course
from grader.workers.pool import Limits
from tests.attacks.arena import Arena
from tests.tiny import TINY_CASES, TINY_SOLUTION

# What must not be in a worker: the making of a held-out case, a hint, a known mistake, the solution's docstring. Each is
# turned round in the attack, so that the attack does not find itself.
SECRETS = ("def drawn(rng)", "Add x to itself", "the square of x", "Twice x, and n more")
TURNED = [secret[::-1] for secret in SECRETS]
NEEDLES = f"import gc, sys, types\nneedles = [turned[::-1] for turned in {TURNED!r}]\n"

PLACES = {
    "all objects": """
texts = [o for o in gc.get_objects() if isinstance(o, (dict, list, tuple, set)) and o is not needles]
texts = [t for o in texts for t in (list(o.values()) if isinstance(o, dict) else o) if type(t) is str]
seen = [n for n in needles if any(n in t for t in texts)]""",
    "frames up the stack": """
frame, seen = sys._getframe(), []
while frame:
    for key, value in {**frame.f_globals, **frame.f_locals}.items():
        if key not in ("needles", "seen", "__builtins__"):
            seen += [n for n in needles if n in str(value)]
    frame = frame.f_back""",
    "inspect.stack and tracebacks": """
import inspect, traceback
try: 1 / 0
except ZeroDivisionError as e: text = ''.join(traceback.format_exception(e)) + str(traceback.extract_stack())
text += str([(f.filename, f.function, f.code_context, str(f.frame.f_locals.get('message'))) for f in inspect.stack()])
seen = [n for n in needles if n in text]""",
    "modules": """
modules = [*sys.modules.values(), *(o for o in gc.get_objects() if isinstance(o, types.ModuleType))]
seen = [n for m in modules if 'test' in m.__name__ or 'grader' in m.__name__
        for n in needles if n in str(vars(m))]""",
    "source lines": """
import linecache
seen = [n for n in needles if n in str(linecache.cache)]""",
}


def test_the_secrets_are_what_the_course_holds_back() -> None:
    assert all(secret in TINY_CASES + TINY_SOLUTION for secret in SECRETS)


@pytest.mark.parametrize("place", PLACES)
def test_no_secret_is_among(strongest_arena: Arena, place: str) -> None:
    assert strongest_arena.seen_by(NEEDLES + PLACES[place]) == "[]"


def test_no_secret_is_in_the_memory_of_the_process(strongest_arena: Arena) -> None:
    """Also as what was freed: a worker never held it."""
    turned = "import sys\nturned = " + repr(TURNED) + "\n"
    # The needles themselves must not be in memory either: compare turned round.
    body = """
found, looked = [], 0
with open('/proc/self/maps') as maps, open('/proc/self/mem', 'rb', 0) as memory:
    for line in maps:
        span, mode = line.split()[:2]
        first, last = (int(n, 16) for n in span.split('-'))
        if mode.startswith('rw') and '[v' not in line:
            memory.seek(first)
            try: block = memory.read(last - first)
            except OSError: continue
            looked += len(block)
            block = block[::-1]
            found += [t for t in turned if t.encode() in block]
seen = (looked > 2**20, found)"""
    assert strongest_arena.seen_by(turned + body) == "(True, [])"


def test_a_held_out_case_is_in_no_module_that_a_notebook_can_import(any_arena: Arena) -> None:
    body = """
import testcases.doubling, grader
seen = sorted(name for name in {**vars(testcases.doubling), **vars(grader)} if not name.startswith('_'))"""
    assert any_arena.seen_by(body) == "['Checker', 'double_test_case', 'np']"


CLOSED = ["/etc/shadow", "/root/.bashrc", "/home", "/var/log", "/boot", "/etc/machine-id"]


@pytest.mark.parametrize("path", CLOSED)
def test_files_of_the_machine_are_closed(confined_arena: Arena, path: str) -> None:
    body = f"""
import os
try: seen = os.listdir({path!r}) if os.path.isdir({path!r}) else open({path!r}).read()
except OSError as error: seen = type(error).__name__"""
    assert confined_arena.seen_by(body) in ("PermissionError", "FileNotFoundError", "[]", "['student']")


def test_the_only_account_is_the_students(strongest_arena: Arena) -> None:
    assert strongest_arena.seen_by("seen = open('/etc/passwd').read().splitlines()").startswith("['student:x:1000")


def test_course_submissions_and_repository_are_closed(confined_arena: Arena, tmp_path: Path) -> None:
    other = tmp_path / "other.ipynb"
    other.write_text("somebody's answer")
    root = confined_arena.course.root
    wanted = [root / "solutions/doubling.py", root / "testcases/doubling.py", other, Path(__file__)]
    body = f"""
seen = []
for path in {list(map(str, wanted))!r}:
    try: seen.append(open(path).read())
    except OSError as error: seen.append(type(error).__name__)
seen = set(seen) - {{'PermissionError', 'FileNotFoundError'}}"""
    assert confined_arena.seen_by(body) == "set()"


def test_a_course_among_readable_files_is_covered(tiny_course: Course, confined_arena: Arena) -> None:
    """As when it lies in /usr/src, or in Python's own folder."""
    for folder in (tiny_course.root, *tiny_course.root.parents):  # pytest closes its folders to others
        if folder.stat().st_uid == os.getuid() and str(folder) not in ("/", "/tmp"):
            folder.chmod(0o755)
    arena = Arena(tiny_course, confined_arena.level, data=tiny_course.root, hidden=tiny_course.held_back)
    body = """
import os
seen = []
for path in ('assignments/helpers/offsets.py', 'solutions/doubling.py', 'testcases/doubling.py'):
    try: seen.append(len(open(os.path.join(os.environ['COURSE_DATA'], path)).read()))
    except OSError as error: seen.append(0)"""
    try:
        assert arena.seen_by(body) == "[11, 0, 0]"
    finally:
        arena.close()


def test_no_secret_is_in_the_environment(tiny_course: Course, any_arena: Arena, monkeypatch) -> None:
    monkeypatch.setenv("API_TOKEN", "s3cret")
    arena = Arena(tiny_course, any_arena.level, limits=Limits(seconds=1, memory=2**30))
    body = """
import os, subprocess
seen = [str(dict(os.environ)), subprocess.getoutput('env')]
try: seen.append(open('/proc/self/environ').read())
except OSError: pass
seen = any('s3cr' + 'et' in text for text in seen)"""
    try:
        assert arena.seen_by(body) == "False"
    finally:
        arena.close()


def test_what_the_course_holds_back_is_not_even_named(tiny_course: Course, any_arena: Arena) -> None:
    arena = Arena(tiny_course, any_arena.level, hidden=tiny_course.held_back)
    body = f"""
import os, sys
told = [str(sys.argv), str(sys.orig_argv), str(dict(os.environ)), str(sys.path), os.getcwd()]
for pid in ('self', os.getpid(), os.getppid(), 1):
    for name in ('cmdline', 'environ', 'mountinfo', 'maps', 'cgroup', 'comm'):
        try: told.append(open(f'/proc/{{pid}}/{{name}}').read())
        except OSError: pass
seen = [{str(tiny_course.root)[::-1]!r}[::-1] in text for text in told]
seen = (len(seen) > 4, sum(seen))"""
    try:
        assert arena.seen_by(body) == "(True, 0)"
    finally:
        arena.close()


def test_one_descriptor_is_open_and_it_is_the_workers_own(any_arena: Arena) -> None:
    body = """
import os, stat
def kind(n):
    try: return stat.S_ISSOCK(os.fstat(n).st_mode)
    except OSError: return None
seen = [kind(n) for n in range(256) if kind(n) is not None]"""
    assert any_arena.seen_by(body) == "[False, False, False, True]"


def test_the_parents_memory_is_out_of_reach(confined_arena: Arena) -> None:
    body = f"""
import os
seen = []
for pid in (os.getppid(), {os.getpid()}):
    for name in ('mem', 'environ', 'maps'):
        try: seen.append(open(f'/proc/{{pid}}/{{name}}', 'rb').read(99)[:0])
        except OSError: pass
seen = [text for text in seen if text]"""
    assert confined_arena.seen_by(body) == "[]"
