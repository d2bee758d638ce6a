"""Right notebooks of every published edition of every assignment, as small builders: shared text, and differences.

`PUBLISHED[assignment].cells("2021")` are the code cells of one. Nobody's notebook stands here; the functions have the
names, signatures, markers and assertions of their edition.
"""

from tests.specimens.corpus_editions.dnn_application import DNN_APPLICATION
from tests.specimens.corpus_editions.dnn_step_by_step import DNN_STEP_BY_STEP
from tests.specimens.corpus_editions.layout import EDITIONS, Published
from tests.specimens.corpus_editions.logistic_regression import LOGISTIC_REGRESSION
from tests.specimens.corpus_editions.planar_data import PLANAR_DATA
from tests.specimens.corpus_editions.python_basics import PYTHON_BASICS

PUBLISHED = {
    item.assignment: item
    for item in (PYTHON_BASICS, LOGISTIC_REGRESSION, PLANAR_DATA, DNN_STEP_BY_STEP, DNN_APPLICATION)
}

__all__ = ["EDITIONS", "PUBLISHED", "Published"]
