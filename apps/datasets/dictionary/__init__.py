"""The data dictionary: what the columns of a dataset are, said once and kept over versions."""
