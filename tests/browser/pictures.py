"""The pictures of the README and the documentation: taken by the tests, and kept when `make pictures` asks for them."""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image

PICTURES = os.environ.get("PICTURES", "")
MOST_BYTES = 150_000


def keep(name: str, png: bytes) -> None:
    """Write a picture of few colours into the folder that PICTURES names, if it does."""
    with Image.open(io.BytesIO(png)) as picture:
        few = picture.convert("RGB").quantize(64, dither=Image.Dither.NONE)
    packed = io.BytesIO()
    few.save(packed, "PNG", optimize=True)
    assert len(packed.getvalue()) <= MOST_BYTES, f"{name} is {len(packed.getvalue())} bytes"
    if PICTURES:
        (Path(PICTURES) / f"{name}.png").write_bytes(packed.getvalue())
