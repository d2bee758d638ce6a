"""A class over a term: who is in it, which attempt counts, what was earned."""
