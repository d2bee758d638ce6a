"""The figures in the repository are what their script draws."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from assignments.figures.draw import FIGURES

FOLDER = Path(__file__).parents[2] / "assignments" / "figures"


@pytest.mark.parametrize("name", FIGURES)
def test_figure_is_current(name):
    assert (FOLDER / f"{name}.svg").read_text(encoding="utf-8") == FIGURES[name]().render()


@pytest.mark.parametrize("name", FIGURES)
def test_figure_can_be_read_aloud(name):
    svg = ElementTree.fromstring(FIGURES[name]().render())
    texts = [svg.findtext(f"{{http://www.w3.org/2000/svg}}{tag}") for tag in ("title", "desc")]
    assert all(texts)


def test_no_figure_is_left_over():
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(FIGURES)
