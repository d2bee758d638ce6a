"""Answers a student in the student's own notebook, where there is no box."""
