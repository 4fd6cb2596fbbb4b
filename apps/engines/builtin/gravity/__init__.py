"""Flows between origins and destinations: PPML beside log-linear least squares."""
