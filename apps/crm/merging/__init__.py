"""Records that are the same: finding them, making one of two, and parting them again."""
