"""allauth, set to this site's rules: accounts come by invitation only."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from apps.accounts.domain.links import absolute
from apps.core.addresses import client_address


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Somebody's first log-in goes to the welcome page, which notes that it was seen."""
        if getattr(request.user, "welcomed_at", None) is None:
            try:
                return reverse("projects:welcome")
            except NoReverseMatch:
                pass
        return super().get_login_redirect_url(request)

    def get_reset_password_from_key_url(self, key: str) -> str:
        url = urlsplit(super().get_reset_password_from_key_url(key))
        return absolute(url.path, self.request)

    def get_client_ip(self, request: HttpRequest) -> str:
        """What allauth counts tries by and lists beside a browser.

        Raises ``PermissionDenied`` for a request without an address, so nobody tries uncounted.
        """
        address = client_address(request)
        if not address:
            raise PermissionDenied("the request has no client address")
        return address

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mail speaks the language of its reader's profile, if there is one."""
        language = getattr(context.get("user"), "language", "") or translation.get_language()
        with translation.override(language):
            super().send_mail(template_prefix, email, context)
