"""The worker's side of a run: starts the child, listens to it, and writes down what it says."""
