"""One file for each learning platform: how it names what it exports."""
