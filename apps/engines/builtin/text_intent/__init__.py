"""Intents of texts, and texts that no intent fits."""
