"""Pure renderings of results: a file here is named for what it writes."""
