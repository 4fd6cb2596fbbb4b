"""Records from a table: its columns, the check of its rows, the taking, and the way back."""
