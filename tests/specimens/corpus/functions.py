"""How functions are defined, where they stand, and what they lean on."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from tests.specimens.corpus.specimen import (
    FUNCTIONS,
    IMPORTS,
    NAMES,
    Specimen,
    cells,
    crashed,
    filled,
    not_attempted,
    notebook,
    right,
)
from tests.specimens.corpus.specimen import with_cells as more


def specimens() -> Iterator[Specimen]:
    yield from places()
    yield from shapes()
    yield from leanings()
    yield from makings()
    yield from settings()


def places() -> Iterator[Specimen]:
    yield Specimen("cells from last to first", notebook(reversed(cells())))
    alphabetic = [IMPORTS, *sorted(FUNCTIONS.values())]
    yield Specimen("cells in the order of the alphabet", notebook(alphabetic))
    yield Specimen("no marker of any kind", notebook([IMPORTS, *map(unmarked, FUNCTIONS.values())]))
    two = ("linear_forward", "compute_cost")
    rest = not_attempted(*(name for name in NAMES if name not in two))
    yield Specimen("all but two functions deleted", notebook([IMPORTS, *(FUNCTIONS[name] for name in two)]), but=rest)
    yield Specimen("a deleted cell", right(compute_cost=""), but=not_attempted("compute_cost"), says="is not defined")
    wrong = filled("compute_cost", "-1 / m", "-2 / m")
    yield Specimen("defined twice, wrong at first", more(wrong, before=True), says="more than once")
    yield Specimen("defined twice, wrong at last", more(wrong), but={"compute_cost": "wrong"})
    broken = filled("compute_cost", "return", "return (")
    yield Specimen("defined twice, no Python at last", more(broken), says="the one before it counts")
    yield Specimen(
        "stray prints", right(compute_cost=filled("compute_cost", "    m =", "    print('here', Y)\n    m ="))
    )
    renamed = FUNCTIONS["compute_cost"].replace("compute_cost", "my_cost")
    yield Specimen("another name for a function", right(compute_cost=renamed), but=not_attempted("compute_cost"))


def shapes() -> Iterator[Specimen]:
    under_if = "if True:\n" + textwrap.indent(FUNCTIONS["linear_forward"], "    ")
    yield Specimen("defined inside an `if`", right(linear_forward=under_if))
    under_try = "try:\n" + textwrap.indent(FUNCTIONS["linear_forward"], "    ") + "except NameError:\n    pass\n"
    yield Specimen("defined inside a `try`", right(linear_forward=under_try))
    short = "linear_forward = lambda A, W, b: (np.dot(W, A) + b, (A, W, b))"
    yield Specimen("a lambda", right(linear_forward=short))
    long_name = (
        FUNCTIONS["linear_forward"].replace("linear_forward", "forward_step") + "\nlinear_forward = forward_step\n"
    )
    yield Specimen("another name for an own function", right(linear_forward=long_name))
    wrapped = FUNCTIONS["linear_forward"] + "\nlinear_forward = functools.partial(linear_forward)\n"
    yield Specimen("a wrapped function", right(linear_forward="import functools\n" + wrapped))
    static = "class Net:\n    @staticmethod\n" + textwrap.indent(FUNCTIONS["linear_forward"], "    ")
    yield Specimen("a static method", right(linear_forward=static))
    imported = "from collections import Counter as compute_cost\n"
    yield Specimen(
        "an import under the name of a function", right(compute_cost=imported), but=not_attempted("compute_cost")
    )
    decorated = "def quiet(f):\n    return f\n\n@quiet\n" + FUNCTIONS["linear_forward"]
    yield Specimen("a decorated function", right(linear_forward=decorated))
    alias = filled("linear_forward", "(A, W, b):", "(A: Array, W: Array, b: Array):")
    yield Specimen("annotations by an own name", right(linear_forward=f"Array = np.ndarray\n{alias}"))
    typed = filled("linear_forward", "(A, W, b):", "(A: np.ndarray, W: np.ndarray, b: np.ndarray) -> tuple:")
    yield Specimen("annotations", right(linear_forward=typed))
    overwritten = "compute_cost = compute_cost(np.array([[.8]]), np.array([[1]]))"
    yield Specimen("a result under the name of its function", more(overwritten))
    one_line = "def linear_forward(A, W, b): return np.dot(W, A) + b, (A, W, b)"
    yield Specimen("a function on one line", right(linear_forward=one_line))


def leanings() -> Iterator[Specimen]:
    outside = filled("linear_backward", "    m = A_prev.shape[1]\n", "")
    there = more("example = np.ones((3, 2))\nm = example.shape[1]", before=True, linear_backward=outside)
    fails = {"linear_backward": "wrong"}
    yield Specimen("a number from outside", there, but=fails, says="`linear_backward` uses `m` from outside")
    harmless = filled("compute_cost", "    m =", "    unused = scale\n    m =")
    yield Specimen("a harmless number from outside", more("scale = 3", compute_cost=harmless), says="uses `scale`")
    nowhere = filled("compute_cost", "    m =", "    unused = scale\n    m =")
    yield Specimen("a number from nowhere", right(compute_cost=nowhere), but=crashed("compute_cost"), says="NameError")
    helper = "def weighted(a, b):\n    return np.sum(np.multiply(a, b))\n"
    using = filled("compute_cost", "np.sum(np.multiply(Y, np.log(AL)) + np.multiply(1 - Y, np.log(1 - AL)))",
        "(weighted(Y, np.log(AL)) + weighted(1 - Y, np.log(1 - AL)))")  # fmt: skip
    yield Specimen("a helper in a later cell", more(helper, compute_cost=using))
    late = filled("linear_forward", "(A, W, b):", "(A, W, b, scale=SCALE):")
    yield Specimen("a default from a later cell", more("SCALE = 1", linear_forward=late))
    wrong = filled("linear_forward", "+ b", "- b")
    yield Specimen("a wrong helper costs only itself", right(linear_forward=wrong), but={"linear_forward": "wrong"})
    sigmoid = "def sigmoid(Z):\n    return 1 / (1 + np.exp(-Z)), Z\n"
    yield Specimen("an own activation", more(sigmoid, before=True))
    trained = "parameters = initialize_parameters(3, 2, 1)\nfor i in range(10**9):\n    pass"
    yield Specimen("endless training", more(trained))


MAKES = """
def make_forward(scale):
    def forward(A, W, b):
        return scale * np.dot(W, A) + b, (A, W, b)
    return forward
"""
OBJECT = """
class Forward:
    calls = 0

    def __call__(self, A, W, b):
        Forward.calls += 1
        return np.dot(W, A) + b, (A, W, b)

    def forward(self, A, W, b):
        return self(A, W, b)

    @classmethod
    def linear_forward(cls, A, W, b):
        return np.dot(W, A) + b, (A, W, b)
"""
PARTIAL = """
from functools import partial
def scaled(scale, A, W, b):
    return scale * np.dot(W, A) + b, (A, W, b)
"""
BLANK = """def linear_forward(A, W, b):
    # YOUR CODE STARTS HERE

    # YOUR CODE ENDS HERE
    return Z, cache
"""
NAMED = {
    "made by another function": f"{MAKES}\nlinear_forward = make_forward(1.0)",
    "two of a pair": f"{MAKES}\nlinear_forward, other = make_forward(1.0), make_forward(2.0)",
    "an annotated name": f"{MAKES}\nlinear_forward: object = make_forward(1.0)",
    "a walrus": f"{MAKES}\n(linear_forward := make_forward(1.0))",
    "the target of a loop": f"{MAKES}\nfor linear_forward in (make_forward(1.0),):\n    pass",
    "what `with` gives": f"{MAKES}\nfrom contextlib import nullcontext\n"
    "with nullcontext(make_forward(1.0)) as linear_forward:\n    pass",
    "what `match` captures": f"{MAKES}\nmatch [make_forward(1.0)]:\n    case [linear_forward]:\n        pass",
    "one of a table": f"{MAKES}\nforwards = {{}}\nforwards['a'] = make_forward(1.0)\nlinear_forward = forwards['a']",
    "through `globals`": f"{MAKES}\nglobals()['linear_forward'] = make_forward(1.0)",
    "a callable object": f"{OBJECT}\nlinear_forward = Forward()",
    "a method of an object": f"{OBJECT}\nnet = Forward()\nlinear_forward = net.forward",
    "a class method": OBJECT,
    "a partial": f"{PARTIAL}\nlinear_forward = partial(scaled, 1.0)",
    "made over its stub": f"{BLANK}\n{MAKES}\nlinear_forward = make_forward(1.0)",
    "decorated by hand": f"def quiet(f):\n    return lambda *x: f(*x)\n\n{FUNCTIONS['linear_forward']}\n"
    "linear_forward = quiet(linear_forward)",
    "defined by a later name": f"linear_forward = None or (lambda *x: later(*x))\n"
    f"{FUNCTIONS['linear_forward'].replace('def linear_forward', 'def later')}",
}


def makings() -> Iterator[Specimen]:
    """A function is whatever stands under its name when the notebook is loaded."""
    for name, text in NAMED.items():
        yield Specimen(f"a function {name}", right(linear_forward=text))
    data = "linear_forward = np.dot(np.ones((2, 2)), np.ones((2, 2)))"
    yield Specimen(
        "data under the name of a function", right(linear_forward=data), but=NOT_THERE, says="is not defined"
    )


NOT_THERE = not_attempted("linear_forward")
FORWARD = "def linear_forward(A, W, b):\n    {what}\n    return Z, (A, W, b)\n"
PRODUCT = "lambda A, W, b: np.dot(W, A) + b"
TABLES = {
    "appended to": ("steps = []", f"steps.append({PRODUCT})", "Z = steps[0](A, W, b)"),
    "inserted into": ("steps = []", f"steps.insert(0, {PRODUCT})", "Z = steps[0](A, W, b)"),
    "extended": ("steps = []", f"steps += [{PRODUCT}]", "Z = steps[0](A, W, b)"),
    "updated": ("kinds = {}", f"kinds.update(z={PRODUCT})", "Z = kinds['z'](A, W, b)"),
    "given a default": ("kinds = {}", f"kinds.setdefault('z', {PRODUCT})", "Z = kinds['z'](A, W, b)"),
    "given an item": ("kinds = {}", f"kinds['z'] = {PRODUCT}", "Z = kinds['z'](A, W, b)"),
    "filled in a loop": (
        "bends = {}",
        f"for k, f in enumerate(({PRODUCT}, np.tanh), start=1):\n    bends[k] = f",
        "Z = bends[1](A, W, b)",
    ),
    "filled where it is right": ("bends = {}", f"if not bends:\n    bends[1] = {PRODUCT}", "Z = bends[1](A, W, b)"),
    "emptied of what was wrong": (
        f"bends = {{0: None, 1: {PRODUCT}}}",
        "del bends[0]",
        "Z = min(bends.items())[1](A, W, b)",
    ),
    "given an attribute": (
        "class Holder:\n    pass\nholder = Holder()",
        f"holder.step = {PRODUCT}",
        "Z = holder.step(A, W, b)",
    ),
    "given one by setattr": (
        "class Holder:\n    pass\nholder = Holder()",
        f"setattr(holder, 'step', {PRODUCT})",
        "Z = holder.step(A, W, b)",
    ),
    "given a method": (
        "class Holder:\n    pass",
        f"Holder.step = lambda self, *x: ({PRODUCT})(*x)",
        "Z = Holder().step(A, W, b)",
    ),
    "filled by a decorator": (
        "kinds = {}\ndef kept(f):\n    kinds[f.__name__] = f\n    return f",
        "@kept\ndef product(A, W, b):\n    return np.dot(W, A) + b",
        "Z = kinds['product'](A, W, b)",
    ),
    "filled by a function": (
        "kinds = {}\ndef keep(name, f):\n    kinds[name] = f\ndef product(A, W, b):\n    return np.dot(W, A) + b",
        "keep('z', product)",
        "Z = kinds['z'](A, W, b)",
    ),
    "bound by a function": (
        f"def set_up():\n    global product\n    product = {PRODUCT}",
        "set_up()",
        "Z = product(A, W, b)",
    ),
    "counted": ("calls = 0", "", "global calls\n    calls += 1\n    Z = np.dot(W, A) + b"),
    "kept at the function": ("", "linear_forward.seen = {}", "linear_forward.seen[0] = 1\n    Z = np.dot(W, A) + b"),
}


def settings() -> Iterator[Specimen]:
    """What a statement changes is there for the functions that need it."""
    for name, (first, then, what) in TABLES.items():
        forward = FORWARD.format(what=what)
        yield Specimen(f"a value {name}", more(then, linear_forward=f"{first}\n\n{forward}"))
    log = "costs = []\nfor i in range(10**9):\n    costs.append(compute_cost(np.ones((1, 2)) / 2, np.ones((1, 2))))"
    using = filled("compute_cost", "    m =", "    seen = len(costs)\n    m =")
    yield Specimen("a list to which an endless training appends", more(log, compute_cost=using), says="uses `costs`")


def keepings() -> Iterator[Specimen]:
    """What is right the first time, and leaves something behind."""
    changing = filled("linear_backward", "    return dA_prev", "    b += 1\n    return dA_prev")
    itself = {"linear_backward": "wrong"}
    yield Specimen("a helper that changes its inputs costs only itself", right(linear_backward=changing), but=itself)
    popping = filled(
        "L_model_backward", "    return grads", "    if isinstance(caches, list): caches.pop()\n    return grads"
    )
    fails = {"L_model_backward": "wrong"}
    yield Specimen("caches are taken out", right(L_model_backward=popping), but=fails, says="here `caches`")
    memo = "seen = {}\ndef linear_forward(A, W, b):\n    key = A.shape, W.shape\n"
    memo += "    return seen.setdefault(key, np.dot(W, A) + b), (A, W, b)"
    yield Specimen("answers kept by shape", right(linear_forward=memo), but={"linear_forward": "wrong"})
    gathering = filled("L_model_forward", "(X, parameters):", "(X, parameters, caches=[]):")
    gathering = gathering.replace("    caches = []\n", "")
    told = "something is kept between calls"
    yield Specimen("a mutable default", right(L_model_forward=gathering), but={"L_model_forward": "wrong"}, says=told)


def unmarked(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if "###" not in line)
