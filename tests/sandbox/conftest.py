"""One zygote for each level that this machine gives; what it doesn't give is said at the end of the run."""

import pytest

from grader.sandbox import box
from tests.sandbox.boxes import Zygote

ALL = list(box.Level)
CONFINED = [box.Level.NAMESPACES, box.Level.LANDLOCK]


def _zygote(level):
    reason = box.why_not(level)
    if reason is not None:
        pytest.skip(f"this machine gives no {level.value} box: {reason}")
    return Zygote(level, environment={"GRADER_SECRET": "s3cret"})


@pytest.fixture(scope="session")
def _zygotes():
    running = {}
    yield running
    for zygote in running.values():
        zygote.close()


def _fixture(levels):
    @pytest.fixture(params=levels, ids=lambda level: level.value)
    def zygote(request, _zygotes):
        if request.param not in _zygotes:
            _zygotes[request.param] = _zygote(request.param)
        yield _zygotes[request.param]
        _zygotes[request.param].tidy()

    return zygote


any_zygote = _fixture(ALL)
confined = _fixture(CONFINED)
strongest = _fixture(CONFINED[:1])
landlocked = _fixture(CONFINED[1:])
unfiltered = _fixture([box.Level.LIMITS])


def pytest_terminal_summary(terminalreporter):
    for level in ALL:
        reason = box.why_not(level)
        terminalreporter.write_line(f"box {level.value}: {'attacked' if reason is None else f'not here: {reason}'}")
