"""Thin modules under the names that published notebooks import, for notebooks written elsewhere.

The grader puts this folder on the import path. Each module hands on functions that live in
`assignments.helpers` or `testcases`.
"""
