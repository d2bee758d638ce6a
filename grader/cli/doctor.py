"""`grader doctor`: which box this machine gives, and whether it holds."""

from __future__ import annotations

import argparse

from rich.console import Console
from rich.text import Text

from grader.cli.screen import counted
from grader.harmless import harmless_line
from grader.sandbox.box import Cages, Level
from grader.workers.doctor import examine, levels, not_promised, remedies
from grader.workers.pool import open_cages, strongest_level


def add_doctor(command: argparse.ArgumentParser) -> None:
    command.set_defaults(carry_out=_doctor)


def _doctor(options: argparse.Namespace, console: Console) -> bool:
    level = strongest_level()
    _print_levels(level, console)
    _print_groups(open_cages(), console)
    console.print(f"\nSome attacks on the {level.value} box of this machine:")
    failed = 0
    for attempt in examine(level):
        failed += not attempt.held
        mark = Text("✓", "green") if attempt.held else Text("✗", "red")
        told = f": {attempt.told}" if attempt.told else ""
        line = f" {attempt.attack.title}: {attempt.attack.promise}"
        console.print(Text.assemble(mark, line, (harmless_line(told), "red")), soft_wrap=True)
    for attack in not_promised(level):
        console.print(Text(f"– {attack.title}: not promised on this level", "dim"), soft_wrap=True)
    console.print(f"{counted(failed, 'attack')} got through." if failed else "All were fended off.")
    return not failed


def _print_levels(used: Level, console: Console) -> None:
    for level, reason in levels():
        if reason is None:
            console.print(f"{level.value}: given{', and used' if level is used else ''}")
            continue
        console.print(Text(harmless_line(f"{level.value}: not given: {reason}"), "yellow"), soft_wrap=True)
        for advice in remedies(level):
            console.print(f"  {advice}", soft_wrap=True)


def _print_groups(cages: Cages | str, console: Console) -> None:
    """What the kernel counts besides; only asked for, so that it is closed at once."""
    if isinstance(cages, str):
        console.print(Text(harmless_line(f"control groups: not given: {cages}"), "yellow"), soft_wrap=True)
    elif cages.caging:
        console.print(
            "control groups: given; the kernel bounds memory and processes of each submission", soft_wrap=True
        )
    else:
        told = "control groups: the kernel counts processor time alone; what several processes hoard is watched"
        console.print(Text(told, "yellow"), soft_wrap=True)
    if isinstance(cages, str) or not cages.caging:
        console.print(
            f"  it needs cgroup v2 with memory and pids, as root or in a delegated group: {Cages.DELEGATED_BY}",
            soft_wrap=True,
        )
    if isinstance(cages, Cages):
        cages.close()
