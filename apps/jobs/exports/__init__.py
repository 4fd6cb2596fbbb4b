"""A finished run as other tools for experiments read it."""
