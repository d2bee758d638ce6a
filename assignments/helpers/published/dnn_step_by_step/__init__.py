"""Modules under the names that published notebooks of assignment 4 import; other assignments use some of them, too."""
