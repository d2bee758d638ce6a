"""One file for each learning platform: how it names what it exports, and one for how it takes grades back."""
