"""File formats and encodings: what editors and platforms write."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.specimens.corpus.specimen import Specimen, as_bytes, cells, code, document, markdown, right

COLAB = {
    "colab": {"provenance": [], "collapsed_sections": [], "name": "Copy of week 4.ipynb"},
    "kernelspec": {"name": "python3", "display_name": "Python 3"},
    "accelerator": "GPU",
}
KAGGLE = {"kaggle": {"accelerator": "none", "dataSources": [{"sourceId": 1}], "isGpuEnabled": False}, "papermill": None}
DEEPNOTE = {"deepnote": {}, "deepnote_notebook_id": "f0", "deepnote_execution_queue": []}
VS_CODE = {"interpreter": {"hash": "31f2"}, "vscode": {"interpreter": 3}, "language_info": {"name": "python"}}


def specimens() -> Iterator[Specimen]:
    texts = cells()
    for minor in range(6):
        yield Specimen(f"format 4.{minor}", as_bytes(document(map(code, texts), minor=minor)))
    yield Specimen("lines in a list", as_bytes(document(code(text.splitlines(keepends=True)) for text in texts)))
    yield Specimen("format 3", format_3(texts))
    yield Specimen("duplicate cell ids", as_bytes(document((code(text, id="same") for text in texts), minor=5)))
    yield Specimen("impossible cell ids", as_bytes(document((code(text, id=[1, None]) for text in texts), minor=5)))
    for name, metadata in {"Colab": COLAB, "Kaggle": KAGGLE, "Deepnote": DEEPNOTE, "VS Code": VS_CODE}.items():
        inner = {"id": "x1", "colab": {"base_uri": "u"}, "cell_id": "00", "deepnote_cell_type": "code", "vscode": {}}
        marked = (code(text, metadata=inner, executionInfo={"status": "ok"}) for text in texts)
        yield Specimen(f"metadata of {name}", as_bytes(document(marked, metadata=metadata)))
    yield Specimen("metadata against the schema", as_bytes(document(map(code, texts), metadata=[1, "two"])))
    bare = {"cells": [{"cell_type": "code", "source": text} for text in texts]}
    yield Specimen("nothing but sources", as_bytes(bare))
    odd: list[object] = [None, 3, "text", [], {}, {"cell_type": "code"}, code(None), code({"a": 1}), markdown("# a")]
    yield Specimen("cells that are none", as_bytes(document([*odd, *map(code, texts)])))
    yield Specimen("cells without a type", as_bytes(document({"source": text, "outputs": []} for text in texts)))
    yield from encodings()
    yield from outputs()
    yield from no_notebooks()


def format_3(texts: list[str]) -> bytes:
    cell = {"cell_type": "code", "language": "python", "collapsed": False, "metadata": {}, "outputs": []}
    sheet = {"cells": [{"cell_type": "heading", "level": 1, "source": "One"}, *({**cell, "input": t} for t in texts)]}
    return as_bytes({"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [sheet]})


def encodings() -> Iterator[Specimen]:
    yield Specimen("byte order mark", b"\xef\xbb\xbf" + right())
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        yield Specimen(encoding.upper(), right().decode().encode(encoding))
    lines = [text.replace("\n", "\r\n") for text in cells()]
    yield Specimen(
        "line ends of Windows", json.dumps(document(map(code, lines)), indent=1).replace("\n", "\r\n").encode()
    )
    yield Specimen("line ends of an old Mac", as_bytes(document(code(t.replace("\n", "\r")) for t in cells())))
    words = [markdown("# 深度神经网络：一步一步"), markdown("## Inicialización de parámetros")]
    remark = "# 注意：每一层都有自己的参数\nnota = 'la capa está aquí'\n"
    yield Specimen("Chinese and Spanish text", as_bytes(document([*words, *(code(remark + t) for t in cells())])))
    latin = as_bytes(document(code(f"# café\n{text}") for text in cells())).decode().replace("≈", "~").encode("latin-1")
    yield Specimen("Latin-1", latin)


def outputs() -> Iterator[Specimen]:
    picture = {"output_type": "display_data", "data": {"image/png": "iVBORw0KGgo" * 2**20}, "metadata": {}}
    yield Specimen("a picture of eleven megabytes", as_bytes(document(code(t, outputs=[picture]) for t in cells()[:3])
        ), but=dict.fromkeys(list(NAMES_AFTER_TWO), "not attempted"))  # fmt: skip
    lines = {"output_type": "stream", "name": "stdout", "text": [f'Cost after "{n}": 0.1\n' for n in range(200_000)]}
    yield Specimen("200,000 lines of output", as_bytes(document([code("1", outputs=[lines]), *map(code, cells())])))
    error = {"output_type": "error", "ename": "TypeError", "evalue": "bad", "traceback": ["\x1b[31mbad"]}
    lesson = "import math\ndef basic(x):\n    return 1 / (1 + math.exp(-x))\nbasic([1, 2, 3])"
    raised = code(lesson, outputs=[error])
    yield Specimen("a cell that raises by design", as_bytes(document([raised, *map(code, cells())])))


NAMES_AFTER_TWO = (
    *("linear_forward", "linear_activation_forward", "L_model_forward", "compute_cost", "linear_backward"),
    *("linear_activation_backward", "L_model_backward", "update_parameters"),
)


def no_notebooks() -> Iterator[Specimen]:
    yield Specimen("an empty file", b"", reason="is empty")
    yield Specimen("a web page", b"<!DOCTYPE html><html>", reason="web page")
    yield Specimen("half a download", right()[:-100], reason="not valid JSON")
    conflict = right().replace(b'"metadata"', b'\n<<<<<<< HEAD\n"metadata"', 1)
    yield Specimen("a conflict of git", conflict, reason="conflict of git")
    yield Specimen("a PDF", b"%PDF-1.4", reason="PDF")
    yield Specimen("another document", b'{"a": 1}', reason="no cells")
    yield Specimen("another course", as_bytes(document([code("def other(): pass")])), reason="it defines other")
    yield Specimen("only text", as_bytes(document([markdown("# a")])), reason="no code cells")
