"""Says sentences in another language."""
