"""Asking for a combined table: the first time, and again with the newest versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from apps.core.messages import msg
from apps.datasets.combining.manifest import ENGINE, PURPOSE, SLOTS
from apps.datasets.models import Dataset, DatasetVersion
from apps.jobs import inputs as job_inputs
from apps.jobs.domain.submit import submit
from apps.jobs.models import Job
from apps.projects.domain.errors import Refused
from apps.projects.models import Project

RECIPE = "combine"  # the member of a version's ``import_options``


def ask(project: Project, user: Any, params: Mapping[str, Any], inputs: Mapping[str, Any]) -> Job:
    """Have tables combined, or looked at where ``params['preview']``. Names that are not told are
    those of the datasets. Raises :class:`Refused` for a dataset that is no combined one, and
    ``SubmissionRefused``.
    """
    asked = dict(params)
    target = _target(project, user, asked.get("dataset"))
    if target is not None:
        asked["name"] = target.name[:110]
    asked["tables"] = named(project, user, asked.get("tables") or {}, inputs)
    names = [asked["tables"][slot]["name"] for slot in SLOTS if slot in asked["tables"]]
    asked["name"] = str(asked.get("name") or "").strip() or called(names)
    title = _("Look at what matches: {name}") if asked.get("preview") else _("Combine: {name}")
    return submit(
        project=project, user=user, engine_key=ENGINE, params=asked, inputs=inputs,
        title=title.format(name=asked["name"])[:200], purpose=PURPOSE,
    )  # fmt: skip


def again(dataset: Dataset, user: Any) -> Job:
    """Combine anew, as the newest version was, from the newest version of each table."""
    recipe = recipe_of(dataset.versions.order_by("-number").first())
    if recipe is None:
        raise Refused(msg("The newest version of this dataset was not combined from tables."))
    inputs = job_inputs.newest(dataset.project_id, recipe["inputs"])
    params = {**recipe["params"], "dataset": str(dataset.pk), "preview": False}
    return ask(dataset.project, user, params, inputs)


def recipe_of(version: DatasetVersion | None) -> dict[str, Any] | None:
    """``params``, ``inputs`` and ``tables`` of a combined version; None for any other."""
    options = version.import_options if version is not None else None
    found = options.get(RECIPE) if isinstance(options, dict) else None
    return found if isinstance(found, dict) else None


def combined_from(version: DatasetVersion) -> list[dict[str, Any]]:
    """The tables that a combined version was made from; ``there`` says that one still is."""
    recipe = recipe_of(version)
    if recipe is None:
        return []
    ids = [one["dataset"] for one in recipe["tables"] if one["dataset"]]
    rows = Dataset.objects.filter(pk__in=ids).order_by().values_list("pk", "project_id")  # by ids
    there = {str(pk) for pk, project_id in rows if project_id == version.project_id}
    return [{**one, "there": one["dataset"] in there} for one in recipe["tables"]]


def _target(project: Project, user: Any, dataset_id: Any) -> Dataset | None:
    if not dataset_id:
        return None
    datasets = Dataset.objects.visible_to(user).filter(project=project, pk=dataset_id)
    dataset: Dataset | None = datasets.first()
    if dataset is None:
        raise Refused(msg("The dataset that was to get a new version is not there."))
    if recipe_of(dataset.versions.order_by("-number").first()) is None:
        raise Refused(
            msg("'{name}' was not combined from tables. Make a new dataset.", name=dataset.name)
        )
    return dataset


def named(
    project: Project, user: Any, tables: Mapping[str, Any], inputs: Mapping[str, Any]
) -> dict[str, Any]:
    """What is said of each table, with the name of its dataset."""
    chosen = {slot: str(one.get("id")) for slot, one in inputs.items() if slot in SLOTS}
    ids = [one for one in chosen.values() if _is_uuid(one)]
    versions = DatasetVersion.objects.visible_to(user).filter(project=project, pk__in=ids)
    names = {str(pk): name for pk, name in versions.values_list("pk", "dataset__name")}
    told = {}
    for number, slot in enumerate(sorted(chosen, key=SLOTS.index), start=1):
        name = names.get(chosen[slot]) or _("Table {number}").format(number=number)
        told[slot] = {**tables.get(slot, {}), "name": name}
    return told


def called(names: Sequence[str]) -> str:
    """A name for what is made of these tables."""
    return " + ".join(dict.fromkeys(names))[:110].strip()


def _is_uuid(text: str) -> bool:
    from uuid import UUID

    try:
        return bool(UUID(text))
    except ValueError:
        return False
