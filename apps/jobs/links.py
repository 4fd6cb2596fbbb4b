"""Where a job's form is, so that a refused run can be changed and asked for again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from apps.core.registry import Registry
from apps.engines.contract import Engine
from apps.jobs.models import Job, State
from apps.plugins.entries import active_entry

edit_forms: Registry[Callable[[Job], str]] = Registry("form of a purpose")
# What a purpose is called, marked for translation.
purpose_names: Registry[str] = Registry("name of a purpose")
PREDICTION = "modelhub.predict"  # of the steps that a model answers with (``Task.PREDICT``)


def purpose_label(purpose: str) -> str:
    """In the reader's language; a plugin's purposes are called by the plugin's name."""
    name = purpose_names.get(purpose)
    if name:
        return gettext(name)
    plugin = active_entry(purpose.partition(".")[0])
    return str(plugin.title or purpose) if plugin else purpose


def edit_url(job: Job) -> str:
    """The filled-in form: that of the job's purpose where a room has registered one
    (``links.edit_forms.register("research.demand", function, owner="apps.research")``), else the
    generic page.
    """
    special = edit_forms.get(job.purpose) if job.purpose else None
    if special is not None:
        return special(job)
    return f"{reverse('jobs:new', args=[job.project_id])}?from={job.pk}"


@dataclass(frozen=True)
class NextStep:
    """What a person does with a result, in a room above this one. ``label`` is lazy."""

    label: Any
    icon: str
    url: str


next_steps: Registry[Callable[[Job], NextStep | None]] = Registry("next step of a job")


def steps_after(job: Job) -> list[NextStep]:
    """The buttons of a succeeded job's page."""
    found = [step(job) for step in next_steps] if job.state == State.SUCCEEDED else []
    return [step for step in found if step is not None]


@dataclass(frozen=True)
class ParamPage:
    """A page that tells more of a parameter's choices. ``label`` is lazy."""

    label: Any
    url: str


# Asked with the engine, the parameter's name and the project's id.
param_pages: Registry[Callable[[Engine, str, Any], ParamPage | None]] = Registry(
    "page of a parameter"
)


def pages_of(engine: Engine, name: str, project_id: Any) -> list[ParamPage]:
    """The pages that the form names beside a parameter."""
    found = [ask(engine, name, project_id) for ask in param_pages]
    return [page for page in found if page is not None]
