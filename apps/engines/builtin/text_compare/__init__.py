"""Several methods on the same rows: which is as good as which, and what it costs."""
