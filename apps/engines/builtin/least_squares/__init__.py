"""Least squares with full inference."""
