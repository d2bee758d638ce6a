"""Every small change of a function is made, and none of what nobody is asked for.

That no change of this course's own solutions goes unnoticed: tests/neural_networks/test_small_changes.py.
"""

from __future__ import annotations

from grader.authoring.mutants import mutants_of
from grader.authoring.verify import mutant_findings
from grader.course.course import Course
from grader.workers.pool import Zygote

MEAN = '''def mean(x, axis=0):
    """The mean."""
    print("mean")
    total = np.sum(x, axis=1)
    return total / 2
'''


def test_operators_numbers_names_arguments_and_lines_are_changed() -> None:
    assert {mutant.change for mutant in mutants_of(MEAN)} == {
        "total = np.sum(x, axis=1) → total = np.mean(x, axis=1)",
        "total = np.sum(x, axis=1) → total = np.sum(x)",
        "total = np.sum(x, axis=1) → total = np.sum(x, axis=2)",
        "total = np.sum(x, axis=1) → total = np.sum(x, axis=0)",
        "total = np.sum(x, axis=1) → pass",
        "return total / 2 → return total * 2",
        "return total / 2 → return total // 2",
        "return total / 2 → return 2 / total",
        "return total / 2 → return total / 3",
        "return total / 2 → return total / 1",
    }


def test_every_mutant_is_another_function() -> None:
    texts = [mutant.source for mutant in mutants_of(MEAN)]
    assert len({*texts, MEAN}) == len(texts) + 1
    assert all(compile(text, "mutant", "exec") for text in texts)


def test_an_unnoticed_change_and_a_needless_excuse_are_found(tiny_course: Course, zygote: Zygote) -> None:
    folder = tiny_course.testcases / "equivalents"
    folder.mkdir()
    excuse = 'EQUIVALENTS = {"double": {"return x → return y": "no reason"}}\n'
    (folder / "doubling.py").write_text(excuse, encoding="utf-8")
    try:
        (name,) = tiny_course.names
        found = [str(item) for item in mutant_findings(tiny_course, tiny_course.assignment(name), zygote, seed=0)]
    finally:
        (folder / "doubling.py").unlink()
        folder.rmdir()
    assert [text for text in found if "is called equivalent" in text]
