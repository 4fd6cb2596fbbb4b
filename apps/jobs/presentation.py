"""A job's record in words and pairs, for its page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from apps.core.messages import Message, Num, msg
from apps.core.rendering import render, show
from apps.engines import registry
from apps.engines.contract import Engine
from apps.jobs.domain import budget, parts
from apps.jobs.domain.param_issues import field_label
from apps.jobs.domain.queries import engine_label
from apps.jobs.finishing import NOTICES
from apps.jobs.models import Job, State, Task

LEVELS = (
    ("", gettext_lazy("All lines")),
    ("warning", gettext_lazy("Warnings and errors")),
    ("error", gettext_lazy("Errors only")),
    ("output", gettext_lazy("What the engine printed")),
)
Pair = tuple[str, str]
LOUDNESS = {"good": messages.SUCCESS, "warn": messages.WARNING, "bad": messages.ERROR}


def say_ended(request: HttpRequest, job: Job) -> None:
    """Put how the job ended into a message on the page that the person looks at next."""
    text, tone = NOTICES.get(State(job.state), (None, ""))
    if text is None:
        messages.info(request, render(job.reason) or job.get_state_display())
        return
    said = Message(text=text.text, values={"title": job.title})
    messages.add_message(request, LOUDNESS[tone], render(said))


def can_stop_and_save(job: Job) -> bool:
    """Only an engine that can go on later has something to keep half-way."""
    entry = registry.entry(job.engine_key)
    resumable = bool(entry and entry.engine and entry.engine.supports_resume)
    resumable = resumable and job.task != Task.PART and not parts.is_parent(job)
    return resumable and job.state == State.RUNNING and not job.stop_and_save


def asked(job: Job) -> list[Pair]:
    """The parameters, by their labels."""
    if job.task == Task.PREDICT:
        return [(_("Rows"), show(len(job.params.get("rows", []))))]
    if job.task == Task.PART:
        return [(_("This part"), json.dumps((job.part or {}).get("part"), ensure_ascii=False))]
    entry = registry.entry(job.engine_key)
    engine = entry.engine if entry else None
    words = _words(engine, job.params)
    pairs = [
        (
            render(msg(field_label(engine.Params, name))) if engine else name,
            words[name] if name in words else _choice(engine, name, value) or _shown(value),
        )
        for name, value in job.params.items()
    ]
    return pairs + _expected(job)


def _words(engine: Engine | None, params: Mapping[str, Any]) -> dict[str, str]:
    """What the engine says of parameters; nothing of those that it would no longer take."""
    if engine is None:
        return {}
    try:
        told = engine.in_words(engine.Params.model_validate(params))
    except ValidationError:
        return {}
    return {name: _("; ").join(map(render, said)) or "–" for name, said in told.items()}


def _expected(job: Job) -> list[Pair]:
    """What the run will need, as estimated before its start."""
    return needs(budget.expected(job), job.queue)


def needs(told: Mapping[str, Any], queue: str) -> list[Pair]:
    """What ``budget.needs_of`` has told of a run in this queue."""
    pairs = []
    if told.get("memory_bytes"):
        pairs.append((_("Memory that it needs, about"), _bytes(told["memory_bytes"])))
    if told.get("processes"):
        pairs.append((_("Processes, one for each graphics processor"), show(told["processes"])))
    if queue == "gpu" and told.get("device_memory_bytes"):
        pairs.append(
            (_("Memory of each graphics processor, about"), _bytes(told["device_memory_bytes"]))
        )
    return pairs


def _bytes(count: float) -> str:
    return show(Num(value=float(count), style="bytes"))


def _choice(engine: Engine | None, name: str, value: Any) -> str:
    """The words that the form has for one of several values; '' where it has none."""
    field = engine.Params.model_fields.get(name) if engine else None
    extra = field.json_schema_extra if field else None
    choices = extra.get("choices") if isinstance(extra, dict) else None
    words = choices.get(str(value)) if isinstance(choices, dict) else None
    return _(str(words)) if words else ""


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(_shown(item) for item in value)
    if isinstance(value, int | float):
        return show(value)
    return "" if value is None else str(value)


def origin(job: Job, *, inputs: bool = True) -> list[Pair]:
    """Where the result came from; without its ``inputs`` where they are told elsewhere."""
    known = job.provenance
    libraries = known.get("libraries", {})
    pairs = [
        (_("Engine"), f"{render(engine_label(job.engine_key))} · {job.engine_version}"),
        (_("Started by"), str(job.created_by or known.get("by", ""))),
        (_("Seed"), str(job.seed)),
        *(_inputs(job) if inputs else []),
        (_("Device"), device(known.get("device", ""), known.get("devices", 1))),
        (_("Threads"), str(known.get("threads") or "")),
        (_("Host"), known.get("host", "")),
        (_("Software"), known.get("code_version", "")),
        (_("Libraries"), ", ".join(f"{name} {version}" for name, version in libraries.items())),
        (_("Platform"), known.get("platform", "")),
        (_("Hash of the result"), known.get("result_hash", "")),
    ]
    return [(label, value) for label, value in pairs if value]


def device(name: str, count: int) -> str:
    """What an attempt computed on: 'cuda:0 × 2' for two from that one on."""
    return f"{name} × {count}" if count > 1 else name


def _inputs(job: Job) -> list[Pair]:
    pairs = []
    for slot, described in job.provenance.get("inputs", {}).items():
        roles = (job.inputs.get(slot) or {}).get("roles") or {}
        columns = "; ".join(f"{role}: {', '.join(names)}" for role, names in roles.items())
        shown = f"{described['name']} ({columns})" if columns else described["name"]
        pairs.append((_("Input ‘{slot}’").format(slot=slot), shown))
        if described.get("content_hash"):
            label = _("Hash of the input ‘{slot}’").format(slot=slot)
            pairs.append((label, described["content_hash"]))
    return pairs
