"""Thin modules under the names that published notebooks import, for notebooks written elsewhere.

They are there inside the grader's worker, by their bare names. Each hands on functions that live in
`assignments.helpers` or `testcases`, and behaves as its namesake: what `import *` gave to a notebook beside its own
functions, it gives too. Some names mean one thing in one assignment and another in the next: those in a
folder named like an assignment are for its notebooks alone, and come before the others.
"""
