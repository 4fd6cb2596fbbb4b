"""A registered model goes out: streamed, signed, as it was stored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils import timezone
from zipstream import ZIP_DEFLATED, ZIP_STORED, ZipStream

from apps.core.backup.container import stored_blocks
from apps.core.messages import msg
from apps.jobs.models import JobArtifact
from apps.modelhub.bundles import keys
from apps.modelhub.bundles.manifest import (
    CARD,
    FORMAT,
    KIND,
    MANIFEST,
    MODEL,
    SIGNATURE,
    SUFFIXES,
    is_plain,
)
from apps.modelhub.models import RegisteredModel
from apps.projects.domain.errors import Refused


def bundle_name(model: RegisteredModel) -> str:
    return f"model-{str(model.pk)[:8]}.zip"


def export_bundle(model: RegisteredModel) -> Iterator[bytes]:
    """The zip's bytes. Raises :class:`Refused` beforehand for a model that no bundle can hold."""
    files = [one for one in model.job.artifacts.all() if one.name.startswith((MODEL, CARD))]
    for one in files:
        if not is_plain(one.name) or not one.name.endswith(SUFFIXES):
            raise Refused(
                msg(
                    "The file '{name}' of this model is of a kind that no bundle takes: only"
                    " safetensors, JSON and text are.",
                    name=one.name,
                )
            )
    return _stream(_manifest(model, files), files)


def _stream(manifest: bytes, files: list[JobArtifact]) -> Iterator[bytes]:
    archive = ZipStream(sized=False)
    archive.add(manifest, MANIFEST, compress_type=ZIP_DEFLATED)
    archive.add(_signature(manifest), SIGNATURE, compress_type=ZIP_DEFLATED)
    for one in files:  # a file that has changed in storage since fails its sum on arrival
        archive.add(stored_blocks(str(one.file.name)), one.name, compress_type=ZIP_STORED)
    yield from archive


def _signature(manifest: bytes) -> bytes:
    signed = {
        "algorithm": "ed25519",
        "public_key": keys.public_key(),
        "signature": keys.sign(manifest),
    }
    return json.dumps(signed, indent=1).encode()


def _manifest(model: RegisteredModel, files: list[JobArtifact]) -> bytes:
    body = {
        "format": FORMAT,
        "kind": KIND,
        "made_at": timezone.now().isoformat(),
        "name": model.name,
        "engine": {"key": model.engine_key, "version": model.engine_version},
        "params": model.job.params,
        "predict_fields": model.predict_fields,
        "summary": model.summary,
        "lineage": _lineage(model),
        "members": {one.name: {"size": one.size, "sha256": one.sha256} for one in files},
    }
    return json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _lineage(model: RegisteredModel) -> dict[str, Any]:
    job, known = model.job, model.job.provenance
    inputs = known.get("inputs", {})
    return {
        "installation": settings.SITE_URL,
        "project": model.project.name,
        "model": str(model.pk),
        "job": str(job.pk),
        "by": str(known.get("by") or job.created_by or ""),
        "trained_at": job.finished_at.isoformat() if job.finished_at else "",
        "code_version": str(known.get("code_version", "")),
        "libraries": known.get("libraries", {}),
        "data": {slot: str(one.get("content_hash", "")) for slot, one in inputs.items()},
        "seed": job.seed,
        "result_hash": str(known.get("result_hash", "")),
        "licences": licences(model.summary),
    }


def licences(summary: Any) -> dict[str, str]:
    """What the summary of a run says of licences: its members called so."""
    found = {key: summary[key] for key in summary if "licence" in key} if summary else {}
    return {key: value for key, value in found.items() if isinstance(value, str)}
