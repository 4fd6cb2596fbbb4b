"""What the pages of a collection need to know of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from apps.accounts.models import User
from apps.projects.collections.forms import WrittenForm
from apps.projects.domain.records import RecordKind

Way = Callable[[Any], str]


@dataclass(frozen=True)
class Section:
    """``back`` is where a saved row is seen, ``above`` the full name of the page of its list.
    ``remove`` deletes a row with what hangs on it. Words are lazily translated.

    ``parent`` is the field of the row that a new one is made for, which the address names; '' where
    a row stands by itself. ``name`` is what a row is called where it is added and deleted.
    """

    kind: RecordKind
    form: type[WrittenForm]
    above: str
    label: Any
    add: Any
    edit: Any
    delete: Any
    consequence: Any
    back: Way
    remove: Callable[[Any, User], None]
    parent: str = ""
    name: Way = str

    @property
    def related(self) -> tuple[str, ...]:
        return self.kind.related

    @property
    def parents(self) -> type[Any]:
        """The model of ``parent``."""
        found: type[Any] = self.kind.model._meta.get_field(self.parent).related_model
        return found


def section_of(sections: Mapping[str, Section], name: str) -> Section:
    found = sections.get(name)
    if found is None:
        raise Http404
    return found
