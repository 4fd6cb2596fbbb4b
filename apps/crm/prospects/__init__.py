"""A table of prospects becomes leads: its columns, the check of its rows, and the making."""
