"""Which rows an answer rests on, and which were left out: from the record and the summary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.messages import Items
from apps.core.rendering import show
from apps.engines import registry
from apps.jobs.described import ColumnWords, words_of
from apps.jobs.models import Job
from apps.jobs.presentation import Pair

# Counts that engines tell in their summaries, by the names that they share.
COUNTS = (
    ("rows_used", gettext_lazy("Rows used")),
    ("dropped_missing", gettext_lazy("Rows left out: a value is missing")),
    ("dropped_zero_weight", gettext_lazy("Rows left out: their weight is zero")),
)


def data_of(job: Job) -> list[Pair]:
    """Name, size, columns by their part and content hash of each input; then rows used and left
    out, where the engine tells them. Empty for a run that took no data.
    """
    inputs: Mapping[str, Any] = job.provenance.get("inputs", {})
    pairs = [pair for slot, known in inputs.items() for pair in _input(job, slot, known)]
    return [*pairs, *counted(job.summary)] if pairs else []


def _input(job: Job, slot: str, known: Mapping[str, Any]) -> Iterator[Pair]:
    slot_label, roles = _labels(job.engine_key, slot)
    yield slot_label, str(known.get("name", ""))
    if known.get("rows"):
        yield _("Rows of ‘{slot}’").format(slot=slot_label), show(known["rows"])
    for role, names in ((job.inputs.get(slot) or {}).get("roles") or {}).items():
        if names:
            yield roles.get(role, role), show(Items(items=tuple(map(str, names))))
    if known.get("content_hash"):
        yield _("Hash of the input ‘{slot}’").format(slot=slot), str(known["content_hash"])


def dictionary_heads() -> tuple[str, ...]:
    """The headers of :func:`dictionary_of`'s rows, in the reader's language."""
    return (
        _("Column"), _("Label"), _("Unit"), _("What it measures"), _("Description"), _("Source"),
    )  # fmt: skip


def dictionary_of(job: Job) -> Iterator[tuple[str, list[list[str]]]]:
    """For each input of which something is said: what the engine calls it, and a row for each
    column that plays a part (name, label, unit, what it measures, description, source).
    """
    for slot, chosen in job.inputs.items():
        words = words_of(job.project_id, str(chosen.get("kind", "")), str(chosen.get("id", "")))
        parts = (chosen.get("roles") or {}).values()
        used = dict.fromkeys(str(name) for names in parts for name in names)
        rows = [_words_row(name, words[name]) for name in used if name in words]
        if rows:
            yield _("Columns of ‘{slot}’").format(slot=_labels(job.engine_key, slot)[0]), rows


def _words_row(name: str, words: ColumnWords) -> list[str]:
    told = (words.label, words.unit, words.measure, words.description, words.source)
    return [name, *(text or "–" for text in told)]


def _labels(engine_key: str, slot: str) -> tuple[str, dict[str, str]]:
    """What the engine calls the slot and its roles; their keys where the engine is gone."""
    entry = registry.entry(engine_key)
    slots = entry.engine.inputs if entry and entry.engine else ()
    found = next((one for one in slots if one.key == slot), None)
    if found is None:
        return slot, {}
    return _(found.label), {role.key: _(role.label) for role in found.roles}


def counted(summary: Any) -> list[Pair]:
    """Rows used and left out; a count of none left out goes unsaid."""
    known = summary if isinstance(summary, Mapping) else {}
    return [
        (str(label), show(known[name]))
        for name, label in COUNTS
        if isinstance(known.get(name), int) and (known[name] or name == "rows_used")
    ]
