"""The buttons below a question in Jupyter; what is clicked is handed on as Python, as if it had been written.

ipywidgets is optional: without it there are no buttons, and answers are written into the cell.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import Any

from grader.course.quiz import LETTERS, Asked, Choice, SeveralOf, TrueFalse
from grader.judging.spellings import Read, spelled

Say = Callable[[str], str]
Chosen = Callable[[str], None]


def has_widgets() -> bool:
    """Whether ipywidgets is installed."""
    return importlib.util.find_spec("ipywidgets") is not None


def buttons(question: Asked, answer: Read | None, say: Say, chosen: Chosen) -> Any:
    """A widget that asks a question, with an answer already in it, if there is one.

    Parameters
    ----------
    say : callable
        Says a text of the course in the reader's language.
    chosen : callable
        Is told each new answer, as Python: `'"b"'`; empty where it was taken back.
    """
    if not isinstance(question, Choice):
        return _field(question, answer, chosen)
    places = answer if isinstance(answer, frozenset) else frozenset()
    labels = [_label(question, place, say) for place in range(len(question.options))]
    if isinstance(question, SeveralOf):
        return _boxes(question, labels, places, chosen)
    return _radio(question, labels, min(places, default=None), chosen)


def _label(question: Choice, place: int, say: Say) -> str:
    text = say(question.options[place].text).replace("`", "")
    return text if isinstance(question, TrueFalse) else f"{LETTERS[place]}) {text}"


def _radio(question: Choice, labels: list[str], place: int | None, chosen: Chosen) -> Any:
    import ipywidgets

    pairs = [(label, index) for index, label in enumerate(labels)]
    radio = ipywidgets.RadioButtons(options=pairs, value=place, layout={"width": "max-content"})
    radio.observe(lambda change: chosen(spelled(question, frozenset({change["new"]}))), "value")
    return radio


def _boxes(question: Choice, labels: list[str], places: frozenset[int], chosen: Chosen) -> Any:
    import ipywidgets

    layout = {"width": "max-content"}
    boxes = [
        ipywidgets.Checkbox(description=label, value=place in places, indent=False, layout=layout)
        for place, label in enumerate(labels)
    ]

    def tell(change: object) -> None:
        now = frozenset(place for place, box in enumerate(boxes) if box.value)
        chosen(spelled(question, now) if now else "")

    for box in boxes:
        box.observe(tell, "value")
    return ipywidgets.VBox(boxes)


def _field(question: Asked, answer: Read | None, chosen: Chosen) -> Any:
    import ipywidgets

    text = "" if answer is None else spelled(question, answer)
    field = ipywidgets.Text(value=text, continuous_update=False)
    field.observe(lambda change: chosen(change["new"]), "value")
    return field
