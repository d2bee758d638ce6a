"""Notebooks as they come, each a few lines on top of a right one, with the verdict it deserves."""
