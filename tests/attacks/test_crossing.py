"""Nothing of one submission reaches the next one; nothing of one question the next question."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.sandbox.box import Level
from tests.attacks.arena import ADD_ALONE, IMPORT, Arena

TRACES = {
    "a patch of numpy": ("np.multiply = np.dot = None; np.ndarray.__module__", "np.multiply is not None and bool(np.dot)"),
    "a patch of builtins": ("import builtins; builtins.sum = lambda *a: 7", "sum([1, 1]) == 2"),
    "a patch of a module": ("import math; math.sqrt = None; import os; os.getcwd = None", "__import__('math').sqrt(4) == 2"),
    "a module": ("import sys; sys.modules['left'] = sys", "'left' not in __import__('sys').modules"),
    "an attribute": ("np.left = 1", "not hasattr(np, 'left')"),
    "the environment": ("import os; os.environ['LEFT'] = '1'", "'LEFT' not in __import__('os').environ"),
    "the current folder": ("import os; os.chdir('/')", "__import__('os').getcwd().endswith('/home')"),
    "matplotlib's settings": ("import matplotlib; matplotlib.rcParams['lines.linewidth'] = 99",
                              "__import__('matplotlib').rcParams['lines.linewidth'] == 1.5"),
    "open figures": ("import matplotlib.pyplot as p; p.figure()", "__import__('matplotlib.pyplot').pyplot.get_fignums() == []"),
    "warnings filters": ("import warnings; warnings.simplefilter('error')",
                         "('error', None, Warning, None, 0) not in __import__('warnings').filters"),
    "numpy's error handling": ("np.seterr(all='raise')", "np.geterr()['divide'] == 'warn'"),
    "numpy's printing": ("np.set_printoptions(precision=1)", "np.get_printoptions()['precision'] == 8"),
    "random state": ("np.random.seed(7); import random; random.seed(7)",
                     "np.random.get_state()[1][0] == own_seed()"),
    "the recursion limit": ("import sys; sys.setrecursionlimit(99)", "__import__('sys').getrecursionlimit() > 500"),
    "a signal handler": ("import signal; signal.signal(10, lambda *a: None)", "__import__('signal').getsignal(10) == 0"),
    "IPython's namespace": ("get_ipython().user_ns['left'] = 1", "'left' not in get_ipython().user_ns"),
    "the text of the worker": ("import linecache; linecache.cache['left'] = 1",
                               "'left' not in __import__('linecache').cache"),
}  # fmt: skip
OWN_SEED = """def own_seed():
    import sys
    frame = sys._getframe()
    while 'question' not in frame.f_locals: frame = frame.f_back
    return frame.f_locals['question']['seed']"""


@pytest.mark.parametrize("what", TRACES)
def test_no_trace_of_one_submission_is_found_by_the_next(any_arena: Arena, what: str) -> None:
    leave, clean = TRACES[what]
    any_arena.grade(IMPORT, f"def double(x):\n    {leave}\n    return 2 * x", ADD_ALONE)
    report = any_arena.grade(IMPORT, OWN_SEED, f"def double(x):\n    return 2 * x if {clean} else x", ADD_ALONE)
    assert report.score.earned == 100


FILES = (
    "home/left",
    "tmp/left",
    "home/.ipython/profile_default/startup/left.py",
    "home/.config/matplotlib/matplotlibrc",
)


@pytest.mark.parametrize("file", FILES)
def test_no_file_of_one_submission_is_found_by_the_next(any_arena: Arena, file: str) -> None:
    path = f"import pathlib\n    path = pathlib.Path.home().parent / {file!r}"
    leave = (
        f"def double(x):\n    {path}\n    path.parent.mkdir(parents=True, exist_ok=True)\n    path.write_text('mine')"
    )
    any_arena.grade(IMPORT, leave, ADD_ALONE)
    find = f"def double(x):\n    {path}\n    return x if path.exists() else 2 * x"
    assert any_arena.grade(IMPORT, find, ADD_ALONE).score.earned == 100


WRITTEN = ("numpy/left.py", "numpy/__pycache__/left.pyc", "numpy/__init__.py", "grader/workers/worker.py")


@pytest.mark.parametrize("place", WRITTEN)
def test_packages_can_not_be_written(confined_arena: Arena, place: str) -> None:
    package, _, rest = place.partition("/")
    find = "np.__file__" if package == "numpy" else "frame.f_globals['__file__']"
    body = f"""
import os, sys
frame = sys._getframe()
while 'connection' not in frame.f_locals: frame = frame.f_back
place = os.path.join(os.path.dirname({find}), {rest.rpartition("/")[2] if package == "grader" else rest!r})
try: seen = open(place, 'a').close()
except OSError as error: seen = type(error).__name__"""
    body = body.replace("worker.py)", "'worker.py')")
    assert confined_arena.seen_by(body) in ("OSError", "PermissionError", "FileNotFoundError")


def test_gradebook_and_submissions_can_not_be_written(confined_arena: Arena, tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    wanted = [tmp_path / "grades.csv", confined_arena.course.root / "solutions/doubling.py"]
    body = f"""
seen = []
for path in {list(map(str, wanted))!r}:
    try: seen.append(open(path, 'w').write('all 100'))
    except OSError as error: pass"""
    assert confined_arena.seen_by(body) == "[]"
    assert not (tmp_path / "grades.csv").exists()


def test_arguments_that_were_changed_or_kept_do_not_reach_the_next_question(any_arena: Arena) -> None:
    keeps = "kept = []\ndef double(x):\n    for old in kept: old *= 0\n    kept.append(x)\n    return 2 * x"
    both = "def double_and_add(x, n):\n    for old in kept: old *= 0\n    return 2 * x + n"
    assert any_arena.grade(IMPORT, keeps, both).score.earned == 100


def test_two_at_once_do_not_meet(confined_arena: Arena) -> None:
    worker = confined_arena.zygote.worker()
    worker.call("survey", cells=[])
    idle = set(confined_arena.idle)
    confined_arena.idle.update(confined_arena.running())
    try:
        body = "import os\ntry: seen = [p for p in os.listdir('/proc') if p.isdigit()]\nexcept OSError: seen = []"
        seen = confined_arena.seen_by(body)
        assert seen == ("['1', '2']" if confined_arena.level is Level.NAMESPACES else "[]")
        assert worker.call("survey", cells=[(1, "x = 1")])["functions"] == []
    finally:
        worker.close()
        confined_arena.idle = idle


NETWORK = {
    "TCP": "s = socket.socket(); s.connect(('127.0.0.1', 80))",
    "UDP": "s = socket.socket(type=socket.SOCK_DGRAM); s.sendto(b'x', ('8.8.8.8', 53))",
    "IPv6": "s = socket.socket(socket.AF_INET6); s.connect(('::1', 80))",
    "a path": "s = socket.socket(socket.AF_UNIX); s.connect('/run/docker.sock')",
    "an abstract name": "s = socket.socket(socket.AF_UNIX); s.connect(chr(0) + 'dbus')",
    "raw": "socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)",
    "vsock": "socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM)",
    "a name": "socket.gethostbyname('example.org')",
    "a page": "urllib.request.urlopen('http://example.org', timeout=60)",
}


@pytest.mark.parametrize("way", NETWORK)
def test_the_network_is_refused_at_once(confined_arena: Arena, way: str) -> None:
    body = f"""
import socket, time, urllib.request
start = time.monotonic()
try: {NETWORK[way]}; seen = 'connected'
except OSError as error: seen = 'refused'
if time.monotonic() - start > 30: seen = 'waited'"""
    assert confined_arena.seen_by(body) == "refused"
