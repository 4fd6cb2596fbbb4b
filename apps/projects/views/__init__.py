"""Thin views: parse, ask ``domain``, render."""
