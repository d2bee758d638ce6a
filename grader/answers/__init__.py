"""What may come back from a stranger's process: plain data, never code."""
