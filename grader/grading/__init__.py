"""Brings one notebook to its report."""
