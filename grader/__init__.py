"""The grader: it turns a folder of submitted notebooks into scores with reasons."""
