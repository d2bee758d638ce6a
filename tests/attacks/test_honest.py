"""What an honest notebook does works in every box, and its score is the same in all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course.course import Course
from grader.grading.grader import Grader
from grader.grading.live import LiveExamination
from grader.intake.find import find_submissions
from grader.results import SubmissionReport
from grader.sandbox.box import Level, available_levels
from grader.workers.pool import Limits, Zygote
from tests.attacks.arena import ADD_ALONE, IMPORT, Arena
from tests.classes import grade_all

ROOT = Path(__file__).parents[2]

WORKS = {
    "numpy with threads": "a = np.ones((800, 800)); assert (a @ a)[0, 0] == 800",
    "a figure": """
    import matplotlib.pyplot as plt
    plt.plot([1, 2], [3, 4]); plt.title('cost'); plt.savefig('cost.png'); plt.show(); plt.close()""",
    "h5py and the data set": """
    import h5py, os
    for folder in ('data', '../data', 'datasets', os.environ['COURSE_DATA']):
        with h5py.File(folder + '/train_catvnoncat.h5', 'r') as file:
            assert np.array(file['train_set_x'][:]).shape == (209, 64, 64, 3)""",
    "a file of its own": """
    import h5py
    with h5py.File('own.h5', 'w') as file: file['x'] = np.arange(3)
    np.save('own.npy', np.arange(3)); assert np.load('own.npy')[2] == 2""",
    "tempfile": """
    import tempfile
    with tempfile.TemporaryDirectory() as folder, tempfile.NamedTemporaryFile() as file: file.write(b'x')""",
    "subprocess": "import subprocess; assert subprocess.run(['ls', '-a'], capture_output=True).returncode == 0",
    "a shell command": "\n    !ls\n    files = !ls\n    assert files is not None",
    "a pool of two": """
    import multiprocessing
    with multiprocessing.Pool(2) as pool: assert pool.map(abs, [-1, -2, 3]) == [1, 2, 3]""",
    "a second of sleep": "import time; time.sleep(1)",
    "input, which meets its end": """
    try: input('your name? ')
    except EOFError: pass
    else: raise AssertionError""",
    "a warning": "import warnings, sys; warnings.warn('careful'); print('careful', file=sys.stderr); np.log(np.zeros(1))",
    "a megabyte of prints": "for _ in range(1000): print('x' * 1000)",
    "two gigabytes of arrays": "a = np.ones(2**28); assert a[::512].sum() == 2**19",
    "random numbers": "np.random.seed(3); np.random.randn(9); np.random.default_rng(); np.random.set_state(np.random.get_state())",
    "timeit": "\n    %timeit -n 1 -r 1 sum(range(10))",
    "matplotlib inline": "\n    %matplotlib inline",
    "display": "from IPython.display import display, HTML; display(HTML('<b>x</b>'), x)",
    "threads": """
    from concurrent.futures import ThreadPoolExecutor
    with ThreadPoolExecutor(4) as pool: assert list(pool.map(abs, [-1])) == [1]""",
    "an image": """
    from PIL import Image
    Image.fromarray(np.zeros((4, 4, 3), 'u1')).save('x.png'); assert Image.open('x.png').size == (4, 4)""",
}


SLOW = ("two gigabytes of arrays",)


@pytest.mark.parametrize("what", [pytest.param(it, marks=pytest.mark.slow if it in SLOW else ()) for it in WORKS])
def test_it_works(honest_arena: Arena, what: str) -> None:
    report = honest_arena.grade(IMPORT, f"def double(x):\n    {WORKS[what]}\n    return 2 * x", ADD_ALONE)
    assert report.score.earned == 100, report.exercises[0].message
    assert not report.problems


def test_an_end_of_input_is_told_clearly(honest_arena: Arena) -> None:
    report, _ = honest_arena.attack("def double(x):\n    return float(input('factor? ')) * x")
    assert "raised EOFError" in report.message


def test_pip_fails_kindly(honest_arena: Arena) -> None:
    """Nothing is installed; the cell goes on, and so does the notebook."""
    cell = "code = get_ipython().system('pip install no-such-package')\ninstalled = True"
    report = honest_arena.grade(
        IMPORT, "!pip install no-such-package\n" + cell, "def double(x):\n    return 2 * x", ADD_ALONE
    )
    assert (report.score.earned, report.problems) == (100, ())
    body = "import time; t = time.monotonic(); !pip install no-such-package\n    assert time.monotonic() - t < 60"
    report, _ = honest_arena.attack("def double(x):\n    " + body.replace("; !", "\n    !") + "\n    return 2 * x")
    assert report.outcome.value == "passed"


def test_the_data_can_be_read_and_not_written(confined_honest_arena: Arena) -> None:
    body = """
import os
try: seen = open('data/new', 'w')
except OSError as error: seen = type(error).__name__"""
    assert confined_honest_arena.seen_by(body) in ("OSError", "PermissionError")


@pytest.fixture
def confined_honest_arena(honest_arena: Arena) -> Arena:
    if honest_arena.level is Level.LIMITS:
        pytest.skip("limits: the user's own permissions say what may be written")
    return honest_arena


@pytest.mark.slow
def test_no_sample_changes_its_score_between_levels(real_course: Course) -> None:
    reports = {level: _graded(real_course, level) for level in available_levels()}
    (first, *others) = reports.values()
    assert len(first) >= 5
    assert all(other == first for other in others)


def _graded(course: Course, level: Level) -> list[SubmissionReport]:
    with Zygote(Limits(patience=20), level=level, data=course.data) as zygote:
        examinations = [LiveExamination(course, item, zygote, seed=1) for item in course.of_functions()]
        return list(grade_all(Grader(examinations, zygote), find_submissions(ROOT / "submissions"), seed=1).reports)
