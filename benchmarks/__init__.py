"""Measurements behind the figures that we name. ``make bench`` runs them all.

A benchmark is a module here with ``TITLE`` and ``main() -> str``: it measures and returns Markdown,
figures side by side with what they are compared with. ``benchmarks.record`` puts it into
RESULTS.md under its title, with commit, date and machine.
"""
