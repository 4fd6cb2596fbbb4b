"""What every page's frame needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from apps.core import chrome as frame
from apps.core import extensions, navigation

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
        role = getattr(self.request, "role", None)
        return side_bar(project, self.request.path, role) if project else []


def side_bar(project: Any, path: str, role: Any = None) -> list[NavLink]:
    """The current item is the one whose address is the longest start of ``path``.

    ``role`` is the reader's; an item that needs a higher one is left out.
    """
    links = [
        _link(owner, item, project.pk)
        for owner, item in navigation.items(project)
        if _may_open(item, role)
    ]
    reachable = [link for link in links if link is not None and link.url]
    root = min((link.url for link in reachable), key=len, default="")
    starts = [
        link.url
        for link in reachable
        if path == link.url or (link.url != root and path.startswith(link.url))
    ]
    current = max(starts, key=len, default="")
    return [replace(link, current=link.url == current) for link in reachable]


def _link(owner: str, item: navigation.NavItem, project_id: Any) -> NavLink | None:
    def make() -> NavLink | None:  # the label is made here, so that its error is caught here
        return NavLink(str(item.label), item.icon, _address(item, project_id), current=False)

    return extensions.call(owner, "navigation", item.key, make, otherwise=None)


def _may_open(item: navigation.NavItem, role: Any) -> bool:
    return not item.needs or (role is not None and role.covers(type(role)(item.needs)))


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
