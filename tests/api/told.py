"""The example that the description gives of each request, with ids of a site's own rows."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from apps.datasets.domain import partial
from apps.datasets.models import Upload
from apps.jobs.models import State
from apps.modelhub.bundles.writing import export_bundle
from apps.modelhub.models import ModelApproval
from apps.projects.models import Stage
from tests.api import told_promotion, told_register, told_themes
from tests.crm import tables as customers
from tests.e2e.extras import INSPECTED, MESSY
from tests.e2e.watched import watched
from tests.factories.crm import CompanyFactory, ContactFactory
from tests.factories.datasets import FetchFactory, SourceFactory, UploadFactory
from tests.factories.jobs import JobArtifactFactory, JobFactory, ScheduleFactory
from tests.factories.modelhub import ModelAliasFactory, RegisteredModelFactory, exported

ENGINE = "regression.least_squares"
CHUNK = b"a,b\n1,2\n"


def _exported(project: Any) -> Any:
    """A text model that was written out."""
    model = RegisteredModelFactory(job=JobFactory(project=project), engine_key="text.classify")
    exported(model)
    return model


class Told:
    """Cases that must succeed: one for each operation, in whatever order they are asked for."""

    def __init__(self, site: Any, known: dict[str, str]) -> None:
        self.site = site
        self.known = known
        self.inputs = {
            "data": {
                "kind": "dataset",
                "id": known["version_id"],
                "roles": {"target": ["revenue"], "predictors": ["price"]},
            }
        }
        self.bodies = {}
        for room in (told_register, told_promotion, told_themes, customers):
            self.bodies |= room.bodies(site)
        self.own = self._own_rows()

    def _own_rows(self) -> dict[str, dict[str, str]]:
        """Operation → what its address holds, where another operation would use the row up."""
        project, runs = self.site.project, {"engine_key": ENGINE, "params": {}}
        job = JobFactory(project=project, state=State.SUCCEEDED, inputs=self.inputs, **runs)
        schedule = ScheduleFactory(project=project, inputs=self.inputs, **runs)
        coming = UploadFactory(project=project, size=len(CHUNK))
        partial.path_of(coming).touch()
        ready = UploadFactory(project=project, content=MESSY.encode())
        ready.inspection, ready.state = self.site.upload.inspection, Upload.State.READY
        ready.save()
        former = RegisteredModelFactory(job=JobFactory(project=project))
        ModelAliasFactory(model=self.site.model, name="candidate", former=former)
        ModelAliasFactory(model=self.site.model, name="old")
        trained = ModelAliasFactory(model=RegisteredModelFactory(job=job), name="trained")
        for made in (trained, ModelAliasFactory(model=self.site.model, name="watched")):
            watched(made, self.site.owner)
        theirs = JobFactory(project=project, created_by=self.site.viewer)
        others = RegisteredModelFactory(job=theirs)
        unused = RegisteredModelFactory(job=JobFactory(project=project))
        topics, gone = (_exported(project) for _ in range(2))
        onnx = {"model_id": str(topics.pk), "target": "onnx"}
        for model in (self.site.model, former):  # so that names may point to them by any rule
            ModelApproval.objects.create(model=model, project=project, by=self.site.owner)
        CompanyFactory(project=project, references=[("hubspot", "c-77")])
        again = {
            f"sources_{name}": {"source_id": str(SourceFactory(project=project, **more).pk)}
            for name, more in {
                "destroy": {}, "look": {}, "fetch": {}, "update": {}, "times": {}, "accept": {},
                "agree": {"plan": None, "inspection": INSPECTED},
            }.items()
        }  # fmt: skip
        FetchFactory(source_id=again["sources_accept"]["source_id"], project=project)
        return {
            **again,
            **(told_register.places(self.site) | customers.places(self.site)),
            **told_promotion.places(self.site),
            **told_themes.places(self.site),
            "jobs_rerun": {"job_id": str(job.pk)},
            "schedules_run_now": {"schedule_id": str(schedule.pk)},
            "uploads_receive": {"upload_id": str(coming.pk)},
            "uploads_import": {"upload_id": str(ready.pk)},
            "contacts_erase": {"contact_id": str(ContactFactory(project=project, email="").pk)},
            "aliases_roll_back": {"alias": "candidate"},
            "aliases_destroy": {"alias": "old"},
            "retraining_update": {"alias": "trained"},
            "retraining_destroy": {"alias": "watched"},
            "watch_destroy": {"alias": "watched"},
            "model_approval_create": {"model_id": str(others.pk)},
            "model_approval_destroy": {"model_id": str(others.pk)},
            "model_exports": onnx,
            "model_export_retrieve": onnx,
            "model_export_create": onnx,
            "model_export_download": onnx,
            "model_export_destroy": {**onnx, "model_id": str(gone.pk)},
            "models_destroy": {"model_id": str(unused.pk)},
            "companies_by_external": {"system": "hubspot", "external_id": "c-77"},
        }

    def places(self, name: str) -> dict[str, str]:
        """What the addresses of an operation hold."""
        return {**self.known, **self.own.get(name, {})}

    def case(self, operation: Any) -> Any:
        raw = operation.definition.raw
        name = raw["operationId"]
        places = self.places(name)
        inside = [each["name"] for each in raw.get("parameters", []) if each["in"] == "path"]
        body, kind = self._body(name, raw.get("requestBody", {}).get("content", {}))
        return operation.Case(
            path_parameters={each: places[each] for each in inside},
            query=self._of(name) if name == "projects_destroy" else {},
            headers={"Upload-Offset": "0"} if name == "uploads_receive" else {},
            **({"body": body, "media_type": kind} if kind else {}),
        )

    def _body(self, name: str, content: dict[str, Any]) -> tuple[Any, str]:
        for kind, media in content.items():
            if kind.endswith("json"):
                named = [one["value"] for one in media.get("examples", {}).values()]
                return self._filled(name, [*named, media.get("example")][0]), kind
        if name == "models_import":
            return self._bundle(), next(iter(content))
        return (CHUNK, next(iter(content))) if content else (None, "")

    def _bundle(self) -> bytes:
        """A model that this installation has exported."""
        job = JobFactory(project=self.site.project, engine_key=ENGINE, params={})
        kept = default_storage.save(f"jobs/{job.pk}/1/model/a.json", ContentFile(b"{}"))
        JobArtifactFactory(
            job=job, project=job.project, name="model/a.json", file=kept, size=2,
            sha256=hashlib.sha256(b"{}").hexdigest(),
        )  # fmt: skip
        return b"".join(export_bundle(RegisteredModelFactory(job=job)))

    def _filled(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        """Ids of rows that are there; values that others of the examples have not taken."""
        ours = {
            "inputs": self.inputs,
            "owner": str(self.site.owner.pk),
            "dataset": self.known["dataset_id"],
            "model": self.known["model_id"],
            **{name: self.known[f"{name}_id"] for name in ("competitor", "feature", "dimension")},
        }
        found = {key: ours.get(key, value) for key, value in body.items()}
        return {**found, **self._of(name)}

    def _of(self, name: str) -> dict[str, Any]:
        if name == "projects_destroy":
            self.site.project.refresh_from_db()
            return {"confirm": self.site.project.name}
        if name == "entries_move":
            self.site.entry.refresh_from_db()
            others = [stage for stage in Stage.values if stage != self.site.entry.stage]
            return {"to_stage": others[0]}
        return {
            **self.bodies,
            "retraining_update": {"expression": "0 3 * * 1", "on_drift": True},
            "entries_create": {"country": "CAN"},
            "contacts_create": {"email": "new.contact@example.com", "external": []},
        }.get(name, {})
