"""The box in which a formula is written or its terms are clicked together, on any page that starts
a run of an engine with a formula.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from apps.core.joining import sentences
from apps.core.rendering import render
from apps.engines.builtin.linear.terms import clicks
from apps.engines.builtin.linear.terms.asked import coefficients
from apps.engines.builtin.linear.terms.grammar import read
from apps.engines.contract import ColumnProfile, Engine, Issue

NAME = "formula"  # of the parameter
ACTION = "terms_action"  # what a click asks for: add, remove:2, log, as_is
DETAILS = ("column", "way", "detail", "crossed")
MOST_TEXT = 2000


@dataclass
class TermBox:
    """``chips`` are the terms as text, ``count`` the coefficients that the formula has."""

    text: str
    columns: Sequence[ColumnProfile]
    target: str = ""
    chips: list[str] = field(default_factory=list)
    count: int | None = None
    logged: bool = False
    problems: list[str] = field(default_factory=list)
    chosen: Mapping[str, str] = field(default_factory=dict)

    @property
    def ways(self) -> list[tuple[str, str]]:
        return [(way, gettext(label)) for way, label in clicks.WAYS.items()]


def has_box(engine: Engine) -> bool:
    """Whether the engine takes a formula."""
    shown = engine.Params.model_fields.get(NAME)
    return shown is not None and "terms" in engine.Params.model_fields


def changed(
    data: QueryDict, columns: Sequence[ColumnProfile], target: str
) -> tuple[QueryDict, list[Issue]]:
    """What was posted with the formula that the click asked for."""
    known = {column.name: column for column in columns}
    text, action = str(data.get(NAME, ""))[:MOST_TEXT], str(data.get(ACTION, ""))
    issues: list[Issue] = []
    if action == "add":
        told = {name: str(data.get(f"add_{name}", ""))[:300] for name in DETAILS}
        text, issues = clicks.added(text, known, **told)
    elif action.startswith("remove:") and action[7:].isdecimal():
        text = clicks.removed(text, known, int(action[7:]))
    elif action in ("log", "as_is") and target:
        text = clicks.with_target(text, known, target, logged=action == "log")
    copy = data.copy()
    copy[NAME] = text
    return copy, issues


def box(
    engine: Engine,
    columns: Sequence[ColumnProfile],
    text: Any,
    *,
    target: str = "",
    issues: Sequence[Issue] = (),
    data: Mapping[str, Any] | None = None,
) -> TermBox | None:
    """The box for a formula's text; None where the engine takes none."""
    if not has_box(engine):
        return None
    found = TermBox(str(text or ""), columns, target)
    known = {column.name: column for column in columns}
    said = list(issues)
    if found.text.strip():
        formula, wrong = read(found.text, known)
        said += wrong
        if formula is not None:
            found.chips, found.logged = clicks.chips(formula), clicks.is_logged(formula)
            found.count = coefficients(formula, known)
    found.problems = [sentences(render(one.message), render(one.fix)) for one in said]
    if issues and data is not None:  # what was refused is shown again
        found.chosen = {name: str(data.get(f"add_{name}", "")) for name in DETAILS}
    return found
