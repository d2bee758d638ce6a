"""What a worker says of a notebook's outputs is measured and made anew; the copy shows what was handed in."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from types import SimpleNamespace

import nbformat
import numpy as np
import pytest

from grader.errors import SandboxError
from grader.notebooks.cells import read_code
from grader.notebooks.copies import copy_with
from grader.results import Outcome
from grader.sandbox.box import Level
from grader.workers.client import WorkerLost
from grader.workers.execution import LEFT_OUT, MAX_CELL, Belongings, execute, limits_for_notebooks, require_loopback
from grader.workers.limits import Limits

NOTHING = Belongings({})
STREAM = {"output_type": "stream", "name": "stdout", "text": "1\n"}


def numbers(text: str) -> np.ndarray:
    data = text.encode(errors="surrogatepass")
    return np.frombuffer(data.ljust(len(data) + -len(data) % 8), "<u8")


def told_by(*answers: object, cells: int = 1, lost: WorkerLost | None = None):
    """What is made of these answers of a worker that then ends, or is lost."""

    def stream(do: str, **content: object) -> Iterator[object]:
        yield from answers
        if lost:
            raise lost

    worker = contextlib.nullcontext(SimpleNamespace(stream=stream))
    zygote = SimpleNamespace(limits=Limits(), worker=lambda budget: worker)
    return execute(zygote, ["x"] * cells, NOTHING)


def cell(outputs: object, number: int = 1) -> list[dict[str, object]]:
    return [{"cell": number}, {"cell": number, "outputs": numbers(json.dumps(outputs))}]


def test_what_cells_put_out_is_kept_and_what_they_raise_is_told() -> None:
    error = {"output_type": "error", "ename": "ZeroDivisionError", "evalue": "division\nby zero", "traceback": ["a"]}
    ran = told_by(*cell([STREAM]), *cell([error]), cells=2)
    assert ran.outputs == ((STREAM,), (error,))
    assert [*map(str, ran.remarks)] == ["Run from top to bottom, cell 2 raised ZeroDivisionError: division by zero"]
    assert ran.whole


def test_of_many_errors_the_first_three_are_told() -> None:
    error = {"output_type": "error", "ename": "E", "evalue": "e", "traceback": []}
    ran = told_by(*(told for number in range(5) for told in cell([error], number)), cells=5)
    assert str(ran.remarks[-1]) == "Run from top to bottom, 2 more errors were raised."


def test_who_is_lost_on_the_way_keeps_what_there_was() -> None:
    lost = WorkerLost(Outcome.TIMED_OUT, "stopped after 60 s of computing")
    ran = told_by(*cell([STREAM]), {"cell": 2}, cells=3, lost=lost)
    assert ran.outputs == ((STREAM,),)
    assert str(ran.remarks[0]) == "Run from top to bottom, it ended in cell 2: stopped after 60 s of computing."
    assert str(told_by({"cell": 1}, {"dead": True}).remarks[0]).endswith("its kernel has ended.")


HOSTILE = {
    "no array": "[]",
    "no JSON": numbers("nonsense"),
    "nested": numbers("[" * 100_000),
    "too large": np.zeros(MAX_CELL // 8 + 1, "<u8"),
    "not text": np.full(4, 255, "<u8"),
}


@pytest.mark.parametrize("answer", HOSTILE.values(), ids=HOSTILE)
def test_what_cannot_be_read_is_left_out(answer: object) -> None:
    ran = told_by({"cell": 1}, {"cell": 1, "outputs": answer})
    assert ran.outputs == ((LEFT_OUT,),)


ODD = [
    *({}, [], None, 7, "x", {"output_type": "nonsense"}, {"output_type": ["stream"]}),
    {"output_type": "stream", "name": "stdin", "text": "x"},
    {"output_type": "stream", "name": "stdout", "text": {"a": 1}},
    {"output_type": "stream", "name": "stdout", "text": "\ud800", "more": 1},
    {"output_type": "error", "ename": "E", "evalue": "e", "traceback": [1, None, "line", {}]},
    {"output_type": "error", "ename": 1, "evalue": "e", "traceback": []},
    {"output_type": "display_data", "data": {"image/png": "aGk=", "../../etc": "x", "a b/c": "x", "text/html": ["x"]}},
    {"output_type": "display_data", "data": {"application/json": {"a": []}}, "metadata": {"x": "y"}, "transient": {}},
    {"output_type": "execute_result", "data": {"text/plain": "4"}, "execution_count": "7"},
    {"output_type": "update_display_data", "data": {}},
]


def test_a_copy_is_a_notebook_whatever_the_worker_said() -> None:
    handed_in = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell("# Title"), nbformat.v4.new_code_cell("1")]
    )
    data = nbformat.writes(handed_in).encode()
    ran = told_by(*cell(ODD), *cell([STREAM]), *cell([STREAM]))
    assert len(ran.outputs) == 1
    text = copy_with(data, read_code(data, name="x.ipynb"), ran.outputs)
    copy = json.loads(text)
    nbformat.validate(copy)
    assert text.isascii()
    assert [item["source"] for item in copy["cells"]] == ["# Title", "1"]
    kinds = [output["output_type"] for output in copy["cells"][1]["outputs"]]
    assert kinds == ["stream", "error", "display_data", "display_data", "execute_result"]
    assert list(copy["cells"][1]["outputs"][2]["data"]) == ["image/png"]


@pytest.mark.parametrize("name", ["a.py", "b.ipynb"])
def test_a_copy_of_whatever_can_be_graded_is_a_notebook(name: str) -> None:
    older = {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": ["1\n"], "outputs": []}, {}, 7]}]}
    data = b"# %%\n1\n# %%\n2\n" if name == "a.py" else json.dumps(older).encode()
    notebook = read_code(data, name=name)
    copy = json.loads(copy_with(data, notebook, [[STREAM]]))
    nbformat.validate(copy)
    assert [item["source"] for item in copy["cells"] if item["cell_type"] == "code"] == [
        c.source for c in notebook.cells
    ]


def test_a_cell_may_use_all_the_time_of_a_notebook() -> None:
    limits = limits_for_notebooks(Limits(seconds=4, memory=2**30, budget=90))
    assert (limits.seconds, limits.waiting, limits.budget, limits.memory) == (90, 90, 90, 2**30)


@pytest.mark.parametrize("level", [Level.LANDLOCK, Level.LIMITS])
def test_a_weaker_box_is_refused_in_one_sentence(level: Level) -> None:
    require_loopback(Level.NAMESPACES)
    with pytest.raises(SandboxError, match=f"this machine gives the {level.value} box: leave --execute out"):
        require_loopback(level)
