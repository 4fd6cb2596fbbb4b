"""Deny by default: a view names the scope that a token needs."""

from rest_framework.permissions import IsAuthenticated


class ScopedPermission(IsAuthenticated):
    """Placeholder rule until a view names its scope: a logged-in person."""
