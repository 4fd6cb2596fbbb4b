"""The admin panel: for administrators only, behind the site's own log-in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from unfold.sites import UnfoldAdminSite

from apps.accounts.domain.people import has_second_factor
from apps.accounts.panel.pages import pages

# Pages that other packages would add. Among them are the keys of second factors, and ways to
# change accounts that would not be reported.
UNWANTED = ("allauth.", "django.contrib.", "oauth2_provider.")


class LeptonAdminSite(UnfoldAdminSite):
    index_template = "accounts/panel/index.html"
    index_title = _lazy("Overview")
    enable_nav_sidebar = True

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        origin = getattr(admin_class, "__module__", "")
        if origin.startswith(UNWANTED):
            return
        super().register(model_or_iterable, admin_class, **options)

    def extra_urls(self) -> list[URLPattern]:
        """Pages that are no table of the database; rooms register them in their ``admin.py``."""
        return [path(page.path, self.admin_view(page.view), name=page.name) for page in pages]

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        allowed = user.is_authenticated and user.is_active and user.is_staff and user.is_superuser
        return allowed and not self.lacks_second_factor(request)

    def lacks_second_factor(self, request: HttpRequest) -> bool:
        return settings.LEPTON_ADMIN_REQUIRE_MFA and not has_second_factor(request.user)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """No second log-in page: the site's own has rate limits and asks for the second factor."""
        here = request.GET.get("next") or reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect(f"{reverse('account_login')}?{urlencode({'next': here})}")
        if request.user.is_superuser and self.lacks_second_factor(request):
            messages.warning(
                request, _("The admin panel needs a second factor. Set it up here first.")
            )
            return redirect("mfa_activate_totp")
        if self.has_permission(request):
            return redirect("admin:index")
        raise PermissionDenied(
            _("The admin panel is for administrators. Ask one of them for help.")
        )

    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect("account_change_password")
