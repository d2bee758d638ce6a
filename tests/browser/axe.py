"""axe-core, which looks at a page as readers do who do not see it, or not as others do: what is wrong, and how badly.

It comes from the npm registry in one version, whose bytes are known, and is kept in the user's cache: it is no part of
this repository.
"""

from __future__ import annotations

import base64
import hashlib
import io
import tarfile
import urllib.request
from typing import TYPE_CHECKING, Any

import platformdirs
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

VERSION = "4.14.1"
ADDRESS = f"https://registry.npmjs.org/axe-core/-/axe-core-{VERSION}.tgz"
SHA512 = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
SERIOUS = ("serious", "critical")


def axe_core() -> str:
    """The text of axe-core, from the cache or the registry; the test is skipped where it can be had from neither."""
    kept = platformdirs.user_cache_path("neural-course-kit") / f"axe-core-{VERSION}.tgz"
    packed = kept.read_bytes() if kept.is_file() else b""
    if not _is_it(packed):
        try:
            with urllib.request.urlopen(ADDRESS, timeout=30) as answer:
                packed = answer.read()
        except OSError as error:
            pytest.skip(f"axe-core {VERSION} is not in {kept.parent}, and cannot be fetched from npm: {error}")
        assert _is_it(packed), f"{ADDRESS} is not what it was"
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(packed)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        member = archive.extractfile("package/axe.min.js")
        assert member is not None
        return member.read().decode()


def findings(page: Page, axe: str, within: str = "html") -> list[str]:
    """What axe-core finds on an open page, in its elements `within`, that is serious or worse: the rule, and where."""
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate("(part) => axe.run(part, {resultTypes: ['violations']})", within)
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:200]}"
        for rule in found["violations"]
        if rule["impact"] in SERIOUS
        for node in rule["nodes"][:3]
    ]


def _is_it(packed: bytes) -> bool:
    return base64.b64encode(hashlib.sha512(packed).digest()).decode() == SHA512
