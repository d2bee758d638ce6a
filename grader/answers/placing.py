"""Gives the arguments of a question their places in a call: options by name, wherever a scaffold has them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from inspect import Parameter

import numpy as np

Call = tuple[list[object], dict[str, object]]

BY_PLACE = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)
BY_NAME = (Parameter.POSITIONAL_OR_KEYWORD, Parameter.KEYWORD_ONLY)
NAMED = (*BY_PLACE, Parameter.KEYWORD_ONLY)
SINGLE = (bool, int, float, complex, str, np.generic)


def placed(
    function: Callable[..., object],
    arguments: Sequence[object],
    names: Sequence[str] = (),
    options: Mapping[str, object] | None = None,
) -> Call:
    """The positional and the named arguments of a call of a student's function.

    What has a default, in the solution or in the student's own `def`, is an option: it is passed by its name, also
    where the question leaves it to the default, since a default is the scaffold's. An option of another name is passed
    by its place; one for which there is no place is left out. A plain number or text is passed by its name, too, if
    the student's `def` has that name, for nothing else in a scaffold tells it from its neighbours. All else is passed
    by its place.

    Parameters
    ----------
    names : sequence of str
        What the arguments are called in the solution; more names than arguments mean options that are left to their
        defaults. Empty where nothing is known: then all are passed by their places.
    options : mapping
        The names that have a default in the solution, each with its default.
    """
    options = options or {}
    parameters = parameters_of(function) if names else None
    if parameters is None or any(item.kind is Parameter.VAR_POSITIONAL for item in parameters):
        return list(arguments), {}
    given = dict(zip(names, arguments, strict=False))
    takes_any = any(item.kind is Parameter.VAR_KEYWORD for item in parameters)
    own = {item.name: item for item in parameters if item.kind in NAMED}
    optional = {*options, *(name for name in names if name in own and own[name].default is not Parameter.empty)}
    optional |= {name for name in given if name in own and isinstance(given[name], SINGLE)}
    chosen = {name: given[name] for name in given if name in optional and (name in own or takes_any)}
    chosen |= {name: value for name, value in options.items() if name not in given and name in own}
    free = [item for item in parameters if item.kind in BY_PLACE and item.name not in optional]
    required = [value for name, value in given.items() if name not in optional]
    if len(given) < len(arguments) or len(required) > len(free):
        return list(arguments), {}
    # What nobody would miss is not put where something else may be meant.
    others = [value for name, value in given.items() if name in optional and name not in chosen]
    values = dict(zip((item.name for item in free), [*required, *others], strict=False)) | chosen
    places: list[object] = []
    for item in parameters:
        if item.kind not in BY_PLACE or item.name not in values:
            break
        places.append(values.pop(item.name))
    return places, values


def as_called(function: Callable[..., object], arguments: Sequence[object], names: Sequence[str]) -> Call:
    """The arguments of a call in a notebook, as another function of the same purpose takes them.

    Where it has all of the names that the notebook's own `def` gives them, all go by name: a notebook that keeps to
    an order of its own is in agreement with itself. Else they are passed as `placed` has it.
    """
    own = {item.name for item in parameters_of(function) or () if item.kind in BY_NAME}
    if names and len(names) == len(arguments) and own.issuperset(names):
        return [], dict(zip(names, arguments, strict=True))
    return placed(function, arguments, names)


def parameters_of(function: Callable[..., object]) -> list[Parameter] | None:
    """The parameters of a function, or None where they cannot be told."""
    try:
        return list(inspect.signature(function, follow_wrapped=False).parameters.values())
    except Exception:  # noqa: BLE001 - what a callable object says of itself is a student's code, too
        return None
