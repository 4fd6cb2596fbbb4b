"""Links that leave the site: in mail, and copied by hand."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def absolute(path: str, request: HttpRequest | None = None) -> str:
    """``path`` with scheme and host.

    A configured SITE_URL wins, so that a forged Host header can never put another site's address
    into a mail. Without one, the address that this request came in by is the one that works.
    """
    if request is not None and not settings.SITE_URL_CONFIGURED:
        return request.build_absolute_uri(path)
    return f"{settings.SITE_URL}{path}"


def mail_is_sent() -> bool:
    """Whether a mail server is configured; otherwise links are shown to copy."""
    return not settings.EMAIL_BACKEND.endswith("OutboxBackend")
