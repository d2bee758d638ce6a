"""A class of strangers: answers to the graded functions as others would write them, each with the truth about it."""
