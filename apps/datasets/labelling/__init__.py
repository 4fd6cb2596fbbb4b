"""Labels that people check: what runs have found, what was decided, and the corrected version."""
