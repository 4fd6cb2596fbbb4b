"""Callers of the API, as in ``tests/api``."""

from tests.api.conftest import _fresh_windows, caller, member, project

__all__ = ["_fresh_windows", "caller", "member", "project"]
