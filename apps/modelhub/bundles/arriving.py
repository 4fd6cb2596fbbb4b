"""A bundle becomes a registered model here. All or nothing."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import msg
from apps.engines import registry
from apps.engines.builtin.text import bases
from apps.engines.contract import Engine
from apps.engines.result import PredictField, Result
from apps.jobs.domain import artifacts
from apps.jobs.models import Job, JobArtifact, State, Task
from apps.modelhub.bundles import keys
from apps.modelhub.bundles.manifest import Manifest, Summary
from apps.modelhub.bundles.reading import Bundle
from apps.modelhub.domain.bases import WHOLE
from apps.modelhub.models import RegisteredModel
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import hold
from apps.projects.domain.errors import Refused
from apps.projects.models import Project, Role

PURPOSE = "modelhub.import"
TEXT_MODEL = "model/model.json"  # where text engines note the base model that they learned from


@dataclass(frozen=True)
class _Asked:
    """Who imports where, and whose bundle it is: '' for an unknown signer."""

    project: Project
    user: User
    signer: str


class UnknownSigner(Refused):
    """The bundle is sound, and nobody here has said that its signer is trusted."""


def import_bundle(
    path: Path, project_id: Any, user: User, *, fingerprint: str = ""
) -> RegisteredModel:
    """Register the model in the bundle at ``path`` (editor).

    Where its signer is unknown an owner takes it by typing the ``fingerprint`` of the key. Raises
    ``ArchiveError`` or :class:`Refused` with a sentence for the person.
    """
    membership = membership_of(user, project_id)
    require(membership, Role.EDITOR)
    scratch = Path(settings.WORK_DIR, "bundles")
    scratch.mkdir(parents=True, exist_ok=True)
    with Bundle(path) as bundle, tempfile.TemporaryDirectory(dir=scratch) as folder:
        signer = keys.signer_of(bundle.key)
        if not signer:
            _require_confirmed(bundle, Role(membership.role), fingerprint)
        bundle.verify()
        engine = _engine(bundle.facts)
        values = _values(bundle.facts, engine)
        files = bundle.unpack(Path(folder))
        _check_base(files)
        return _register(bundle, files, values, _Asked(membership.project, user, signer))


def _require_confirmed(bundle: Bundle, role: Role, typed: str) -> None:
    shown = keys.fingerprint(bundle.key)
    if not role.covers(Role.OWNER):
        raise UnknownSigner(
            msg(
                "Nobody here knows who has signed this bundle (key {fingerprint}). An owner of the"
                " project can import it, or an administrator can trust the key.",
                fingerprint=shown,
            )
        )
    if not keys.same_fingerprint(typed, bundle.key):
        raise UnknownSigner(
            msg(
                "Nobody here knows who has signed this bundle. Ask its maker for the fingerprint of"
                " their key; if it is {fingerprint}, type it below to import the bundle.",
                fingerprint=shown,
            ),
            field="fingerprint",
        )


def _engine(facts: Manifest) -> Engine:
    entry = registry.entry(facts.engine.key)
    engine = entry.engine if entry else None
    if engine is None or not engine.predicts:
        raise Refused(
            msg(
                "The model needs the engine '{engine}', which is not installed here. Install the"
                " plugin or the extra that brings it.",
                engine=facts.engine.key,
            )
        )
    if _numbers(facts.engine.version) > _numbers(engine.version):
        raise Refused(
            msg(
                "The model was made by version {theirs} of '{engine}'; {ours} is installed here."
                " Install a later release.",
                engine=engine.key,
                theirs=facts.engine.version,
                ours=engine.version,
            )
        )
    return engine


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _values(facts: Manifest, engine: Engine) -> dict[str, Any]:
    """What job and model both store, as the engine itself would have written it."""
    try:
        params = engine.Params.model_validate(facts.params).model_dump(mode="json")
        fields = [PredictField.model_validate(one) for one in facts.predict_fields]
        Summary.model_validate(facts.summary)
    except ValueError as error:  # of pydantic too
        raise Refused(
            msg("The bundle's parameters are not those of '{engine}'.", engine=engine.key)
        ) from error
    return {"params": params, "predict_fields": [one.model_dump(mode="json") for one in fields]}


def _check_base(files: dict[str, Path]) -> None:
    """A model that saved only what it added answers with its base model alone."""
    if TEXT_MODEL not in files:
        return
    saved: Any = json.loads(files[TEXT_MODEL].read_bytes())
    if not isinstance(saved, dict) or not saved.get("base_hash") or saved.get("method") == WHOLE:
        return
    base = str(saved.get("base", ""))
    if bases.find(base) is None:
        issue = bases.missing(base).issue
        raise Refused(issue.message)


def _register(
    bundle: Bundle, files: dict[str, Path], values: dict[str, Any], asked: _Asked
) -> RegisteredModel:
    job = _job(bundle, values["params"], asked)
    try:
        artifacts.require_room(job, [one.size for one in bundle.facts.members.values()])
    except artifacts.NoRoomError as error:
        raise Refused(error.issue.message) from error
    stored = artifacts.store(job, {name: str(path) for name, path in files.items()})
    try:
        with transaction.atomic():
            hold(asked.project.pk)
            artifacts.require_room_held(job, stored)
            job.save(force_insert=True)
            JobArtifact.objects.bulk_create(stored)
            return _save(job, values["predict_fields"], bundle.facts)
    except artifacts.NoRoomError as error:
        artifacts.discard(stored)
        raise Refused(error.issue.message) from error
    except BaseException:
        artifacts.discard(stored)
        raise


def _job(bundle: Bundle, params: dict[str, Any], asked: _Asked) -> Job:
    """The run that the model came from, as far as it is known here: unsaved."""
    facts, now = bundle.facts, timezone.now()
    lineage = facts.lineage.model_dump(mode="json")
    mark = keys.fingerprint(bundle.key)
    headline = msg(
        "This model was imported: '{model}' of '{project}', signed by {signer}.",
        model=facts.name,
        project=lineage["project"],
        signer=asked.signer or mark,
    )
    origin = {"signer": asked.signer, "fingerprint": mark, "made_at": facts.made_at}
    kept = ("code_version", "libraries", "result_hash")
    return Job(
        project=asked.project,
        title=facts.name,
        purpose=PURPOSE,
        engine_key=facts.engine.key,
        engine_version=facts.engine.version,
        task=Task.RUN,
        params=params,
        seed=facts.lineage.seed,
        state=State.SUCCEEDED,
        started_at=now,
        finished_at=now,
        handled_at=now,
        result=Result(headline=headline, summary=facts.summary).model_dump(mode="json"),
        summary=facts.summary,
        provenance={**{name: lineage[name] for name in kept}, "imported": {**lineage, **origin}},
        created_by=asked.user,
    )


def _save(job: Job, fields: list[dict[str, Any]], facts: Manifest) -> RegisteredModel:
    origin = job.provenance["imported"]
    model = RegisteredModel.objects.create(
        project=job.project,
        job=job,
        name=facts.name,
        engine_key=facts.engine.key,
        engine_version=facts.engine.version,
        predict_fields=fields,
        summary=facts.summary,
        created_by=job.created_by,
    )
    report(
        "modelhub.model.imported",
        actor=job.created_by,
        project_id=job.project_id,
        subject=model,
        signer=origin["signer"] or origin["fingerprint"],
        origin=facts.lineage.model,
    )
    return model
