"""Plain data where there is no pipe: as trees for files that people review, and as the other side would read it."""

from __future__ import annotations

import numpy as np

from grader.answers.decoding import Decoder
from grader.answers.encoding import Encoder
from grader.answers.plain import Array, NotPlain, Tree


def to_readable(value: object) -> Tree:
    """The tree of `value` with array data as nested lists: for files that people review."""

    def put(array: Array) -> object:
        pairs = np.stack([array.real, array.imag], axis=-1) if array.dtype.kind == "c" else array
        return pairs.tolist()

    return Encoder(put).encode(value)


def from_readable(tree: Tree) -> object:
    """The value of a tree that `to_readable` wrote."""

    def get(data: object, dtype: np.dtype[np.generic], shape: tuple[int, ...]) -> Array:
        try:
            if dtype.kind == "c":
                pairs = np.array(data, dtype=float).reshape(*shape, 2)
                return np.array(pairs.view(np.complex128)[..., 0], dtype)
            return np.array(data, dtype=dtype).reshape(shape)
        except (TypeError, ValueError) as error:
            raise NotPlain(f"array data that do not fit: {error}") from error

    return Decoder(get).decode(tree)


def as_if_sent(value: object) -> object:
    """What a value would be on the other side of a pipe; arrays are not copied."""
    return Decoder(lambda data, dtype, shape: data).decode(Encoder(lambda array: array).encode(value))  # type: ignore[arg-type, return-value]
