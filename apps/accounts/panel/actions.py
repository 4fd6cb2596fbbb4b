"""Actions of the admin panel: each asks first, goes through a room's ``domain``, and says how it
went. One method serves a single row (a button on its page) and a selection (the list's menu)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from unfold.decorators import action as unfold_action
from unfold.enums import ActionVariant

Act = Callable[[Any, HttpRequest, Any], HttpResponse | None]


class ActionRefused(Exception):
    """An action that cannot be done to this row; the text is a sentence for the administrator."""


@dataclass(frozen=True)
class Confirmed:
    """What the page before the action says. ``applies`` hides the button where it makes no sense;
    ``bulk`` offers the action for a selection too."""

    act: Act
    label: Any
    question: Any
    icon: str
    danger: bool
    bulk: bool
    applies: Callable[[Any], bool]


def confirmed(
    label: Any,
    *,
    question: Any,
    icon: str = "bolt",
    danger: bool = False,
    bulk: bool = True,
    applies: Callable[[Any], bool] = lambda row: True,
) -> Callable[[Act], Confirmed]:
    """Decorate ``method(self, request, row)`` of a :class:`ConfirmedActions` admin.

    It may raise :class:`ActionRefused`, and may return a page to show instead of the list.
    """

    def decorate(act: Act) -> Confirmed:
        return Confirmed(act, label, question, icon, danger, bulk, applies)

    return decorate


class ConfirmedActions(ModelAdmin):
    """Turns the class's :class:`Confirmed` attributes into actions of the list and of the page.

    Comes before unfold's ``ModelAdmin`` among the bases.
    """

    confirmed: ClassVar[dict[str, Confirmed]] = {}
    actions_detail: Any = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        found = {name: item for name, item in vars(cls).items() if isinstance(item, Confirmed)}
        cls.confirmed = {**cls.confirmed, **found}
        for name, spec in found.items():
            setattr(cls, f"{name}_one", _for_one(name, spec))
            if spec.bulk:
                setattr(cls, name, _for_many(name, spec))
        cls.actions = [name for name, spec in cls.confirmed.items() if spec.bulk]
        cls.actions_detail = [f"{name}_one" for name in cls.confirmed]

    def get_actions_detail(self, request: HttpRequest, object_id: Any) -> list[Any]:
        """Only the buttons that apply to this row."""
        row = self.get_object(request, str(object_id))
        shown = super().get_actions_detail(request, object_id)  # type: ignore[misc]
        if row is None:
            return shown
        prefix = f"{self.opts.app_label}_{self.opts.model_name}_"
        return [
            item
            for item in shown
            if _applies(self.confirmed, item.action_name.removeprefix(prefix), row)
        ]


def _applies(specs: dict[str, Confirmed], name: str, row: Model) -> bool:
    spec = specs.get(name.removesuffix("_one"))
    return spec is None or spec.applies(row)


def _for_one(name: str, spec: Confirmed) -> Any:
    """A button on the row's page."""

    def run(self: Any, request: HttpRequest, object_id: str) -> HttpResponse:
        row = self.get_object(request, object_id)
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method != "POST":
            return _ask(self, request, spec, [row], name="")
        answer = _do(self, request, spec, [row])
        return answer or redirect(_page_of(self, row))

    run.__name__ = f"{name}_one"
    return unfold_action(
        description=spec.label,
        url_path=f"{name.replace('_', '-')}",
        icon=spec.icon,
        variant=ActionVariant.DANGER if spec.danger else ActionVariant.DEFAULT,
    )(run)


def _for_many(name: str, spec: Confirmed) -> Any:
    """An entry of the list's menu."""

    def run(self: Any, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        rows = list(queryset)
        if "confirmed" not in request.POST:
            return _ask(self, request, spec, rows, name=name)
        return _do(self, request, spec, rows)

    run.__name__ = name
    run.short_description = spec.label  # type: ignore[attr-defined]
    return run


def _ask(
    self: Any, request: HttpRequest, spec: Confirmed, rows: list[Any], name: str
) -> HttpResponse:
    context = {
        **self.admin_site.each_context(request),
        "opts": self.opts,
        "title": spec.label,
        "question": spec.question,
        "danger": spec.danger,
        "rows": rows,
        "action": name,
        "checkbox_name": ACTION_CHECKBOX_NAME,
        "back": request.get_full_path() if name else _page_of(self, rows[0]),
    }
    return TemplateResponse(request, "accounts/panel/confirm.html", context)


def _do(
    self: Any, request: HttpRequest, spec: Confirmed, rows: Iterable[Any]
) -> HttpResponse | None:
    done, answer = 0, None
    for row in rows:
        try:
            answer = spec.act(self, request, row)
            done += 1
        except ActionRefused as refused:
            messages.error(request, f"{row}: {refused}")
    if done and answer is None:
        messages.success(
            request, _("{action}: done for {count}.").format(action=spec.label, count=done)
        )
    return answer


def _page_of(self: Any, row: Model) -> str:
    name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
    return reverse(name, args=[row.pk])
