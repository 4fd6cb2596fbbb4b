"""Links that leave the site: in mail, and copied by hand."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def absolute(path: str, request: HttpRequest | None = None) -> str:
    """``path`` with scheme and host.

    A configured SITE_URL wins. Without one, the address that this request came in by is the one
    that works, as long as ALLOWED_HOSTS vouches for it: a forged Host header must never put
    another site's address into a mail.
    """
    if request is not None and not settings.SITE_URL_CONFIGURED and not any_host():
        return request.build_absolute_uri(path)
    return f"{settings.SITE_URL}{path}"


def any_host() -> bool:
    """Whether the site answers under every name, so that a request's name proves nothing."""
    return "*" in settings.ALLOWED_HOSTS


def mail_is_sent() -> bool:
    """Whether a mail server is configured; otherwise links are shown to copy."""
    return not settings.EMAIL_BACKEND.endswith("OutboxBackend")
