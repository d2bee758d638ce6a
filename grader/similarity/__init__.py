"""Finds students whose functions are alike in what few others wrote; a reason to look, and never a verdict."""
