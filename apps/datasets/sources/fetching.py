"""The runner that fetches; imported in the child only, without Django."""

from __future__ import annotations

import hashlib
import importlib
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from apps.core.messages import Num, msg, msgn
from apps.core.outbound import OutboundError, OutboundRefused
from apps.datasets.engines import runners
from apps.datasets.sources import contract, schema
from apps.datasets.sources import order as orders
from apps.datasets.sources.contract import Connector, Fetched, Unchanged
from apps.datasets.sources.http import Http
from apps.datasets.sources.order import Order
from apps.datasets.tabular.importing import run_import
from apps.datasets.tabular.inspecting import inspect
from apps.datasets.tabular.plan import Inspection, Plan
from apps.engines.contract import Context, InputTable, Predictor, Refusal
from apps.engines.result import Result

SHOWN = 20  # rows of a preview


class FetchRun:
    """What ``Connector.fetch`` gets as ``ctx``."""

    def __init__(self, ctx: Context, order: Order, folder: Path, *, preview: bool) -> None:
        self._ctx = ctx
        self.folder, self.gate, self.preview = folder, order.gate, preview
        self.known: Mapping[str, str] = {} if preview else order.known
        self.http: contract.Http = Http(
            folder, self.gate, check=ctx.check_cancelled,
            log=lambda text: ctx.log(text, "warning"), progress=self._read,
        )  # fmt: skip
        self.log = ctx.log
        self.progress = ctx.progress
        self.check_cancelled = ctx.check_cancelled

    def _read(self, size: int) -> None:
        note = msg("{done} read", done=Num(value=float(size), style="bytes"))
        self._ctx.progress(0, 0, note)


class FetchRunner:
    """Fetches, compares with what was agreed, and imports."""

    def run(self, ctx: Context, params: Any, inputs: Mapping[str, InputTable]) -> Result:
        order = orders.take(inputs["source"].path)
        connector = connector_of(order.connector)
        with tempfile.TemporaryDirectory(dir=ctx.tmpdir) as folder:
            run = FetchRun(ctx, order, Path(folder), preview=params.preview)
            try:
                fetched = connector.fetch(run, settings_of(connector, order))
            except Unchanged:
                return unchanged({})
            except OutboundError as error:
                raise refusal_of(error) from None
            found = inspected(fetched)
            if params.preview:
                return preview(found, fetched)
            return _take(ctx, order, fetched, found)

    def load(self, path: Path, runtime: Mapping[str, Any]) -> Predictor:
        raise NotImplementedError("this engine saves no model")


def connector_of(dotted: str) -> Connector:
    module, _, name = dotted.partition(":")
    found: Any = importlib.import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    made: Connector = found()
    return made


def settings_of(connector: Connector, order: Order) -> Any:
    try:
        return connector.Settings.model_validate(order.settings)
    except ValidationError:  # its message would repeat what was typed, secrets too
        raise Refusal(
            msg("The settings of this source do not fit its connector any more."),
            fix=msg("Open its settings and save them again."),
        ) from None


def refusal_of(error: OutboundError) -> Refusal:
    if isinstance(error, OutboundRefused):
        return Refusal(error.message, fix=msg("Change the address in the settings."))
    return Refusal(
        error.message, fix=msg("It was tried several times. Look whether the source is up.")
    )


def inspected(fetched: Fetched) -> Inspection:
    """How the file is read, by the connector's own plan or as it was found out."""
    if fetched.plan is None:
        found = inspect(fetched.path, fetched.options)
        plan = found.plan
        if fetched.exact:
            plan = schema.exact(plan)
        return found.model_copy(update={"plan": plan})
    sample = inspect(fetched.path, {"header": True})
    return sample.model_copy(update={"plan": fetched.plan, "findings": [], "reviews": []})


def empty_columns(found: Inspection) -> set[str]:
    """Names in the source of columns that hold nothing in the rows that were looked at."""
    places = {note.column for note in found.findings if note.code == "empty_column"}
    return {column.source for column in found.plan.columns if column.position in places}


def preview(found: Inspection, fetched: Fetched) -> Result:
    """The first rows and how they would be read, in the summary."""
    kept = found.model_copy(update={"sample": found.sample[:SHOWN]})
    return Result(
        headline=msgn(
            "{count} column was found.", "{count} columns were found.", len(found.plan.columns)
        ),
        summary={
            "outcome": "preview",
            "inspection": kept.model_dump(mode="json"),
            "details": dict(fetched.details),
        },
    )


def unchanged(fetched: Mapping[str, Any]) -> Result:
    return Result(
        headline=msg("Nothing has changed since the last fetch."),
        summary={"outcome": "unchanged", "fetched": {"at": _now(), **fetched}},
    )


def _take(ctx: Context, order: Order, fetched: Fetched, found: Inspection) -> Result:
    digest = _digest(fetched.path)
    about = {
        "at": _now(), "address": fetched.address, "bytes": fetched.path.stat().st_size,
        "sha256": digest, "details": dict(fetched.details),
        "validators": dict(fetched.validators),
    }  # fmt: skip
    if digest == order.digest:
        return unchanged(about)
    plan, changes = found.plan, []
    if order.plan is not None:
        empty = empty_columns(found)
        changes = schema.compare(order.plan, found.plan, empty)
        plan = found.plan if changes else schema.carried(order.plan, found.plan, empty)
    return _imported(ctx, fetched, plan, changes, about)


def _imported(
    ctx: Context, fetched: Fetched, plan: Plan, changes: list[schema.Change], about: dict[str, Any]
) -> Result:
    """The table is made even where the schema changed: somebody may accept it."""
    outcome = run_import(
        fetched.path, plan, ctx.output_dir,
        progress=lambda done, total: ctx.progress(done, total), check=ctx.check_cancelled,
    )  # fmt: skip
    ctx.save_artifact("table.parquet", outcome.table.path)
    if outcome.rejections:
        ctx.save_artifact("rejections.csv", outcome.rejections)
    table = outcome.table
    headline = runners.headline(outcome)
    if changes:
        headline = msgn(
            "{count} column differs from what was agreed; nothing was stored.",
            "{count} columns differ from what was agreed; nothing was stored.",
            len({change.column for change in changes}),
        )
    return Result(
        headline=headline,
        blocks=runners.blocks(outcome),
        summary={
            "outcome": "changed" if changes else "table",
            "changes": [change.model_dump() for change in changes],
            "plan": plan.model_dump(mode="json"),
            "fetched": about,
            "counts": asdict(outcome.counts),
            "reasons": outcome.reasons,
            "rows": table.rows,
            "size": table.size,
            "content_hash": table.content_hash,
            "profile": table.profile.model_dump(mode="json"),
        },
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
