"""The main pages of the site: name, and how its address is built. Extend it with every new page.

``make shots`` photographs these pages and ``test_pages.py`` walks them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode


@dataclass(frozen=True)
class MainPage:
    """``who`` is 'owner', 'admin' or 'nobody'; ``path`` takes the site's rows."""

    name: str
    path: Callable[[Any], str]
    who: str = "owner"
    status: int = 200
    ours: bool = True  # False: another project draws it; its layout and markup are not judged here


def plain(url_name: str) -> Callable[[Any], str]:
    return lambda site: reverse(url_name)


def of_project(
    url_name: str, query: dict[str, str] | None = None, **ids: str
) -> Callable[[Any], str]:
    """``ids`` and ``query`` map arguments to rows of the site, e.g. ``job_id="job"``."""

    def path(site: Any) -> str:
        found = {argument: getattr(site, name).pk for argument, name in ids.items()}
        asked = {key: getattr(site, name).pk for key, name in (query or {}).items()}
        address = reverse(url_name, kwargs={"project_id": site.project.pk, **found})
        return f"{address}?{urlencode(asked)}" if asked else address

    return path


PAGES: tuple[MainPage, ...] = (
    MainPage("log-in", plain("account_login"), who="nobody"),
    MainPage("password-reset", plain("account_reset_password"), who="nobody"),
    MainPage("not-found", lambda site: "/no/such/page", status=404),
    MainPage("profile", plain("accounts:profile")),
    MainPage("tokens", plain("accounts:tokens")),
    MainPage("api-docs", plain("api-docs")),
    MainPage("api-problems", plain("api-problems")),
    MainPage("projects", plain("projects:list")),
    MainPage("welcome", plain("projects:welcome")),
    MainPage("new-project", plain("projects:create")),
    MainPage("overview", of_project("projects:overview")),
    MainPage("markets", of_project("projects:markets")),
    MainPage("add-markets", of_project("projects:markets_add")),
    MainPage("market", of_project("projects:market", entry_id="entry")),
    MainPage("members", of_project("projects:members")),
    MainPage("settings", of_project("projects:settings")),
    MainPage("data", of_project("datasets:list")),
    MainPage("upload", of_project("datasets:upload")),
    MainPage("dataset", of_project("datasets:detail", dataset_id="dataset")),
    MainPage("edit-dataset", of_project("datasets:change", dataset_id="dataset")),
    MainPage("delete-dataset", of_project("datasets:delete", dataset_id="dataset")),
    MainPage("upload-check", of_project("datasets:preview", upload_id="upload")),
    MainPage("jobs", of_project("jobs:list")),
    MainPage("new-job", of_project("jobs:new")),
    MainPage("job", of_project("jobs:detail", job_id="job")),
    MainPage("compare-jobs", of_project("jobs:compare", query={"a": "job"})),
    MainPage("models", of_project("modelhub:list")),
    MainPage("model", of_project("modelhub:detail", model_id="model")),
    MainPage("predict", of_project("modelhub:predict", model_id="model")),
    MainPage(
        "prediction",
        of_project("modelhub:predict", query={"job": "prediction"}, model_id="model"),
    ),
    MainPage("demand", of_project("research:demand")),
    MainPage("new-demand", of_project("research:demand_new")),
    MainPage("audit", of_project("events:audit")),
    MainPage("notices", plain("events:notices")),
    MainPage("admin", plain("admin:index"), who="admin", ours=False),
    MainPage("admin-users", plain("admin:accounts_user_changelist"), who="admin", ours=False),
    MainPage("admin-jobs", plain("admin:jobs_job_changelist"), who="admin", ours=False),
)
