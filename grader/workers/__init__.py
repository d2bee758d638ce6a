"""Runs a notebook's functions in boxed processes, and believes nothing they say."""
