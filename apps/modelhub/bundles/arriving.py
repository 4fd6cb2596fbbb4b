"""A bundle becomes a registered model here. All or nothing."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from pydantic import ValidationError

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
from apps.modelhub.bundles.manifest import Manifest
from apps.modelhub.bundles.reading import Bundle
from apps.modelhub.domain.bases import WHOLE
from apps.modelhub.models import RegisteredModel
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import hold
from apps.projects.domain.errors import Refused
from apps.projects.models import Role

PURPOSE = "modelhub.import"
TEXT_MODEL = "model/model.json"  # where text engines note the base model that they learned from


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
        _check_values(bundle.facts, engine)
        files = bundle.unpack(Path(folder))
        _check_base(files)
        return _register(bundle, files, membership.project, user, signer)


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


def _check_values(facts: Manifest, engine: Engine) -> None:
    try:
        engine.Params.model_validate(facts.params)
        for field in facts.predict_fields:
            PredictField.model_validate(field)
    except (ValidationError, ValueError) as error:
        raise Refused(
            msg("The bundle's parameters are not those of '{engine}'.", engine=engine.key)
        ) from error


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
    bundle: Bundle, files: dict[str, Path], project: Any, user: User, signer: str
) -> RegisteredModel:
    job = _job(bundle, project, user, signer)
    try:
        artifacts.require_room(job, [one.size for one in bundle.facts.members.values()])
    except artifacts.NoRoomError as error:
        raise Refused(error.issue.message) from error
    stored = artifacts.store(job, {name: str(path) for name, path in files.items()})
    try:
        with transaction.atomic():
            hold(project.pk)
            artifacts.require_room_held(job, stored)
            return _save(job, stored, bundle.facts, user, signer or keys.fingerprint(bundle.key))
    except artifacts.NoRoomError as error:
        artifacts.discard(stored)
        raise Refused(error.issue.message) from error
    except BaseException:
        artifacts.discard(stored)
        raise


def _job(bundle: Bundle, project: Any, user: User, signer: str) -> Job:
    """The run that the model came from, as far as it is known here: unsaved."""
    facts, now = bundle.facts, timezone.now()
    lineage = facts.lineage.model_dump(mode="json")
    named = signer or keys.fingerprint(bundle.key)
    headline = msg(
        "This model was imported: '{model}' of '{project}', signed by {signer}.",
        model=facts.name,
        project=lineage["project"],
        signer=named,
    )
    return Job(
        project=project,
        title=facts.name,
        purpose=PURPOSE,
        engine_key=facts.engine.key,
        engine_version=facts.engine.version,
        task=Task.RUN,
        params=facts.params,
        seed=facts.lineage.seed,
        state=State.SUCCEEDED,
        started_at=now,
        finished_at=now,
        handled_at=now,
        result=Result(headline=headline, summary=facts.summary).model_dump(mode="json"),
        summary=facts.summary,
        provenance={
            "code_version": lineage["code_version"],
            "libraries": lineage["libraries"],
            "result_hash": lineage["result_hash"],
            "imported": {
                **lineage,
                "signer": signer,
                "fingerprint": keys.fingerprint(bundle.key),
                "made_at": facts.made_at,
            },
        },
        created_by=user,
    )


def _save(
    job: Job, stored: list[JobArtifact], facts: Manifest, user: User, signer: str
) -> RegisteredModel:
    job.save(force_insert=True)
    JobArtifact.objects.bulk_create(stored)
    model = RegisteredModel.objects.create(
        project=job.project,
        job=job,
        name=facts.name,
        engine_key=facts.engine.key,
        engine_version=facts.engine.version,
        predict_fields=facts.predict_fields,
        summary=facts.summary,
        created_by=user,
    )
    report(
        "modelhub.model.imported",
        actor=user,
        project_id=job.project_id,
        subject=model,
        signer=signer,
        origin=facts.lineage.model,
    )
    return model
