"""Finds what was handed in and whose it is, in whatever shape a platform left it."""
