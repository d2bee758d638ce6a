"""What holds for every process that runs tests, before any of them imports anything."""

import os
import sys

# Two processes run tests on two processors: threads of a product that wait for each other would only be in the way.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# What nbformat has notebooks checked by looks for this, for addresses that no notebook has: it takes a second to load.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
