"""Themes of what customers say: found by runs, named and put right by people."""
