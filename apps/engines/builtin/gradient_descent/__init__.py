"""Least squares by gradient descent, checked against the closed form."""
