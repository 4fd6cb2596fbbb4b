"""What a run that looks for drift takes: the logged predictions of a project, laid out as files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from apps.engines.contract import InputProfile
from apps.jobs.domain.copies import local_path
from apps.modelhub.models import RegisteredModel
from apps.modelhub.watching.manifest import DAYS, EARLIER, KIND, MOST
from apps.modelhub.watching.models import LoggedPrediction, Watch
from apps.projects.models import Project

ALL = "all"
TESTED = "test-predictions.csv"  # as runs of text engines leave it
COLUMNS = ("texts", "numbers", "length", "answer", "score")


class PredictionsProvider:
    """Kind 'predictions': those of all names of the project, whatever project that is: the id holds
    where an archive arrives, too.
    """

    kind = KIND
    erasable = False  # what is kept of texts is each watch's own choice

    def profile(self, user: Any, project_id: Any, input_id: str) -> InputProfile:
        found = Project.objects.visible_to(user).filter(pk=project_id).first()
        if found is None or input_id != ALL:
            raise LookupError(f"no predictions '{input_id}' in this project")
        return InputProfile(kind=KIND, id=ALL, name=found.name)

    def choices(self, project_id: Any) -> list[InputProfile]:
        return []  # never offered in a form

    def materialise(self, project_id: Any, input_id: str) -> Path:
        raise LookupError("predictions are laid out for each attempt")

    def lay_out(self, project_id: Any, input_id: str, folder: Path) -> Path:
        watches = Watch.objects.filter(project_id=project_id, share__gt=0)
        told = [_laid_out(watch, folder) for watch in watches.select_related("alias__model__job")]
        (folder / "watches.json").write_text(json.dumps(told), encoding="utf-8")
        return folder

    def format(self, input_id: str) -> str:
        return "raw"


def _laid_out(watch: Watch, folder: Path) -> dict[str, Any]:
    model = watch.alias.model
    tested = model.job.artifacts.filter(name=TESTED).first()
    logged = LoggedPrediction.objects.filter(watch=watch, model=model)
    recent = logged.filter(created_at__gte=timezone.now() - timedelta(days=DAYS))
    now = list(recent.order_by("-created_at", "id").values("created_at", *COLUMNS)[:MOST])
    since = min((row["created_at"] for row in now), default=None)
    earlier = logged.filter(created_at__lt=since) if since else logged.none()
    oldest = earlier.order_by("created_at", "id").values(*COLUMNS)[:EARLIER]
    return {
        "watch": str(watch.pk),
        "model": str(model.pk),
        "keeps": watch.keeps,
        # A database may hand the members of a document out in another order.
        "columns": [one["name"] for one in model.predict_fields if one.get("dtype") == "text"],
        "separator": _separator(model),
        "since": since.isoformat() if since else None,
        "reference": str(local_path(tested.file, tested.pk, tested.size, suffix=".csv"))
        if tested
        else "",
        "now": _written(folder / f"{watch.pk}.now.jsonl", now),
        "earlier": _written(folder / f"{watch.pk}.earlier.jsonl", oldest),
    }


def _separator(model: RegisteredModel) -> str | None:
    """What parts the labels of an answer; None for a model that gives one."""
    params = model.job.params
    return str(params["separator"]) if params.get("labels_each") == "several" else None


def _written(path: Path, rows: Iterable[dict[str, Any]]) -> str:
    with path.open("w", encoding="utf-8") as stream:
        for row in rows:
            stream.write(json.dumps({name: row[name] for name in COLUMNS}) + "\n")
    return str(path)
