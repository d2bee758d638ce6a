"""Test cases under published names that assignment 4 uses too, for other cases: these belong to assignment 3."""
