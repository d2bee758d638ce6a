"""What a course asks: exercises, cases, known mistakes, and where they lie."""
