"""From known markets to a new one: partial pooling, with intervals checked on whole markets."""
