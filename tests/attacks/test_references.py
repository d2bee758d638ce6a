"""No function earns points by the reference: not by its own, and not by that of one that it has no business with.

Where a helper has failed, the course's own takes its place in a fresh worker, and what calls it is asked again. That
worker is the only one in which anything of the solution is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from grader.course.course import Course
from grader.sandbox.box import Level
from tests.attacks.arena import IMPORT, Arena

# `shift` needs `scale`; `middle` needs nothing, but could be had from `spread`, which needs nothing either.
SOLUTION = '''\
# ---
# jupyter:
#   course: {number: 1, title: "Statistics"}
# ---

# %%
import numpy as np

# %%
OFFSET = 4.25

# %%
def scale(x):
    """The scaled values: the docstring of scale."""
    ### START CODE HERE ###
    y = 3 * x
    ### END CODE HERE ###
    return y

# %%
def shift(x):
    """The shifted values: the docstring of shift."""
    ### START CODE HERE ###
    y = scale(x) + OFFSET
    ### END CODE HERE ###
    return y

# %%
def middle(x):
    """The mean: the docstring of middle."""
    ### START CODE HERE ###
    y = x.sum() / x.size
    ### END CODE HERE ###
    return y

# %%
def spread(x):
    """The mean, and the distances from it: the docstring of spread."""
    ### START CODE HERE ###
    y = x.mean(), x - x.mean()
    ### END CODE HERE ###
    return y
'''

CASES = """\
import numpy as np
from grader import Case, Exercise

__all__ = ["test_case"]

def test_case():
    return np.array([1.0, 2.0, 6.0])

def drawn(rng):
    return (rng.randn(4),)

EXERCISES = tuple(
    Exercise(name, 25, "A hint.", cases=(
        Case("published", lambda rng: (test_case(),), visible=True), Case("one", drawn), Case("two", drawn)))
    for name in ("scale", "shift", "middle", "spread")
)
"""
WRONG = {name: f"def {name}(x):\n    return None" for name in ("scale", "shift", "middle", "spread")}

MakeCourse = Callable[..., Course]


@pytest.fixture(scope="module")
def arena(make_course: MakeCourse, zygote: object) -> Iterator[Arena]:
    course = make_course(SOLUTION, CASES, zygote)
    # A weaker box would do: what is tested is what the grader puts into it.
    made = Arena(course, Level.LIMITS)
    yield made
    made.close()


def earned(arena: Arena, **functions: str) -> dict[str, str]:
    """What became of each function; those that are not given are wrong."""
    report = arena.grade(IMPORT, "OFFSET = 4.25", *{**WRONG, **functions}.values())
    return {
        item.function: "carried" if item.carried else item.outcome.value
        for item in report.exercises
        if item.function in functions
    }


def test_an_honest_caller_of_a_wrong_helper_is_carried(arena: Arena) -> None:
    assert earned(arena, shift="def shift(x):\n    return scale(x) + OFFSET") == {"shift": "carried"}


def test_a_function_failed_on_purpose_does_not_do_the_work_of_another(arena: Arena) -> None:
    assert earned(arena, middle="def middle(x):\n    return spread(x)[0]") == {"middle": "crashed"}


def test_the_caller_of_a_function_does_not_do_its_work(arena: Arena) -> None:
    """`shift` failed on purpose; its reference would call the student's `scale` anyway."""
    assert earned(arena, scale="def scale(x):\n    return shift(x) - OFFSET") == {"scale": "crashed"}


# Each looks for the reference of `shift` while `shift` is asked again, and answers by it if it is found.
LOOK = """def shift(x):
    import gc, sys, types, linecache
    honest = scale(x)
    def same(f):
        return isinstance(f, types.FunctionType) and f.__name__ == 'shift' and f.__code__ is not own
    own = sys._getframe().f_code
    texts = []
    {look}
    for f in found:
        return f(x)
    for text in texts:
        if 'START CODE' in text or 'docstring of sh' + 'ift' in text:
            space = {{'np': np, 'OFFSET': OFFSET, 'scale': scale}}
            exec(text[text.index('def shi' + 'ft'):].split('# %%')[0], space)
            return space['shift'](x)
    return None"""

LOOKS = {
    "the globals of the helper": "found = [f for f in scale.__globals__.values() if same(f)]",
    "what the globals of the helper lead to": """
    found, queue, seen = [], [scale.__globals__], set()
    while queue and len(seen) < 20_000:
        for value in list(queue.pop().values()):
            if id(value) not in seen and isinstance(value, (dict, types.FunctionType)):
                seen.add(id(value))
                found += [value] if same(value) else []
                queue.append(value if isinstance(value, dict) else value.__globals__)""",
    "all objects": "found = [f for f in gc.get_objects() if same(f)]",
    "all code": """
    found = [types.FunctionType(c, globals()) for f in gc.get_objects() if isinstance(f, types.FunctionType)
             for c in f.__code__.co_consts if isinstance(c, types.CodeType) and c.co_name == 'shift' and c is not own]""",
    "all text": """
    found = []
    texts = [t for o in gc.get_objects() if isinstance(o, (list, tuple, dict))
             for t in (o.values() if isinstance(o, dict) else o) if type(t) is str and 'def shift' in t and 'own' not in t]""",
    "the frames": """
    found, frame = [], sys._getframe(1)
    while frame:
        texts += [t for t in map(str, frame.f_locals.values()) if 'def shift' in t and 'own' not in t]
        frame = frame.f_back""",
    "the source lines": """
    found = []
    texts = [t for t in map(str, linecache.cache.values()) if 'def shift' in t and 'own' not in t]""",
}  # fmt: skip


@pytest.mark.parametrize("where", LOOKS)
def test_the_reference_of_a_function_is_not_where_it_is_asked(arena: Arena, where: str) -> None:
    assert earned(arena, shift=LOOK.format(look=LOOKS[where])) == {"shift": "wrong"}


def test_messages_that_are_listened_to_hold_no_reference_of_what_is_asked(arena: Arena) -> None:
    """A cell puts itself before `receive`, and keeps all that the grader sends from then on."""
    listen = """def listening():
    import sys
    frame = sys._getframe()
    while 'connection' not in frame.f_locals: frame = frame.f_back
    worker, kept = frame.f_globals, []
    real = worker['receive']
    def receive(connection):
        message = real(connection)
        kept.append(str(message))
        return message
    worker['receive'] = receive
    return kept
kept = listening()"""
    shift = """def shift(x):
    honest = scale(x)
    if any('docstring of shift' in text or 'docstring of middle' in text for text in kept):
        return honest + OFFSET
    return None"""
    report = arena.grade(IMPORT, "OFFSET = 4.25", listen, *{**WRONG, "shift": shift}.values())
    assert report.exercises[1].outcome.value == "wrong"


def test_listening_does_hear_the_reference_of_the_helper(arena: Arena) -> None:
    """So that the test above is known to listen at all: the helper has failed already, and earns nothing by it."""
    listen = """def listening():
    import sys
    frame = sys._getframe()
    while 'connection' not in frame.f_locals: frame = frame.f_back
    worker, kept = frame.f_globals, []
    real = worker['receive']
    def receive(connection):
        message = real(connection)
        kept.append(str(message))
        return message
    worker['receive'] = receive
    return kept
kept = listening()"""
    shift = """def shift(x):
    honest = scale(x)
    return honest + OFFSET if any('docstring of scale' in text for text in kept) else None"""
    report = arena.grade(IMPORT, "OFFSET = 4.25", listen, *{**WRONG, "shift": shift}.values())
    assert report.exercises[1].carried
    assert report.exercises[0].score.earned == 0


def test_all_wrong_on_purpose_earns_nothing(arena: Arena) -> None:
    """Every function calls every other one, in the hope that one of them is the course's own."""
    ring = {
        name: f"def {name}(x):\n    for f in (scale, shift, middle, spread):\n        if f is not {name}:\n"
        f"            try: y = f(x)\n            except RecursionError: y = None\n"
        f"            if y is not None: return y"
        for name in WRONG
    }
    report = arena.grade(IMPORT, "OFFSET = 4.25", *ring.values())
    assert report.score.earned == 0


@pytest.mark.slow
def test_no_function_of_the_real_course_is_earned_through_another_one(real_course: Course) -> None:
    """Every function returns what a later or an earlier one returns: nothing is earned by that."""
    for name in real_course.names:
        functions = real_course.assignment(name).functions
        arena = Arena(real_course, Level.LIMITS)
        calls = "\n".join(f"    try: return {other}(*a)\n    except Exception: pass" for other in functions)
        cells = [f"def {function}(*a):\n{calls}" for function in functions]
        try:
            report = arena.grade(IMPORT, *cells)
        finally:
            arena.close()
        assert report.score.earned == 0
