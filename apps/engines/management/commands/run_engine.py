"""``manage.py run_engine KEY``: one run on Parquet files, without a job; its parts here or on Dask.

    manage.py run_engine regression.least_squares --input data=sales.parquet \
        --role data.target=demand --role data.predictors=price,income \
        --param parts=16 --dask processes --out answer
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from pydantic import ValidationError

from apps.core.rendering import render
from apps.engines import registry
from apps.engines.contract import Engine, Refusal
from apps.engines.executors import SCHEDULERS, DaskExecutor, Executor, InProcess
from apps.engines.folders import run_engine
from apps.engines.tables import ParquetTable


class Command(BaseCommand):
    help = "Run an engine on Parquet files without a job, its parts here or on a Dask cluster."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("engine", help="its key, as in regression.least_squares")
        parser.add_argument("--input", action="append", default=[], metavar="SLOT=FILE")
        parser.add_argument("--role", action="append", default=[], metavar="SLOT.ROLE=COLUMN,…")
        parser.add_argument("--param", action="append", default=[], metavar="NAME=VALUE")
        parser.add_argument("--seed", type=int, default=0)
        parser.add_argument(
            "--out", required=True, help="a folder for result.json and what is kept"
        )
        parser.add_argument(
            "--dask",
            default="",
            metavar="WHERE",
            help=f"{', '.join(SCHEDULERS)}, or the address of a cluster's scheduler"
            " (tcp://host:8786). Every worker needs this code and the files under the same paths",
        )

    def handle(self, *_args: Any, engine: str, **options: Any) -> None:
        known = self._engine(engine)
        roles = _pairs(options["role"], "role")
        inputs = {
            slot: ParquetTable(_file(path), roles=_of(roles, slot))
            for slot, path in _pairs(options["input"], "input").items()
        }
        params = {name: _value(text) for name, text in _pairs(options["param"], "param").items()}
        out = Path(options["out"])
        out.mkdir(parents=True, exist_ok=True)
        where = _executor(options["dask"])
        try:
            found = run_engine(known, params, inputs, out, executor=where, seed=options["seed"])
        except Refusal as refused:
            issue = refused.issue
            fix = f" {render(issue.fix)}" if issue.fix else ""
            raise CommandError(f"{render(issue.message)}{fix}") from refused
        except ValidationError as wrong:
            raise CommandError(str(wrong)) from wrong
        path = out / "result.json"
        path.write_text(found.model_dump_json(indent=1), encoding="utf-8")
        self.stdout.write(f"{render(found.headline)}\n{path}")

    def _engine(self, key: str) -> Engine:
        try:
            return registry.get(key)
        except registry.UnknownEngineError as unknown:
            keys = ", ".join(entry.key for entry in registry.entries())
            raise CommandError(f"There is no engine '{key}'. There are: {keys}.") from unknown


def _pairs(given: list[str], option: str) -> dict[str, str]:
    found = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or not name:
            raise CommandError(f"--{option} {each}: write NAME=VALUE.")
        found[name] = value
    return found


def _of(roles: dict[str, str], slot: str) -> dict[str, list[str]]:
    each = {name.partition("."): value for name, value in roles.items()}
    return {name[2]: value.split(",") for name, value in each.items() if name[0] == slot}


def _file(path: str) -> Path:
    found = Path(path)
    if not found.is_file():
        raise CommandError(f"There is no file {path}.")
    return found.resolve()


def _value(text: str) -> Any:
    """As JSON where it is some, as text otherwise."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _executor(where: str) -> Executor:
    if not where:
        return InProcess()
    if where in SCHEDULERS:
        return DaskExecutor(where)
    try:
        from distributed import Client  # on clusters alone: no part of the extra
    except ImportError as absent:
        raise CommandError(
            f"'{where}' is none of {', '.join(SCHEDULERS)}, and the package 'distributed', which"
            " knows clusters, is not installed here."
        ) from absent
    return DaskExecutor(Client(where))
