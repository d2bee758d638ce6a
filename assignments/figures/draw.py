"""Draw the figures again:  python -m assignments.figures.draw"""

from pathlib import Path

from assignments.figures import dnn_application, dnn_step_by_step, planar_data

FIGURES = {**planar_data.FIGURES, **dnn_step_by_step.FIGURES, **dnn_application.FIGURES}


def draw(folder: Path) -> None:
    """Write every figure into a folder, one SVG each."""
    for name, figure in FIGURES.items():
        figure().save(folder / f"{name}.svg")


if __name__ == "__main__":
    draw(Path(__file__).parent)
