"""Segments of markets or customers, and whether there are any."""
