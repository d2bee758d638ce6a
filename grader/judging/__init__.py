"""Turns answers into results, in words that a student understands; pure."""
