"""Many ask side by side, or one alone."""

from __future__ import annotations

import threading

from grader.workers.turns import Turns

PATIENCE = 60


def started(deed: object, *arguments: object) -> threading.Thread:
    thread = threading.Thread(target=deed, args=arguments, daemon=True)
    thread.start()
    return thread


def test_two_share() -> None:
    turns, both = Turns(), threading.Barrier(2)

    def share() -> None:
        with turns.shared():
            both.wait(PATIENCE)

    threads = [started(share), started(share)]
    for thread in threads:
        thread.join(PATIENCE)
    assert not both.broken


def test_one_alone_waits_for_those_who_share_and_keeps_others_out() -> None:
    turns, told = Turns(), []
    inside, leave, shared_later = threading.Event(), threading.Event(), threading.Event()

    def share() -> None:
        with turns.shared():
            inside.set()
            leave.wait(PATIENCE)
            told.append("the first has ended")

    def share_later() -> None:
        with turns.shared():
            told.append("the last begins")
        shared_later.set()

    first = started(share)
    inside.wait(PATIENCE)
    threading.Timer(0.1, leave.set).start()
    with turns.alone():
        told.append("alone")
        started(share_later)
        assert not shared_later.wait(0.1)
        with turns.alone(), turns.shared(), turns.shared():
            told.append("still alone")
    assert shared_later.wait(PATIENCE)
    first.join(PATIENCE)
    assert told == ["the first has ended", "alone", "still alone", "the last begins"]


def test_who_shares_already_may_share_again_while_another_waits_to_be_alone() -> None:
    turns, alone = Turns(), threading.Event()

    def be_alone() -> None:
        with turns.alone():
            alone.set()

    with turns.shared():
        waiting = started(be_alone)
        with turns.shared():
            assert not alone.wait(0.1)
    waiting.join(PATIENCE)
    assert alone.is_set()
