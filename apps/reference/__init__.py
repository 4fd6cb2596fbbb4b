"""Countries, currencies and territory facts. Pure Python: job children use it without Django."""
