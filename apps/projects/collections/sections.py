"""What the pages of a collection need to know of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from apps.accounts.models import User
from apps.projects.collections.forms import RecordForm
from apps.projects.domain.records import RecordKind

Way = Callable[[Any], str]


@dataclass(frozen=True)
class Section:
    """``back`` is where a saved row is seen, ``above`` the full name of the page of its list.
    ``remove`` deletes a row with what hangs on it. Words are lazily translated.
    """

    kind: RecordKind
    form: type[RecordForm]
    above: str
    label: Any
    add: Any
    edit: Any
    delete: Any
    consequence: Any
    back: Way
    remove: Callable[[Any, User], None]

    @property
    def related(self) -> tuple[str, ...]:
        return self.kind.related


def section_of(sections: Mapping[str, Section], name: str) -> Section:
    found = sections.get(name)
    if found is None:
        raise Http404
    return found
