"""Saved filters over companies, contacts and leads: whom surveys and campaigns are for."""

from apps.crm.segments.selecting import members, rows

__all__ = ["members", "rows"]
