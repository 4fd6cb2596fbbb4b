"""Texts as embeddings: numbers that are near where texts say the same."""
