"""Files made to break what reads them; each is refused in under a second."""

from __future__ import annotations

from collections.abc import Callable

MB = 2**20

BOMBS: dict[str, Callable[[], bytes]] = {
    "a million cells": lambda: b'{"cells": [' + b'{"cell_type":"code","source":""},' * 10**6 + b"{}]}",
    "a million cells without a type": lambda: b'{"cells": [' + b'{"outputs":[],"source":""},' * 10**6 + b"{}]}",
    "lists in lists": lambda: b"[" * 60 * MB,
    "objects in objects": lambda: b'{"cells":' * (6 * MB),
    "lists in lists in an output": lambda: b'{"cells": [{"cell_type": "code", "outputs": ' + b"[" * 60 * MB,
    "thirty million lists": lambda: b'{"cells": [' + b"[]," * (20 * MB) + b"0]}",
    "a string that does not end": lambda: b'{"cells": ["' + b'\\"' * (30 * MB),
    "numbers": lambda: b'{"cells": [' + b"0," * (30 * MB) + b"0]}",
    "keys": lambda: b'{"cells": [], ' + b",".join(b'"%d":0' % number for number in range(4 * 10**6)) + b"}",
    "one huge cell": lambda: b'{"cells": [{"cell_type": "code", "source": "' + b"x" * (60 * MB) + b'"}]}',
    "quotes": lambda: b'"' * (60 * MB),
    "zeros": lambda: b"\0" * (60 * MB),
    "spaces": lambda: b" " * (60 * MB),
    "a gigabyte": lambda: b"",
}
