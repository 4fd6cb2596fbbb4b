"""The demand form: which data, which part each column plays, which engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from apps.core.joining import sentences
from apps.core.rendering import render
from apps.datasets.models import DatasetVersion
from apps.engines.contract import ColumnProfile, InputSlot, Issue, RoleSpec

KINDS = {
    "number": pgettext_lazy("kind of column", "number"),
    "integer": pgettext_lazy("kind of column", "whole number"),
    "boolean": pgettext_lazy("kind of column", "yes or no"),
    "text": pgettext_lazy("kind of column", "text"),
    "date": pgettext_lazy("kind of column", "date"),
    "datetime": pgettext_lazy("kind of column", "date and time"),
    "country": pgettext_lazy("kind of column", "country"),
    "percent": pgettext_lazy("kind of column", "percentage"),
    "currency": pgettext_lazy("kind of column", "amount of money"),
}


@dataclass(frozen=True)
class Choice:
    """One part that a column could play."""

    role: RoleSpec | None
    label: str
    fits: bool
    chosen: bool

    @property
    def value(self) -> str:
        return self.role.key if self.role else ""


@dataclass(frozen=True)
class ColumnRow:
    """A column of the dataset with what is known of it and the parts it could play."""

    place: int
    column: ColumnProfile
    meaning: str  # as the import understood it: 'country' is stored as text
    rows: int
    choices: list[Choice]

    @property
    def name(self) -> str:
        return f"role-{self.place}"

    @property
    def kind(self) -> str:
        return str(KINDS.get(self.meaning) or KINDS[self.column.dtype])

    @property
    def missing_share(self) -> float:
        return self.column.missing / self.rows if self.rows else 0.0

    @property
    def constant(self) -> bool:
        return self.column.minimum is not None and self.column.minimum == self.column.maximum


class ColumnsForm:
    """Radio buttons: for each column one part, or none. Errors are kept by role."""

    def __init__(
        self,
        slot: InputSlot,
        version: DatasetVersion,
        data: Mapping[str, Any] | None = None,
        roles: Mapping[str, list[str]] | None = None,
    ) -> None:
        self.slot, self.version = slot, version
        self.columns = [ColumnProfile.model_validate(column) for column in version.columns]
        self.errors: dict[str, list[str]] = {}
        self._part = self._from_data(data) if data is not None else self._from_roles(roles or {})

    def _from_data(self, data: Mapping[str, Any]) -> dict[str, str]:
        return {
            column.name: str(data.get(f"role-{place}", ""))
            for place, column in enumerate(self.columns)
        }

    @staticmethod
    def _from_roles(roles: Mapping[str, list[str]]) -> dict[str, str]:
        return {name: role for role, names in roles.items() for name in names}

    def roles(self) -> dict[str, list[str]]:
        """Role → columns in the order of the table; only roles that are played."""
        known = {role.key for role in self.slot.roles}
        found: dict[str, list[str]] = {}
        for column in self.columns:
            part = self._part.get(column.name, "")
            if part in known:
                found.setdefault(part, []).append(column.name)
        return found

    def only(self, role: str) -> str:
        """The one column that plays the role; '' if there are several or none."""
        names = self.roles().get(role, [])
        return names[0] if len(names) == 1 else ""

    def rows(self) -> list[ColumnRow]:
        details = (self.version.profile or {}).get("details", {})
        return [
            ColumnRow(
                place,
                column,
                details.get(column.name, {}).get("kind", ""),
                self.version.rows,
                self._choices(column),
            )
            for place, column in enumerate(self.columns)
        ]

    def _choices(self, column: ColumnProfile) -> list[Choice]:
        part = self._part.get(column.name, "")
        none = Choice(None, gettext("Not used"), True, not part)
        return [none] + [
            Choice(role, gettext(role.label), column.dtype in role.dtypes, part == role.key)
            for role in self.slot.roles
        ]

    def add_issues(self, issues: list[Issue]) -> list[Issue]:
        """Keep the issues of roles; the others are returned."""
        rest = []
        known = {role.key for role in self.slot.roles}
        for issue in issues:
            slot, _dot, role = issue.field.partition(".")
            if slot == self.slot.key and role in known:
                words = sentences(render(issue.message), render(issue.fix))
                self.errors.setdefault(role, []).append(words)
            else:
                rest.append(issue)
        return rest

    def all_errors(self) -> list[str]:
        return [text for texts in self.errors.values() for text in texts]


class TitleForm(forms.Form):
    """The fit's name."""

    title = forms.CharField(
        label=_("Name of this fit"),
        max_length=200,
        required=False,
        help_text=_("Left empty, it is named by its target and predictors."),
    )
