"""The common errors, and what each means to a student: data for `grader.judging.explain`, as long as there are errors.

The first that fits is told. Messages are found in the wordings of NumPy 1.26 and of 2, and of Python 3.11 and later.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pattern:
    """A common error, and what it means.

    Parameters
    ----------
    kinds : str
        The names of the types of error, separated by spaces.
    message : str
        A regular expression that finds the message; its named groups are the values of `told`.
    plain : str
        The sentence without values.
    told : str
        The sentence with values; the same as `plain` if there are none.
    operation : str
        A regular expression for what the line did (see `grader.answers.operation`); empty where that tells nothing.
    """

    kinds: str
    message: str
    plain: str
    told: str = ""
    operation: str = ""


PATTERNS = (
    Pattern(
        "NameError",
        r"^name 'np' is not defined",
        plain="NumPy is not known here as `np`: `import numpy as np` has to be in a cell before",
    ),
    Pattern(
        "NameError",
        r"^name '(?P<name>math|numpy|scipy|h5py|plt|random)' is not defined",
        plain="a module is used that was not imported: its `import` has to be in a cell before",
        told="`{name}` is not imported: its `import` has to be in a cell before",
    ),
    Pattern(
        "NameError",
        r"^name '(?P<name>exp|log|dot|zeros|ones|tanh|sqrt|array|maximum|multiply|squeeze|mean|randn)' is not defined",
        plain="the functions of NumPy are written with `np.` before them",
        told="`{name}` belongs to NumPy: write `np.{name}`",
    ),
    Pattern(
        "NameError",
        r"^name '(?P<name>\w+)' is not defined",
        plain="a name is neither an argument of this function nor given a value before: check the spelling",
        told="`{name}` is not an argument of this function, and nothing before gives it a value: check the spelling",
    ),
    Pattern(
        "NameError",
        r"^`(?P<name>\w+)` is not defined",
        plain="the cell that defines this name is not Python, or did not run to its end: begin there",
    ),
    Pattern(
        "UnboundLocalError",
        r"variable '(?P<name>\w+)'",
        plain="a variable is used before it has a value: is its line missing, or in a branch that did not run?",
        told="`{name}` is used before it has a value: is its line missing, or in a branch that did not run?",
    ),
    Pattern(
        "ValueError",
        r"^shapes (?P<left>\([\d,]*\)) and (?P<right>\([\d,]*\)) not aligned",
        plain="the matrix product needs the inner sizes to agree: look at the order of the factors, and at transposes",
        told="shapes {left} and {right}: the matrix product needs the inner sizes to agree; "
        "look at the order of the factors, and at transposes",
    ),
    Pattern(
        "ValueError",
        r"^matmul: .*\(size (?P<rows>\d+) is different from (?P<columns>\d+)\)",
        plain="the matrix product needs the inner sizes to agree: look at the order of the factors, and at transposes",
        told="the left factor has {columns} columns and the right one {rows} rows: "
        "the matrix product needs them to agree; "
        "look at the order of the factors, and at transposes",
    ),
    Pattern(
        "ValueError",
        r"^matmul: .*does not have enough dimensions",
        plain="`@` needs arrays on both sides, and one of them is a bare number: use `*` for numbers",
    ),
    Pattern(
        "ValueError",
        r"operands could not be broadcast together with shapes \(\d+,(?P<inner>\d+)\) \((?P=inner),\d+\)",
        plain="`*` multiplies entry by entry, and these sizes do not fit: is a matrix product meant, `@` or `np.dot`?",
        operation=r"^\*$",
    ),
    Pattern(
        "ValueError",
        r"operands could not be broadcast together with shapes (?P<left>\([\d,]*\)) (?P<right>\([\d,]*\))",
        plain="two arrays do not fit together entry by entry: each axis has to agree or be 1",
        told="shapes {left} and {right} do not fit together entry by entry: each axis has to agree or be 1",
    ),
    Pattern(
        "ValueError",
        r"^non-broadcastable output operand",
        plain="`+=` and its kin cannot change the shape of the array on their left: write `x = x + ...`",
    ),
    Pattern(
        "ValueError",
        r"^cannot reshape array of size (?P<size>\d+) into shape (?P<shape>\([\d,]*\))",
        plain="the new shape has not as many entries as the array: the sizes of its axes multiply to that number",
        told="{size} entries cannot be laid out in shape {shape}: the sizes of its axes have to multiply to {size}",
    ),
    Pattern(
        "ValueError",
        r"^(?P<how>too many|not enough) values to unpack \(expected (?P<wanted>\d+)(, got (?P<given>\d+))?",
        plain="the left side of the `=` has not as many names as the right side has values",
    ),
    Pattern(
        "ValueError",
        r"truth value of an array",
        plain="an `if` or `and` needs one answer, and an array has many: compare a single entry, or use `.all()`",
    ),
    Pattern(
        "ValueError",
        r"all the input array dimensions|must match exactly",
        plain="arrays can be joined along one axis only if all their other axes agree",
    ),
    Pattern(
        "ValueError",
        r"^setting an array element with a sequence\.?$",
        plain="an array stands where one number goes: newer versions of NumPy do not even turn an array of one number "
        "into a number; `.item()` takes it out",
    ),
    Pattern(
        "ValueError",
        r"setting an array element with a sequence|inhomogeneous shape",
        plain="rows of different lengths, or an array in the place of one number, cannot make an array",
    ),
    Pattern(
        "ValueError",
        r"^math domain error|^expected a (positive|nonnegative) input",
        plain="this number has no logarithm, or no root: it is 0 or less",
    ),
    Pattern(
        "ValueError",
        r"^could not convert string to float",
        plain="a text stands where a number is wanted",
    ),
    Pattern(
        "ValueError",
        r"^assignment destination is read-only",
        plain="this array may not be changed: work on a copy, `x.copy()`",
    ),
    Pattern(
        "KeyError",
        r"^'(?P<key>[\w ]+)'$",
        plain="a dictionary has no such key: look at how the key is put together, and where counting begins",
        told="the dictionary has no key '{key}': look at how the key is put together, and where counting begins",
    ),
    Pattern(
        "KeyError",
        r"^(?P<key>.*)$",
        plain="a dictionary has no such key: look at how the key is put together, and where counting begins",
    ),
    Pattern(
        "TypeError AttributeError",
        r"NoneType",
        plain="something is still None: a stub above is not filled in, or a function there has no `return`",
    ),
    Pattern(
        "TypeError",
        r"^(sum|max|min)\(\) (.* '(axis|keepdims)'|takes (no keyword|at most))|invalid keyword argument for \w+\(\)",
        plain="Python's own `sum`, `max` and `min` know nothing of axes: write `np.sum`, `np.max`, `np.min`",
    ),
    Pattern(
        "TypeError",
        r"got multiple values for argument|given by name \('\w+'\) and position",
        plain="an argument is given twice: by its place, and once more by its name",
    ),
    Pattern(
        "TypeError",
        r"^(?P<name>\w+)\(\) takes .* positional arguments? but .* (was|were) given",
        plain="a function is called with too many arguments: compare the call with what it takes",
        told="`{name}` is called with too many arguments: compare the call with what it takes",
    ),
    Pattern(
        "TypeError",
        r"^(?P<name>\w+)\(\) takes (no|exactly|at most|at least) .*\(\d+ given\)",
        plain="a function is called with another number of arguments than it takes: is a bracket in the wrong place?",
        told="`{name}` is called with another number of arguments than it takes: is a bracket in the wrong place?",
    ),
    Pattern(
        "TypeError",
        r"^(?P<name>\w+)\(\) missing (\d+ )?required (positional |keyword-only )?arguments?:? (?P<arguments>'[\w', ]+)",
        plain="a function is called with too few arguments: compare the call with what it takes",
        told="the call of `{name}` leaves out {arguments}: compare it with what `{name}` takes",
    ),
    Pattern(
        "TypeError",
        r"^(?P<name>\w+)\(\) got an unexpected keyword argument '(?P<argument>\w+)'",
        plain="a function is called with an argument that it does not have: compare the call with what it takes",
        told="`{name}` has no argument `{argument}`: compare the call with what it takes",
    ),
    Pattern(
        "TypeError UFuncTypeError",
        r"unsupported operand type\(s\) for \^|bitwise_xor",
        plain="`^` is no power in Python: a power is written `**`, and e to the x `np.exp(x)`",
    ),
    Pattern(
        "TypeError",
        r"^unsupported operand type\(s\) for \+: '(int|float)' and 'str'",
        plain="text and numbers do not add: write `str(i)` where a number goes into a key",
    ),
    Pattern(
        "TypeError",
        r"^unsupported operand type\(s\) for .*'str'|^bad operand type for (unary .|abs\(\)): 'str'",
        plain="text does no arithmetic: is a quotation mark around a name?",
    ),
    Pattern(
        "TypeError",
        r"^can't multiply sequence by non-int|^(unsupported operand|bad operand) type.* for .*'(list|tuple)'",
        plain="lists and tuples do no arithmetic: turn them into arrays with `np.array` first",
    ),
    Pattern(
        "TypeError",
        r"^(unsupported operand|bad operand) type.* for .*'dict'",
        plain="a dictionary does no arithmetic: take the array out of it, as in `d['key']`",
    ),
    Pattern(
        "TypeError",
        r"^unsupported operand type\(s\) for .*'(function|builtin_function_or_method|method|numpy.ufunc)'|"
        r"'(function|builtin_function_or_method|method)' object is not subscriptable",
        plain="a function stands where its result is wanted: call it, with `(...)`",
    ),
    Pattern(
        "TypeError",
        r"^'(numpy\.)?(ndarray|float64|int64|float|int|bool|str|tuple|list|dict)' object is not callable",
        plain="a value is called like a function: is a `*` missing before the bracket, or `[...]` meant?",
    ),
    Pattern(
        "TypeError",
        r"^'module' object is not callable",
        plain="a module is called like a function: one of its functions is wanted, as in `np.dot(...)`",
    ),
    Pattern(
        "TypeError",
        r"^can only concatenate str|^must be str|^can't concat|concatenate str",
        plain="text and numbers do not add: write `str(i)` where a number goes into a key",
    ),
    Pattern(
        "TypeError",
        r"^unhashable type",
        plain="a key has to be a text, a number or a tuple: an array or a list cannot be one",
    ),
    Pattern(
        "TypeError",
        r"^'[<>]=?' not supported between instances of 'tuple' and",
        plain="a tuple is no array: where a function gives several values, take each of them, as in `A, cache = ...`",
    ),
    Pattern(
        "TypeError",
        r"^tuple indices must be integers",
        plain="a tuple is read by position, as in `cache[0]`, and not by name: where a function gives several values, "
        "take each of them, as in `grads, cost = ...`",
    ),
    Pattern(
        "TypeError",
        r"^list indices must be integers",
        plain="a list is read by position, as in `caches[0]`, and not by name",
    ),
    Pattern(
        "TypeError",
        r"^'(?P<type>\w+)' object is not subscriptable",
        plain="a value that is no array, list or dictionary cannot be read with `[...]`",
    ),
    Pattern(
        "TypeError",
        r"^'(numpy\.)?(int|float|int64|float64|bool)' object is not iterable",
        plain="a number cannot be gone through: to count up to it, write `range(...)` around it",
        operation=r"^name$",
    ),
    Pattern(
        "TypeError",
        r"object is not iterable",
        plain="one value stands where several are wanted: is a list or a tuple missing, in brackets of its own?",
        operation=r"\(\)$",
    ),
    Pattern(
        "TypeError",
        r"^cannot unpack non-iterable|object is not iterable",
        plain="one value cannot be spread over several names: does the function return as many as are taken?",
    ),
    Pattern(
        "TypeError",
        r"^'tuple' object does not support item assignment",
        plain="a tuple cannot be changed: make a new one, or use a list",
    ),
    Pattern(
        "TypeError",
        r"object does not support item assignment",
        plain="a single number or a text has no places to write to: an array is wanted here, as `np.zeros` makes one",
    ),
    Pattern(
        "TypeError",
        r"'(tuple|list)' object cannot be interpreted as an integer",
        plain="`np.random.randn` takes the sizes one by one, without brackets of their own: `randn(rows, columns)`",
        operation=r"^randn?\(\)$",
    ),
    Pattern(
        "TypeError",
        r"^only 0-dimensional arrays",
        plain="one number is wanted here, not an array: newer versions of NumPy do not even turn an array of one "
        "number into a number; `.item()` takes it out",
        operation=r"^(float|int|%)(\(\))?$",
    ),
    Pattern(
        "TypeError",
        r"^Calling np\.sum\(generator\)",
        plain="newer versions of NumPy do not sum up a generator: put a list into the brackets, "
        "`np.sum([... for ...])`, or use Python's own `sum`",
    ),
    Pattern(
        "TypeError",
        r"only (length-1|0-dimensional) arrays|only size-1 arrays|only integer scalar arrays",
        plain="one number is wanted here, not an array: those of `math` take single numbers, those of `np` arrays",
    ),
    Pattern(
        "TypeError",
        r"^data type .*not understood|^Cannot interpret",
        plain="the shape goes into one bracket of its own: `np.zeros((rows, columns))`",
        operation=r"^((zeros|ones|empty)\(\))?$",
    ),
    Pattern(
        "TypeError",
        r"^data type .*not understood|^Cannot interpret|^Field elements must be",
        plain="the second argument is taken for a type of numbers: do several values need brackets around them?",
    ),
    Pattern(
        "TypeError",
        r"expected a sequence of integers or a single integer|'(numpy\.)?float\w*' object cannot be inter",
        plain="a size has to be a whole number: divide with `//` and not with `/`",
    ),
    Pattern(
        "UFuncTypeError _UFuncOutputCastingError _UFuncNoLoopError TypeError",
        r"Cannot cast ufunc .* from dtype\('float64'\) to dtype\('u?int\d+'\)",
        plain="decimals do not fit into an array of integers: compute a new array instead of using `+=` or `-=`",
    ),
    Pattern(
        "UFuncTypeError _UFuncNoLoopError TypeError",
        r"did not contain a loop with signature|not supported for the input types",
        plain="this computation is for numbers only: something in it is text, None or a list of unlike things",
    ),
    Pattern(
        "TypeError",
        r"loop of ufunc does not support argument",
        plain="this computation is for numbers only: something in it is text, None or a list of unlike things",
    ),
    Pattern(
        "IndexError",
        r"^index (?P<index>-?\d+) is out of bounds for axis (?P<axis>\d+) with size (?P<size>\d+)",
        plain="an index is beyond the end: positions count from 0, so the last one is the size minus 1",
        told="axis {axis} has {size} entries, counted from 0, so there is none at {index}",
    ),
    Pattern(
        "IndexError",
        r"^tuple index out of range",
        plain="a shape has as many entries as the array has axes, and this array has fewer: print its `.shape`",
        operation=r"^shape\[\]$",
    ),
    Pattern(
        "IndexError",
        r"^invalid index to scalar variable",
        plain="a single number is read with `[...]`: was the array summed up, or taken out, before?",
    ),
    Pattern(
        "IndexError",
        r"^only integers, slices",
        plain="a key in quotation marks is for dictionaries, and an array stands here: are two arguments exchanged, "
        "where the function is called?",
        operation=r"^\[text\]$",
    ),
    Pattern(
        "IndexError",
        r"^only integers, slices|^arrays used as indices must be of integer",
        plain="a position has to be a whole number: `range` gives such, and `//` instead of `/`",
    ),
    Pattern(
        "IndexError",
        r"^(list|tuple|string) index out of range",
        plain="an index is beyond the end: positions count from 0, so the last one is the length minus 1",
    ),
    Pattern(
        "IndexError",
        r"^too many indices for array",
        plain="the array has fewer axes than the brackets have indices: print its `.shape`",
    ),
    Pattern(
        "AxisError",
        r"",
        plain="the array has no such axis: of a matrix, axis 0 runs down the rows and axis 1 along the columns",
    ),
    Pattern(
        "LinAlgError",
        r"",
        plain="linear algebra needs a square matrix that can be inverted: is it meant to be used here?",
    ),
    Pattern(
        "AttributeError",
        r"^'tuple' object has no attribute '(?P<name>\w+)'",
        plain="a tuple is no array: where a function gives several values, take each of them, as in `A, cache = ...`",
        told="a tuple has no `.{name}`: where a function gives several values, take each, as in `A, cache = ...`",
    ),
    Pattern(
        "AttributeError",
        r"^'dict' object has no attribute '(?P<name>\w+)'",
        plain="a dictionary is no array: take the array out, as in `d['W1']`, and mind the order in calls",
        told="a dictionary has no `.{name}`: take the array out, as in `d['W1']`, and mind the order in calls",
    ),
    Pattern(
        "AttributeError",
        r"^'list' object has no attribute '(?P<name>\w+)'",
        plain="a list is no array: only arrays have `.T`, `.shape` and `.dot`; `np.array` makes one",
        told="a list has no `.{name}`: only arrays have `.T`, `.shape` and `.dot`; `np.array` makes one",
    ),
    Pattern(
        "AttributeError",
        r"^'numpy.ndarray' object has no attribute '(append|extend|insert)'",
        plain="an array does not grow: collect the values in a list, `[]`, which does",
    ),
    Pattern(
        "AttributeError",
        r"^'(function|builtin_function_or_method|numpy.ufunc)' object has no attribute",
        plain="a function stands where its result is wanted: call it, with `(...)`",
    ),
    Pattern(
        "AttributeError",
        r"^'(?P<type>float|int|str|bool)' object has no attribute '(?P<name>\w+)'",
        plain="a number or a text stands where an array is wanted: only arrays have `.T`, `.shape` and `.dot`",
        told="a value of type {type} has no `.{name}`: only arrays have `.T`, `.shape` and `.dot`",
    ),
    Pattern(
        "AttributeError",
        r"^module 'numpy' has no attribute '(?P<name>float|int|bool|object|str|complex)'",
        plain="newer versions of NumPy have dropped `np.float` and its like: write `float`",
        told="newer versions of NumPy have dropped `np.{name}`: write `{name}`",
    ),
    Pattern(
        "AttributeError",
        r"^`np\.(?P<name>\w+)` was removed in the NumPy 2.0 release. Use `(?P<instead>[\w.]+)` instead",
        plain="newer versions of NumPy have dropped this name, and another has taken its place",
        told="newer versions of NumPy have dropped `np.{name}`: write `{instead}`",
    ),
    Pattern(
        "AttributeError",
        r"^module '(?P<module>[\w.]+)' has no attribute '(?P<name>\w+)'",
        plain="the module has nothing of this name: check the spelling",
        told="`{module}` has no `{name}`: check the spelling",
    ),
    Pattern(
        "AttributeError",
        r"has no attribute '(?P<name>\w+)'",
        plain="the value has no such attribute: is it of the kind that the line expects?",
        told="the value has no `.{name}`: is it of the kind that the line expects?",
    ),
    Pattern("ZeroDivisionError", r"", plain="a number is divided by 0: print what stands below the fraction line"),
    Pattern(
        "AssertionError",
        r"",
        plain="the shape is not the one that the notebook asserts: is `keepdims=True` missing, or a transpose, "
        "or does a `*` stand for a matrix product?",
        operation=r"^shape ==$",
    ),
    Pattern(
        "AssertionError",
        r"",
        plain="an `assert` of the notebook did not hold: what it compares tells what to look at",
    ),
    Pattern(
        "ModuleNotFoundError",
        r"^No module named '(?P<name>[\w.]+)'",
        plain="a module is not installed where this is graded: the exercises need NumPy alone",
        told="`{name}` is not installed where this is graded: the exercises need NumPy alone",
    ),
    Pattern("ImportError", r"", plain="the module has nothing of this name: check the spelling"),
    Pattern(
        "RecursionError",
        r"",
        plain="the function calls itself without end: it should call a helper, or use a loop",
    ),
    Pattern(
        "FileNotFoundError PermissionError OSError ConnectionError URLError gaierror",
        r"",
        plain="no files and no network are needed here: use what is passed in",
    ),
    Pattern("MemoryError", r"", plain="an array is far larger than any right answer: look at the shapes"),
    Pattern("OverflowError", r"", plain="a number grew beyond what a float can hold: look at exponents and at loops"),
    Pattern("SystemExit", r"", plain="the function ends the whole process: `exit` and `quit` have no place in it"),
)
