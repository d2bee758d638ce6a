"""What functions return: the right values in other clothes than the usual."""

from __future__ import annotations

from collections.abc import Iterator

from tests.specimens.corpus.specimen import Specimen, filled, right, with_cells

RETURNED = {
    "a named tuple": (
        "from collections import namedtuple\nBack = namedtuple('Back', 'dA_prev dW db')\n",
        "linear_backward",
        "return dA_prev, dW, db",
        "return Back(dA_prev, dW, db)",
        "",
    ),
    "an ordered dictionary": (
        "from collections import OrderedDict\n",
        "update_parameters",
        "return parameters",
        "return OrderedDict(parameters)",
        "",
    ),
    "a dictionary with a default": (
        "from collections import defaultdict\n",
        "update_parameters",
        "return parameters",
        "return defaultdict(list, parameters)",
        "",
    ),
    "a dictionary of an own class": (
        "class Parameters(dict):\n    __getattr__ = dict.__getitem__\n",
        "update_parameters",
        "return parameters",
        "return Parameters(parameters)",
        "",
    ),
    "a matrix": ("", "linear_forward", "return Z,", "return np.matrix(Z),", "np.matrix"),
    "an array of objects": ("", "linear_backward", ", db\n", ", db.astype(object)\n", "dtype=object"),
    "a masked array": ("", "linear_forward", "return Z,", "return np.ma.array(Z),", "nothing is masked"),
    "a float of an own class": ("class Cost(float): pass\n", "compute_cost", "return cost", "return Cost(cost)", ""),
    "a generator": ("", "linear_forward", "return Z, cache", "return (x for x in (Z, cache))", "only once"),
}


def specimens() -> Iterator[Specimen]:
    for name, (before, function, old, new, advice) in RETURNED.items():
        text = {function: filled(function, old, new)}
        yield Specimen(f"returned: {name}", with_cells(before or "1", before=True, **text), says=advice)
    appended = filled("L_model_forward", "caches.append(cache)", "caches.append(caches)")
    lost = dict.fromkeys(["L_model_forward"], "wrong")
    yield Specimen("a list appended to itself", right(L_model_forward=appended), but=lost, says="lies in")
