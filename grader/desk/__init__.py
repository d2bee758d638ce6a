"""Shows the gradebook to its instructor as pages, on this machine alone, and takes down what they decide."""
