"""Registered models written for other programs: a job of the site's own makes a zip."""
