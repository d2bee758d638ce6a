"""Python files, handed in instead of notebooks."""

from __future__ import annotations

from collections.abc import Iterator

from tests.specimens.corpus.specimen import FUNCTIONS, Specimen, as_bytes, cells, code, crashed, document, filled


def specimens() -> Iterator[Specimen]:
    plain = [text for text in cells() if not text.startswith("A, W, b")]
    header = "# ---\n# jupyter:\n#   jupytext: {text_representation: {extension: .py}}\n# ---\n\n"
    percent = header + "\n\n".join(f"# %% [markdown]\n# ## words\n\n# %%\n{text}" for text in plain)
    yield script("a percent script", percent)
    exported = "#!/usr/bin/env python\n# coding: utf-8\n\n" + "\n\n".join(f"# In[ ]:\n\n{text}" for text in plain)
    magic = exported.replace("%matplotlib inline", "get_ipython().run_line_magic('matplotlib', 'inline')")
    yield script("an export of Jupyter", magic)
    yield script("a plain script", "\n\n".join(plain).replace("%", "# %"))
    yield script("a plain script with magics", "\n\n".join(plain))
    old = filled("compute_cost", "    return cost", '    print "cost", cost\n    return cost')
    text = "\n\n".join([plain[0], *{**FUNCTIONS, "compute_cost": old}.values()])
    yield script("a plain script with a line of Python 2", text, but=crashed("compute_cost"))
    yield script("a script in UTF-16", "\n\n".join(plain), encoding="utf-16")
    yield Specimen("a notebook called .py", as_bytes(document(map(code, cells()))), file="notebook.py")
    yield Specimen("an empty script", b"\n", reason="is empty", file="answer.py")


def script(name: str, text: str, *, encoding: str = "utf-8", but: dict[str, str] | None = None) -> Specimen:
    return Specimen(name, text.encode(encoding), but or {}, file="answer.py")
