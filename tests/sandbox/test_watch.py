"""The watch ends a worker at the first look that finds too much; no clock and no machine is in these tests."""

import itertools
import threading

import pytest

from grader.sandbox.tree import Usage
from grader.sandbox.watch import UNASKED, Excess, Watch

CEILING = 1 << 30
PATIENCE = 60


class FakeTree:
    """Tells one usage after another, the last one again and again."""

    def __init__(self, *usages):
        self._usages = itertools.chain(usages, itertools.repeat(usages[-1]))
        self.exactly = None
        self.killed, self.seen = threading.Event(), threading.Semaphore(0)

    def glance(self):
        self.seen.release()
        return next(self._usages)

    def usage_at_rest(self):
        return self.exactly

    def kill(self):
        self.killed.set()


def using(memory=0, cpu=0.0):
    return Usage(memory, cpu, 1)


def seen(tree, looks):
    for _ in range(looks):
        assert tree.seen.acquire(timeout=PATIENCE)


def test_the_first_look_above_the_ceiling_ends_it():
    tree = FakeTree(using(1 << 20), using(2 << 30))
    tree.exactly = using(2 << 30)
    watch = Watch(tree, CEILING)
    assert tree.killed.wait(PATIENCE)
    assert watch.excess is Excess.MEMORY
    watch.stop()


def test_pages_that_several_share_are_no_excess():
    tree = FakeTree(using(2 << 30))
    tree.exactly = using(1 << 20)
    watch = Watch(tree, CEILING)
    seen(tree, 3)
    watch.stop()
    assert watch.excess is None
    assert not tree.killed.is_set()


def test_what_is_computed_unasked_ends_it():
    tree = FakeTree(using(), using(cpu=UNASKED / 2), using(cpu=UNASKED * 1.1))
    watch = Watch(tree, CEILING)
    assert tree.killed.wait(PATIENCE)
    assert watch.excess is Excess.UNASKED
    watch.stop()


def test_what_is_computed_for_an_answer_does_not():
    tree = FakeTree(using(), using(cpu=5), using(cpu=9))
    watch = Watch(tree, CEILING)
    with watch.asked():
        seen(tree, 4)
    seen(tree, 2)
    watch.stop()
    assert watch.excess is None
    assert watch.computed == 9


@pytest.mark.parametrize("readings, total", [((1, 3, 0.5, 1.5), 4.0), ((2, 2, 2), 2.0)])
def test_the_time_of_children_that_vanish_stays_counted(readings, total):
    tree = FakeTree(*(using(cpu=cpu) for cpu in readings))
    watch = Watch(tree, CEILING)
    with watch.asked():
        seen(tree, len(readings) + 1)
    watch.stop()
    assert watch.computed == total
