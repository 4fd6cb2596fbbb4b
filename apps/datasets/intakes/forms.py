"""A form that says which column of a table holds what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.rendering import render
from apps.datasets.intakes.columns import Guess, Kind
from apps.datasets.models import DatasetVersion
from apps.projects.domain.errors import Refused


class ColumnsForm(forms.Form):
    """A choice of column for each of ``kinds``, filled in by ``guess``, before the fields of the
    form itself, which are of the whole table.
    """

    kinds: ClassVar[Mapping[str, Kind]]
    guess: ClassVar[Guess]

    def __init__(self, *args: Any, version: DatasetVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [column["name"] for column in version.columns]
        guessed = self.guess(names)
        columns: dict[str, forms.Field] = {
            f"column_{name}": forms.ChoiceField(
                label=kind.label,
                required=False,
                choices=[("", _("Not in this table")), *((one, one) for one in names)],
                initial=guessed.get(name, ""),
            )
            for name, kind in self.kinds.items()
        }
        self.own_fields = [*self.fields]
        self.fields = {**columns, **self.fields}

    @property
    def columns(self) -> list[Any]:
        return [self[f"column_{name}"] for name in self.kinds]

    @property
    def common(self) -> list[Any]:
        return [self[name] for name in self.own_fields]

    @property
    def chosen(self) -> dict[str, str]:
        """Field → column, of those that are in the table."""
        sent = {name: self.cleaned_data[f"column_{name}"] for name in self.kinds}
        return {name: column for name, column in sent.items() if column}

    def show_refusal(self, refused: Refused) -> None:
        self.add_error(None, render(refused.message))
