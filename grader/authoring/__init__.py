"""Makes what a course gives out, and proves that it holds together."""
