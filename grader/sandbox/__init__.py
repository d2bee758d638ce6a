"""Shuts a process in; knows no notebook, and imports the standard library alone."""
