"""The forms of rows that the kinds of a room check and write."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from apps.projects.forms import GuardedForm, offer_markets, offer_members
from apps.projects.models import Project


class WrittenForm(GuardedForm):
    """Fields are checked again, and the row is written, by ``records``; an owner is a member."""

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project = project
        if "owner" in self.fields:
            offer_members(self.fields["owner"], project.pk)
        offer_markets(self, project)

    def row_field(self, name: str, *order: str) -> forms.ModelChoiceField:
        """The field that names another row, with those of the project alone to choose from."""
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        model = self._meta.model._meta.get_field(name).related_model
        field.queryset = model.objects.filter(project=self.project).order_by(*order)
        return field

    @property
    def sent(self) -> dict[str, Any]:
        """The values as ``records`` takes them: other rows by id."""
        return {name: getattr(value, "pk", value) for name, value in self.values.items()}

    def _post_clean(self) -> None:
        """The row itself is written and checked by ``records``, so the form leaves it alone."""


class RecordForm(WrittenForm):
    """``linked`` names the fields that choose another row of the project, by its name."""

    linked: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.linked:
            self.row_field(name, "name").empty_label = "–"


def initial_from(
    given: Any,
    form: type[WrittenForm],
    names: Iterable[str],
    *,
    ids: Iterable[str] = (),
    also: Iterable[str] = (),
) -> dict[str, str]:
    """What an address fills in: ``?market=DEU&competitor=…``. Of ``ids`` what is no id, and none of
    the words of ``also``, is left out.
    """
    found = {name: given[name] for name in names if given.get(name) and name in form.base_fields}
    for name in ids:
        if name in found and found[name] not in also and not _is_id(found[name]):
            del found[name]
    return found


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
