"""The tabs over the lists of this room."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.projects.access import ProjectRequest

TABS = (
    ("contacts", _("Contacts"), "users"),
    ("companies", _("Companies"), "building"),
    ("leads", _("Leads"), "user-plus"),
    ("deals", _("Deals"), "briefcase"),
    ("activities", _("Activities"), "calendar-event"),
    ("segments", _("Segments"), "filter"),
    ("duplicates", _("Duplicates"), "copy"),
    ("suppressions", _("Suppression list"), "ban"),
    ("connections", _("Connections"), "arrows-exchange"),
)
OF = {"duplicates": ("contact",)}  # what an address needs beside the project


def tabs(request: ProjectRequest, here: str) -> list[dict[str, Any]]:
    """Label, icon and address of each; ``here`` is the name of the page that is shown."""
    return [
        {
            "label": label,
            "icon": icon,
            "url": reverse(f"crm:{name}", args=[request.project.pk, *OF.get(name, ())]),
            "here": name == here,
        }
        for name, label, icon in TABS
    ]
