"""Common errors are put into the student's terms; each is raised for real here, so that no wording is guessed."""

from __future__ import annotations

import traceback

import numpy as np
import pytest

from grader.answers.operation import operation_at
from grader.judging.explain import explain, known_kind


def explained(code: str) -> str:
    """What is said of the error that a piece of code raises."""
    namespace = {"np": np, "a32": np.ones((3, 2)), "a13": np.ones((1, 3)), "none": None, "n": 3, "d": {}}
    try:
        exec(compile(code, "<cell>", "exec"), namespace)
    except BaseException as error:  # noqa: BLE001
        frames = [(frame.f_code, frame.f_lasti) for frame, _ in traceback.walk_tb(error.__traceback__)]
        place = [each for each in frames if each[0].co_filename == "<cell>"][-1]
        operation = operation_at(*place, code.splitlines())
        kind, message = type(error).__name__, str(error)
        return explain(kind, message, operation=operation) or f"nothing for {kind}: {message}"
    raise AssertionError(f"{code} raises nothing")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("X", "`X` is not an argument of this function"),
        ("def f():\n    print(y)\n    y = 1\nf()", "`y` is used before it has a value"),
        ("np.dot(a32, a13)", "shapes (3,2) and (1,3): the matrix product needs the inner sizes to agree"),
        ("a32 @ a13", "the left factor has 2 columns and the right one 1 rows"),
        ("a32 @ 3", "use `*` for numbers"),
        ("a32 + np.ones(5)", "shapes (3,2) and (5,) do not fit together"),
        ("x = np.ones((3, 1)); x += a32", "cannot change the shape"),
        ("a32.reshape(4, 4)", "6 entries cannot be laid out in shape (4,4)"),
        ("x, y, z = a13[0][:2]", "not as many names"),
        ("x, y = (1, 2, 3)", "not as many names"),
        ("if a32 > 0: pass", "an array has many"),
        ("np.concatenate([a32, a13])", "all their other axes agree"),
        ("np.array([[1, 2], [3]])", "rows of different lengths"),
        ("{}['W1']", "no key 'W1'"),
        ("{}[1]", "no such key"),
        ("none.shape", "a stub above is not filled in"),
        ("none['W1']", "a stub above is not filled in"),
        ("none * 2", "a stub above is not filled in"),
        ("x, y = none", "a stub above is not filled in"),
        ("def f(a): pass\nf(1, 2)", "`f` is called with too many arguments"),
        ("def f(a, b): pass\nf(1)", "the call of `f` leaves out 'b'"),
        ("def f(a): pass\nf(c=1)", "`f` has no argument `c`"),
        ("[1] * 0.5", "lists and tuples do no arithmetic"),
        ("[1] - [2]", "lists and tuples do no arithmetic"),
        ("{} * 2", "a dictionary does no arithmetic"),
        ("np.exp * 2", "call it, with `(...)`"),
        ("len[0]", "call it, with `(...)`"),
        ("a32(3)", "called like a function"),
        ("'W' + 1", "`str(i)`"),
        ("{[1]: 2}", "a key has to be"),
        ("t = (1, 2); t['W1']", "by position"),
        ("x, y = 3", "several names"),
        ("t = (1, 2); t[0] = 3", "a tuple cannot be changed"),
        ("import math; math.log(a32)", "one number is wanted"),
        ("np.zeros(3, 2)", "bracket of its own"),
        ("np.zeros(3.5)", "a whole number"),
        ("range(3 / 1)", "a whole number"),
        ("x = np.arange(3); x -= 0.5", "decimals do not fit"),
        ("np.exp('one')", "numbers only"),
        ("np.exp(np.array([none]))", "still None"),
        ("a32[7]", "axis 0 has 3 entries, counted from 0, so there is none at 7"),
        ("[1, 2][5]", "beyond the end"),
        ("a32[0, 0, 0]", "fewer axes"),
        ("np.sum(a32, axis=2)", "no such axis"),
        ("[1].T", "a list has no `.T`"),
        ("np.sigmoid(1)", "`numpy` has no `sigmoid`"),
        ("a32.sigmoid()", "no `.sigmoid`"),
        ("1 / 0", "divided by 0"),
        ("import tensorflow_of_old", "`tensorflow_of_old` is not installed"),
        ("def f(): f()\nf()", "calls itself without end"),
        ("open('nothing.txt')", "no files"),
        ("np.ones((10**7, 10**7))", "far larger"),
        ("np.linalg.inv(a32)", "square matrix"),
        ("raise SystemExit", "ends the whole process"),
        ("for i in n: pass", "write `range(...)` around it"),
        ("x = list(n)", "one value stands where several are wanted"),
        ("np.random.randn((3, 2))", "one by one"),
        ("np.random.rand([3, 2])", "one by one"),
        ("x = 2.7 ^ 1.5", "a power is written `**`"),
        ("x = a32 ^ a32", "a power is written `**`"),
        ("exp(1)", "`exp` belongs to NumPy: write `np.exp`"),
        ("math.exp(1)", "`math` is not imported"),
        ("W = np.ones((1, 3)); Z = W * a32", "is a matrix product meant"),
        ("Z = np.multiply(a32, np.ones((2, 5)))", "is a matrix product meant"),
        ("Z = a32 + np.ones((2, 5))", "do not fit together entry by entry"),
        ("sum(a32, axis=1)", "write `np.sum`"),
        ("sum(a32, axis=1, keepdims=True)", "write `np.sum`"),
        ("abs(1, 2)", "another number of arguments"),
        ("a32['W' + str(1)]", "a key in quotation marks is for dictionaries"),
        ("(1, 2) > 0.5", "take each of them"),
        ("a32[0, 0] = np.ones(2)", "an array"),
        ("max(1, 2, axis=1)", "write `np.sum`, `np.max`"),
        ("np.sum(a32, keepdim=True)", "`sum` has no argument `keepdim`"),
        ("def f(a): pass\nf(1, a=2)", "given twice"),
        ("1 + 'W'", "`str(i)`"),
        ("np.dot(a32)", "leaves out"),
        ("-d", "a dictionary does no arithmetic"),
        ("-[1]", "lists and tuples do no arithmetic"),
        ("np('x')", "a module is called like a function"),
        ("t = (1, 2); t['dw']", "take each of them"),
        ("x = [1]; x['dw']", "a list is read by position"),
        ("x = np.float64(3); x[0] = 1", "no places to write to"),
        ("np.array(1, 2)", "taken for a type of numbers"),
        ("a32[0].shape[1]", "print its `.shape`"),
        ("x = np.sum(a32); x[0]", "was the array summed up"),
        ("a32[1.0]", "has to be a whole number"),
        ("(1, 2).shape", "a tuple has no `.shape`: where a function gives several values"),
        ("d.shape", "a dictionary has no `.shape`"),
        ("n.shape", "a value of type int has no `.shape`"),
        ("np.exp.T", "a function stands where its result is wanted"),
        ("a32.append(1)", "an array does not grow"),
        ("np.float(3)", "dropped `np.float`"),
        ("assert a32.shape == (1, 1)", "the shape is not the one that the notebook asserts"),
        ("assert n == 4", "an `assert` of the notebook"),
        ("import math; math.log(-1)", "no logarithm"),
        ("import math; math.exp(10**4)", "beyond what a float can hold"),
    ],
)
def test_a_common_error_is_put_into_the_students_terms(code: str, words: str) -> None:
    assert words in explained(code)


@pytest.mark.parametrize(
    ("kind", "message", "words"),
    [
        ("TypeError", "data type not understood", "bracket of its own"),
        ("TypeError", "Cannot interpret '2' as a data type", "bracket of its own"),
        ("TypeError", "only size-1 arrays can be converted to Python scalars", "one number is wanted"),
        ("TypeError", "only length-1 arrays can be converted to Python scalars", "one number is wanted"),
        ("TypeError", "only 0-dimensional arrays can be converted to Python scalars", "one number is wanted"),
        ("UnboundLocalError", "local variable 'Z' referenced before assignment", "`Z` is used before it has a value"),
        (
            "UnboundLocalError",
            "cannot access local variable 'Z' where it is not associated with a value",
            "`Z` is used before it has a value",
        ),
        ("ValueError", "setting an array element with a sequence.", "`.item()` takes it out"),
        ("AttributeError", "`np.Inf` was removed in the NumPy 2.0 release. Use `np.inf` instead.", "write `np.inf`"),
        ("TypeError", "Calling np.sum(generator) is deprecated.Use np.sum(np.fromiter(generator))", "a generator"),
        ("TypeError", "_dot_dispatcher() missing 1 required positional argument: 'b'", "leaves out 'b'"),
        ("TypeError", "dot() missing required argument 'b' (pos 1)", "leaves out 'b'"),
        ("TypeError", "'axis' is an invalid keyword argument for sum()", "write `np.sum`"),
        ("ValueError", "expected a positive input, got -1.0", "no logarithm"),
        ("ValueError", "expected a positive input", "no logarithm"),
        ("_UFuncNoLoopError", "ufunc 'add' did not contain a loop with signature matching types", "numbers only"),
    ],
)
def test_the_wording_of_other_versions_is_understood(kind: str, message: str, words: str) -> None:
    assert words in str(explain(kind, message))


def test_an_uncommon_error_is_left_as_it_is() -> None:
    assert explain("BlueMoonError", "once") is None


def test_a_held_out_input_cannot_speak_through_an_explanation() -> None:
    assert "0_325" not in str(explain("NameError", "name 'x_0_325' is not defined", source="def f(x): return y"))
    assert "41" not in str(explain("ValueError", "shapes (4,1) and (325,41) not aligned", source="def f(x): return x"))
    assert "`y`" in str(explain("NameError", "name 'y' is not defined", source="def f(x): return y"))


def test_a_type_of_the_students_making_is_not_named() -> None:
    assert known_kind("ValueError") == "ValueError"
    assert known_kind("X_0_325") == "an error of its own kind"
