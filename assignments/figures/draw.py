"""Draw the figures again:  python -m assignments.figures.draw"""

from pathlib import Path

from assignments.figures import (
    dnn_application,
    dnn_step_by_step,
    logistic_regression,
    planar_data,
    python_basics,
    quizzes,
)

ASSIGNMENTS = (python_basics, logistic_regression, planar_data, dnn_step_by_step, dnn_application, quizzes)
FIGURES = {name: figure for assignment in ASSIGNMENTS for name, figure in assignment.FIGURES.items()}


def draw(folder: Path) -> None:
    """Write every figure into a folder, one SVG each."""
    for name, figure in FIGURES.items():
        figure().save(folder / f"{name}.svg")


if __name__ == "__main__":
    draw(Path(__file__).parent)
