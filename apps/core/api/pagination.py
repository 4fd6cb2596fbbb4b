"""Keyset paging on (updated_at, id)."""

from rest_framework.pagination import CursorPagination


class KeysetPagination(CursorPagination):
    ordering = ("updated_at", "id")
