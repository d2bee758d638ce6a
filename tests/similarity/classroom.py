"""Makes classes with a seed: students who work by themselves, and copies that were planted among them.

`pool.txt` has twelve right answers to each of eight functions, worded independently; to the other functions of the
course there are the solution, and what strangers wrote (tests/specimens/strangers). A student takes one of each, the
first ones more often than the last, and writes it in a style of their own: which of several ways to call the product,
to make a key, to sum rows; names, comments, empty lines, steps taken by themselves. A style goes through all functions
of a student, as it does in life. What strangers wrote is taken word for word, so that students who work alone share
whole texts.

    $name       a name that students choose
    «KEY W; l»  one of several ways to write the same, see MACROS
    ⟨a|b⟩       one of these
    #?          where a comment may stand
"""

from __future__ import annotations

import ast
import functools
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.results import CaseResult, ExerciseReport, Gradebook, Outcome, SubmissionReport
from grader.similarity.pairs import Task
from tests.specimens.strangers.reading import base_cells, strangers

ASSIGNMENT = "dnn_step_by_step"
LONG = (ASSIGNMENT, "L_model_backward")
MACROS = {
    "DOT": ("np.dot({0}, {1})", "({0}) @ ({1})", "np.matmul({0}, {1})", "({0}).dot({1})"),
    "KEY": ('"{0}" + str({1})', 'f"{0}{{{1}}}"', '"{0}%d" % ({1})', '"{0}{{}}".format({1})'),
    "ROWSUM": (
        "np.sum({0}, axis=1, keepdims=True)",
        "({0}).sum(axis=1, keepdims=True)",
        "np.sum({0}, 1, keepdims=True)",
        "np.sum({0}, axis=1).reshape(-1, 1)",
    ),
    "OVER": ("({0}) / {1}", "(1 / {1}) * ({0})", "1.0 / {1} * ({0})", "np.divide({0}, {1})"),
}
COMMON = 0.5, 0.25, 0.15, 0.1
NAMES = {
    "l": ("l", "l", "l", "i", "layer", "k", "idx"),
    "i": ("i", "i", "j", "col", "k"),
    "params": ("parameters", "params", "p", "result", "weights", "d"),
    "n_in": ("n_in", "prev", "n_prev", "before", "fan_in", "size_in"),
    "n_out": ("n_out", "cur", "n", "now", "fan_out", "size_out"),
    "key": ("key", "k", "name"),
}
# Words that students put together to names and comments.
NOUNS = re.findall(
    r"\w+", "layer weight bias cost grad cache output input matrix vector result value step sum index product"
)
VERBS = re.findall(r"\w+", "compute get calculate store save find update take multiply add return use initialize loop")
OTHERS = re.findall(r"\w+", "the this each current previous next last first all here now correctly again")
USUAL = (
    *(
        "# loop over layers",
        "# compute the cost",
        "# forward propagation",
        "# backward propagation",
        "# update the rule",
    ),
    *("# retrieve the cache", "# initialize the gradients", "# get the previous layer", "# number of layers"),
)
# What goes wrong, as it often does, and how it is called.
SLIPS = (
    (" + b", "", "bias-left-out"),
    (" / m", "", "not-averaged"),
    ("L + 1", "L", "last-layer-left-out"),
    ("1 - AL", "AL", "one-minus-left-out"),
    ("W.T", "W", "not-transposed"),
    (" - learning_rate", " + learning_rate", "uphill"),
    ("* 0.01", "", "not-scaled"),
    ('"relu"', '"sigmoid"', "always-sigmoid"),
)


@dataclass(frozen=True)
class Student:
    """A name and the text of each function; `slips` are the mistakes by function."""

    name: str
    functions: Mapping[Task, str]
    slips: Mapping[Task, str]


def pool() -> dict[Task, list[str]]:
    """The templates by function, the most usual one first."""
    found: dict[Task, list[str]] = {}
    text = (Path(__file__).parent / "pool.txt").read_text(encoding="utf-8")
    for block in re.split(r"(?m)^#> ", text)[1:]:
        function, _, body = block.partition("\n")
        found.setdefault((ASSIGNMENT, function), []).append(body.rstrip() + "\n")
    return found


@functools.cache
def course_pool() -> dict[Task, list[str]]:
    """The same for all functions of the course."""
    found = pool()
    others: dict[Task, list[str]] = {}
    for kind in ("right", "wrong"):
        for one in strangers(kind):
            task = one.assignment, one.function
            if task not in found:
                there = others.setdefault(task, [_text(base_cells(one.assignment), one.function)])
                there += [text for text in [_text(one.cells, one.function)] if text not in ("", *there)]
    return found | others


def _text(cells: Sequence[str], function: str) -> str:
    """The text of a function; empty where it is made otherwise than by `def`."""
    for cell in cells:
        if re.search(rf"^def {function}\(", cell, re.MULTILINE):
            for node in ast.parse(cell).body:
                if isinstance(node, ast.FunctionDef) and node.name == function:
                    return (ast.get_source_segment(cell, node) or "") + "\n"
    return ""


class Style:
    """How one student writes."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._favourite = {macro: rng.choices(range(4), COMMON)[0] for macro in MACROS}
        self._names: dict[str, str] = {}
        self._comments = rng.choice((0.0, 0.0, 0.3, 0.8))
        self._habit = rng.choice((0.0, 0.05, 0.15))
        self._airy = rng.random() < 0.3

    def write(self, template: str) -> str:
        """A template, as this student writes it."""
        text = re.sub(r"⟨([^⟩]*)⟩", lambda found: self._rng.choice(found[1].split("|")), template)
        text = re.sub(r"\$(\w+)", lambda found: self._name(found[1]), text)
        while "«" in text:
            text = re.sub(r"«(\w+) ([^«»]*)»", lambda found: self._way(found[1], found[2].split("; ")), text)
        return _with_habits("".join(self._lines(text)), self._habit, self._rng)

    def _way(self, macro: str, arguments: list[str]) -> str:
        chosen = self._favourite[macro] if self._rng.random() < 0.85 else self._rng.choices(range(4), COMMON)[0]
        return MACROS[macro][chosen].format(*arguments)

    def _name(self, name: str) -> str:
        if name not in self._names:
            usual = NAMES.get(name, (name, name, name[:1] + "_", "my_" + name))
            own = "_".join(self._rng.sample(NOUNS, 2))
            self._names[name] = own if self._rng.random() < 0.15 else self._rng.choice(usual)
        return self._names[name]

    def _lines(self, text: str) -> Iterator[str]:
        for line in text.splitlines(keepends=True):
            if line.strip() == "#?":
                if self._rng.random() < self._comments:
                    yield line.replace("#?", self._comment())
                continue
            yield line
            if self._airy and self._rng.random() < 0.15 and not line.rstrip().endswith((":", ",")):
                yield "\n"

    def _comment(self) -> str:
        if self._rng.random() < 0.5:
            return self._rng.choice(USUAL)
        words = (self._rng.choice(VERBS), self._rng.choice(OTHERS), self._rng.choice(NOUNS), self._rng.choice(OTHERS))
        return "# " + " ".join(words)


def _with_habits(text: str, rate: float, rng: random.Random) -> str:
    """Some steps taken by themselves: an argument, or one side of a formula, is given a name first."""
    if not rate:
        return text
    lines: list[str] = []
    for line in text.splitlines():
        found = re.fullmatch(r"( +)([^#]* = )(.*)", line)
        parts = _operands(found[3]) if found and rng.random() < rate else []
        if found and parts:
            part, name = rng.choice(parts), rng.choice((*NOUNS, "temp", "t", "tmp", "x"))
            lines += [f"{found[1]}{name} = {part}", f"{found[1]}{found[2]}{found[3].replace(part, name, 1)}"]
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


def _operands(text: str) -> list[str]:
    """The parts of an expression that are expressions themselves, and more than a name."""
    try:
        tree = ast.parse(text, mode="eval")
    except SyntaxError:
        return []
    inner = [node for node in ast.walk(tree) if isinstance(node, ast.BinOp | ast.Call | ast.Subscript)]
    if any(isinstance(node, ast.ListComp | ast.DictComp | ast.GeneratorExp | ast.IfExp) for node in ast.walk(tree)):
        return []
    return [part for node in inner[1:] if (part := ast.get_source_segment(text, node))]


def student(rng: random.Random, name: str, templates_of: Mapping[Task, Sequence[str]]) -> Student:
    """One who works alone."""
    style = Style(rng)
    functions, slips = {}, {}
    for function, templates in templates_of.items():
        weights = [1 / (1 + rank) for rank in range(len(templates))]
        text = style.write(rng.choices(templates, weights)[0])
        possible = [slip for slip in SLIPS if slip[0] in text]
        if possible and rng.random() < 0.12:
            old, new, what = rng.choice(possible)
            if _is_python(wrong := text.replace(old, new, 1)):
                text, slips[function] = wrong, what
        functions[function] = text
    return Student(name, functions, slips)


def _is_python(text: str) -> bool:
    try:
        return bool(ast.parse(text))
    except SyntaxError:
        return False


def klass(seed: int, size: int, templates_of: Mapping[Task, Sequence[str]]) -> list[Student]:
    """A class in which everybody works alone."""
    rng = random.Random(seed)
    return [student(rng, f"s{number:04}", templates_of) for number in range(size)]


def gradebook(students: Sequence[Student]) -> Gradebook:
    """The class as it was graded."""
    return Gradebook(tuple(report for one in students for report in reports(one)), seed=1)


def reports(one: Student) -> Iterator[SubmissionReport]:
    """What was found of a student's answers, a report for each assignment."""
    for assignment in dict.fromkeys(name for name, _ in one.functions):
        exercises = tuple(
            _exercise(task[1], source, one.slips.get(task, ""))
            for task, source in one.functions.items()
            if task[0] == assignment
        )
        yield SubmissionReport(one.name, f"{one.name}/{assignment}.ipynb", assignment, exercises=exercises)


def _exercise(function: str, source: str, slip: str) -> ExerciseReport:
    outcome = Outcome.WRONG if slip else Outcome.PASSED
    case = CaseResult("published", outcome, got=slip)
    return ExerciseReport(function, 10, outcome, (case,), mistake=slip or None, source=source)


# Copies, by what was done to hide them.


def renamed(source: str, rng: random.Random) -> str:
    """With other names for all that the function names itself; comments and layout are lost."""
    tree = ast.parse(source)
    own = sorted({node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)})
    names = {name: f"{rng.choice(NOUNS)}{rng.choice(NOUNS).title()}{number}" for number, name in enumerate(own)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = names.get(node.id, node.id)
    return ast.unparse(tree) + "\n"


def reordered(source: str, rng: random.Random) -> str:
    """With statements that do not need each other in another order."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            for _ in range(3):
                for place in rng.sample(range(len(body) - 1), len(body) - 1) if len(body) > 1 else ():
                    if _independent(body[place], body[place + 1]):
                        body[place : place + 2] = body[place + 1], body[place]
    return ast.unparse(tree) + "\n"


def _independent(one: ast.stmt, other: ast.stmt) -> bool:
    if not all(isinstance(item, ast.Assign) and "random" not in ast.unparse(item) for item in (one, other)):
        return False
    return not (_bound(one) & _named(other) or _bound(other) & _named(one))


def _named(node: ast.stmt) -> set[str]:
    return {item.id for item in ast.walk(node) if isinstance(item, ast.Name)}


def _bound(node: ast.stmt) -> set[str]:
    assert isinstance(node, ast.Assign)
    return {item.id for target in node.targets for item in ast.walk(target) if isinstance(item, ast.Name)}


def reformatted(source: str, rng: random.Random) -> str:
    """With the spaces, lines and brackets of somebody else."""
    text = ast.unparse(ast.parse(source)).replace(" = ", "=").replace(", ", ",").replace("    ", "  ")
    return "\n".join(line + "\n" * (rng.random() < 0.3) for line in text.splitlines()) + "\n"


def commented(source: str, rng: random.Random) -> str:
    """With other comments, and a docstring."""
    head, *lines = ast.unparse(ast.parse(source)).splitlines()
    lines = [f"{line}  # {rng.choice(VERBS)} my {rng.choice(NOUNS)} {rng.choice(OTHERS)}" for line in lines]
    return "\n".join([head, f'    """My own {rng.choice(NOUNS)}."""', *lines]) + "\n"


def everything(source: str, rng: random.Random) -> str:
    """With all of this at once."""
    return commented(reformatted(reordered(renamed(source, rng), rng), rng), rng)


Disguise = Callable[[str, random.Random], str]
DISGUISES: dict[str, Disguise] = {
    "renamed": renamed,
    "reordered": reordered,
    "reformatted": reformatted,
    "commented": commented,
    "everything": everything,
}


def planted(
    rng: random.Random, source: Student, copier: Student, functions: Sequence[Task], disguise: Disguise
) -> Student:
    """The copier with these functions of another's, disguised."""
    taken = {name: disguise(source.functions[name], rng) for name in functions}
    slips = {name: slip for name, slip in copier.slips.items() if name not in taken}
    slips |= {name: source.slips[name] for name in functions if name in source.slips}
    return Student(copier.name, {**copier.functions, **taken}, slips)


def with_copies(
    seed: int, size: int, templates_of: Mapping[Task, Sequence[str]]
) -> tuple[list[Student], dict[frozenset[str], str]]:
    """A class, and who copied from whom and how."""
    rng = random.Random(seed + 10_000)
    students = klass(seed, size, templates_of)
    every = list(templates_of)
    plans: list[tuple[str, list[Task], Disguise]] = [(name, every, disguise) for name, disguise in DISGUISES.items()]
    plans += [
        ("half", rng.sample(every, len(every) // 2), everything),
        ("one long", [LONG], lambda source, rng: source),
    ]
    plans += [("one long, renamed", [LONG], renamed)]
    chosen = rng.sample(range(size), 2 * len(plans))
    told = {}
    for number, (name, functions, disguise) in enumerate(plans):
        source, copier = chosen[2 * number], chosen[2 * number + 1]
        students[copier] = planted(rng, students[source], students[copier], functions, disguise)
        told[frozenset((students[source].name, students[copier].name))] = name
    return students, told
