"""The built-in engine ``markets.forecast``."""
