"""What every page's frame needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from apps.core import chrome as frame
from apps.core import navigation

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "lepton_theme"
HTML_LANGUAGES = {"zh-hans": "zh-Hans"}


@dataclass(frozen=True)
class NavLink:
    label: Any
    icon: str
    url: str
    current: bool


class Frame:
    """Side bar, switcher, bell and theme; each asked for only by a page that draws it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.user = getattr(request, "user", None)
        self.logged_in = bool(self.user and self.user.is_authenticated)

    @property
    def theme(self) -> str:
        """``auto``, ``light`` or ``dark``: from the profile, else from the browser's cookie."""
        chosen = getattr(self.user, "theme", "") if self.logged_in else ""
        chosen = chosen or self.request.COOKIES.get(THEME_COOKIE, "")
        return chosen if chosen in THEMES else "auto"

    @property
    def html_language(self) -> str:
        language = translation.get_language() or settings.LANGUAGE_CODE
        return HTML_LANGUAGES.get(language, language)

    @property
    def languages(self) -> list[tuple[str, str]]:
        """Codes and their own names: a person finds the language they read."""
        return [
            (code, translation.get_language_info(code)["name_local"])
            for code, _ in settings.LANGUAGES
        ]

    @property
    def unread(self) -> int:
        return int(frame.ask("unread_notices", self.request, 0)) if self.logged_in else 0

    @property
    def projects(self) -> list[Any]:
        return list(frame.ask("projects", self.request, [])) if self.logged_in else []

    @property
    def navigation(self) -> list[NavLink]:
        """The project's side bar; an item whose page does not exist is left out."""
        project = getattr(self.request, "project", None)
        return side_bar(project.pk, self.request.path) if project else []


def side_bar(project_id: Any, path: str) -> list[NavLink]:
    """The current item is the one whose address is the longest start of ``path``."""
    found = [(item, _address(item, project_id)) for item in navigation.items()]
    reachable = [(item, url) for item, url in found if url]
    root = min((url for _, url in reachable), key=len, default="")
    starts = [url for _, url in reachable if path == url or (url != root and path.startswith(url))]
    current = max(starts, key=len, default="")
    return [NavLink(item.label, item.icon, url, url == current) for item, url in reachable]


def _address(item: navigation.NavItem, project_id: Any) -> str:
    try:
        return reverse(item.url_name, kwargs={"project_id": project_id})
    except NoReverseMatch:
        return ""


def chrome(request: HttpRequest) -> dict[str, Any]:
    """The current project and the reader's role in it, where the page is inside one."""
    return {
        "project": getattr(request, "project", None),
        "role": getattr(request, "role", None),
        "frame": Frame(request),
    }
