"""Reads notebooks as text: their cells, what these define, what is still blank; nothing is run."""
