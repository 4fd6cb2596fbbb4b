"""An import plan from what was found in the file and what a program wants otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from apps.core.api.problems import FieldError, Problem
from apps.datasets.tabular.plan import Plan
from apps.datasets.tabular.sniff import ENCODINGS, known_encoding

LAYOUT = ("encoding", "delimiter", "quote")  # how text is cut into cells


def planned(found: Plan, wanted: Mapping[str, Any]) -> Plan:
    """``found`` with the members of ``wanted`` in place; a problem with pointers if it is wrong."""
    unknown = sorted(set(wanted) - set(Plan.model_fields))
    if unknown:
        sentence = _("There is no field of this name here.")
        raise Problem("invalid", errors=[FieldError(f"/plan/{name}", sentence) for name in unknown])
    merged = {**found.model_dump(), **wanted, "columns": _columns(found, wanted.get("columns"))}
    try:
        plan = Plan.model_validate(merged)
    except ValidationError as error:
        raise Problem("invalid", errors=[_pointed(detail) for detail in error.errors()]) from error
    _check(plan)
    return plan.model_copy(update=readable(plan.model_dump(include={*LAYOUT}), "/plan"))


def _columns(found: Plan, changes: Any) -> list[dict[str, Any]]:
    columns = {column.position: column.model_dump() for column in found.columns}
    if changes is None:
        return list(columns.values())
    if not isinstance(changes, list):
        raise _wrong("/plan/columns", _("Give a list of columns."))
    for index, change in enumerate(changes):
        position = change.get("position") if isinstance(change, Mapping) else None
        if not isinstance(position, int) or position not in columns:
            sentence = _("Say which column: 'position' as the inspection gives it.")
            raise _wrong(f"/plan/columns/{index}/position", sentence)
        columns[position].update(change)
    return list(columns.values())


def _check(plan: Plan) -> None:
    names = [column.name for column in plan.included()]
    if not names:
        raise _wrong("/plan/columns", _("Keep at least one column."))
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        sentence = _("Two columns are called '{name}'. Rename one.").format(name=twice[0])
        raise _wrong("/plan/columns", sentence)
    if not set(plan.key) <= set(names):
        raise _wrong("/plan/key", _("The key names a column that is not imported."))


def readable(wanted: Mapping[str, Any], root: str = "") -> dict[str, Any]:
    """``wanted`` with the encoding as we call it; a problem if no file can be read so. Asked before
    a job is: in it such a choice is an error of ours.
    """
    for name in ("delimiter", "quote"):
        sign = wanted.get(name)
        if sign is not None and not (_is_sign(sign) or (name == "quote" and sign == "")):
            sentence = _("Give one ASCII character, and no line break.")
            raise _wrong(f"{root}/{name}", sentence)
    if "encoding" not in wanted:
        return dict(wanted)
    return {**wanted, "encoding": _encoding(wanted["encoding"], f"{root}/encoding")}


def _is_sign(text: str) -> bool:
    return len(text) == 1 and text.isascii() and text not in "\r\n\0"


def _encoding(name: str, pointer: str) -> str:
    known = known_encoding(name)
    if not known:
        sentence = _("Files are not read in this encoding. Choose one of: {names}.")
        raise _wrong(pointer, sentence.format(names=", ".join(ENCODINGS)))
    return known


def _pointed(detail: Any) -> FieldError:
    return FieldError("/plan/" + "/".join(str(part) for part in detail["loc"]), detail["msg"])


def _wrong(pointer: str, sentence: str) -> Problem:
    return Problem("invalid", errors=[FieldError(pointer, sentence)])
