"""What ``manage.py check --deploy`` says about links that leave the site."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from apps.accounts.domain.links import any_host


@register(Tags.security, deploy=True)
def any_host_needs_an_address(**_scope: Any) -> list[CheckMessage]:
    """Under ``ALLOWED_HOSTS=*`` only SITE_URL tells what address people use."""
    if not any_host() or settings.SITE_URL_CONFIGURED:
        return []
    return [
        Error(
            "The site answers under every name (ALLOWED_HOSTS=*) and SITE_URL is not set, so links"
            " in mail do not lead to it.",
            hint="Set SITE_URL to the address that people use, or name the hosts.",
            id="accounts.E001",
        )
    ]
