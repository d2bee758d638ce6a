"""No function earns points by the reference: not by its own, and not by that of one that it has no business with.

Where a helper has failed, a stand-in takes its place in a fresh worker, and what calls it is asked again. The stand-in
asks a worker of the course's own: nothing of the solution is where a submission could find it.
"""

from __future__ import annotations

import sys
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
    scaled_by_the_course = 3 * x
    y = scaled_by_the_course
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


# A cell puts itself before `Inbox.message`, and keeps all that the grader sends from then on.
LISTEN = """def listening():
    import sys
    frame = sys._getframe()
    while 'connection' not in frame.f_locals: frame = frame.f_back
    inbox, kept = frame.f_globals['Inbox'], []
    real = inbox.message
    def message(*arguments, **options):
        told = real(*arguments, **options)
        kept.append(str(told))
        return told
    inbox.message = message
    return kept
kept = listening()"""

# A pattern that does not match itself: what looks for a text must not find that it is looking.
SEARCH = """def found(*patterns):
    import re
    for line in open('/proc/self/maps'):
        place, rights = line.split()[:2]
        first, last = (int(end, 16) for end in place.split('-'))
        if rights.startswith('rw') and 'vsyscall' not in line:
            with open('/proc/self/mem', 'rb', 0) as memory:
                try: memory.seek(first); held = memory.read(last - first)
                except (OSError, ValueError, OverflowError): continue
            if any(re.search(pattern, held) for pattern in patterns): return True
    return False"""


def shift_that(sees: str) -> str:
    """Calls its helper as it should, and is right only if it sees something."""
    return f"def shift(x):\n    honest = scale(x)\n    return honest + OFFSET if {sees} else None"


def outcome_of_shift(arena: Arena, *cells: str, sees: str) -> str:
    report = arena.grade(IMPORT, "OFFSET = 4.25", *cells, *{**WRONG, "shift": shift_that(sees)}.values())
    return report.exercises[1].outcome.value


def test_messages_that_are_listened_to_hold_no_text_of_the_solution(arena: Arena) -> None:
    sees = "__import__('re').search('docstring|scaled_by_the_course|def scale|START CODE', ' '.join(kept))"
    assert outcome_of_shift(arena, LISTEN, sees=sees) == "wrong"


def test_listening_does_hear_what_a_helper_answers(arena: Arena) -> None:
    """So that the test above is known to listen at all: the helper has failed already, and earns nothing by it."""
    assert outcome_of_shift(arena, LISTEN, sees="any('reply' in text for text in kept)") == "passed"


@pytest.mark.skipif(sys.platform != "linux", reason="it reads its memory as Linux lets it")
def test_no_text_and_no_code_of_the_solution_is_in_the_memory_of_a_submission(arena: Arena) -> None:
    sees = "found(b'docstring of s[c]ale', b'docstring of s[h]ift', b'scaled_by_[t]he_course')"
    assert outcome_of_shift(arena, SEARCH, sees=sees) == "wrong"


@pytest.mark.skipif(sys.platform != "linux", reason="it reads its memory as Linux lets it")
def test_a_submission_that_searches_its_memory_does_find_what_is_there(arena: Arena) -> None:
    said = "said = 'said by the notebook itself'"
    assert outcome_of_shift(arena, SEARCH, said, sees="said and found(rb'said by the [n]otebook itself')") == "passed"


def test_no_object_of_a_submission_s_process_has_a_text_of_the_solution(arena: Arena) -> None:
    look = """def holds(one, other):
    import gc, linecache
    texts = [str(item) for item in gc.get_objects() if type(item) in (dict, list, tuple)]
    texts += map(str, linecache.cache.values())
    return any(one + other in text for text in texts)"""
    assert outcome_of_shift(arena, look, sees="holds('docstring of sc', 'ale')") == "wrong"


@pytest.mark.slow
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
