"""The pages of an import from a table: choose it, say what its columns hold, look at the check,
have its rows taken, and see what could not be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core import rendering
from apps.core.htmx import is_htmx, refresh
from apps.core.messages import Message
from apps.core.spreadsheets import csv_download, harmless
from apps.datasets.inputs import DatasetProvider
from apps.datasets.intakes.columns import Kind
from apps.datasets.intakes.reading import TOO_LONG, Problem
from apps.datasets.intakes.working import Work
from apps.datasets.models import DatasetVersion
from apps.projects.access import ProjectRequest
from apps.projects.domain.errors import Refused


@dataclass(frozen=True)
class Pages:
    """``route`` begins the names of the addresses ('crm:' of 'crm:intake'), ``begin`` is that of
    the page on which a table is chosen, ``above`` that of the list which the rows go to; ``folder``
    is that of the templates.

    ``check(version, plan, user)`` gives an intake, ``start(intake, user)`` begins with it.
    ``told(intake)`` is what the room's page shows besides, ``words`` has for each reason what is
    wrong and what to do, ``problems(intake)`` reads all problems of the table again. ``undoes``:
    there is a way back, and earlier imports are listed.
    """

    work: Work
    route: str
    begin: str
    above: str
    folder: str
    form: type[Any]
    kinds: Mapping[str, Kind]
    check: Callable[[DatasetVersion, Any, Any], Any]
    start: Callable[[Any, Any], None]
    told: Callable[[Any], dict[str, Any]]
    words: Mapping[str, tuple[Message, Message]]
    problems: Callable[[Any], Iterable[Problem]]
    undoes: bool = False

    def choose(self, request: ProjectRequest) -> HttpResponse:
        """Choose a table; then say what its columns hold, and have it checked."""
        template = f"{self.folder}/from_table.html"
        version = _version(request)
        if version is None:
            context = self._places(request)
            context["tables"] = DatasetProvider().choices(request.project.pk)
            if self.undoes:
                rows = self._rows(request).exclude(state=self.work.model.State.CHECKED)
                context["earlier"] = rows.order_by("-created_at")[:10]
            return render(request, template, context)
        form = self.form(request.POST if request.method == "POST" else None, version=version)
        if request.method == "POST" and form.is_valid():
            try:
                checked = self.check(version, form.plan, request.user)
            except Refused as refused:
                form.show_refusal(refused)
            else:
                return self._to(request, checked)
        context = {**self._places(request), "version": version, "form": form}
        return render(request, template, context)

    def _places(self, request: ProjectRequest, intake: Any = None) -> dict[str, Any]:
        key = request.project.pk
        found = {
            "list_url": reverse(self.above, args=[key]),
            "table_url": reverse(self.begin, args=[key]),
            "intake_route": f"{self.route}intake",
        }
        if intake is not None:
            for name in ("live", "problems", "undo") if self.undoes else ("live", "problems"):
                address = reverse(f"{self.route}intake_{name}", args=[key, intake.pk])
                found[f"{name}_url"] = address
        return found

    def _rows(self, request: ProjectRequest) -> Any:
        rows = self.work.model.objects.visible_to(request.user)
        return rows.filter(project=request.project).select_related("version__dataset")

    def found(self, request: ProjectRequest, key: UUID) -> Any:
        """The intake of the address, or 404."""
        intake = self._rows(request).filter(pk=key).first()
        if intake is None:
            raise Http404
        return intake

    def _to(self, request: ProjectRequest, intake: Any) -> HttpResponse:
        return redirect(f"{self.route}intake", request.project.pk, intake.pk)

    def act(
        self, request: ProjectRequest, key: UUID, action: Callable[[Any, Any], None]
    ) -> HttpResponse:
        """Do something with the intake, and show it, or why it cannot be."""
        intake = self.found(request, key)
        try:
            action(intake, request.user)
        except Refused as refused:
            messages.error(request, rendering.render(refused.message))
        return self._to(request, intake)

    def show(self, request: ProjectRequest, key: UUID, **context: Any) -> HttpResponse:
        """What the check found, and the button that takes the rows; how far it is, and the end."""
        if request.method == "POST":
            return self.act(request, key, self.start)
        intake = self.found(request, key)
        template = f"{self.folder}/intake.html"
        return render(request, template, {**self._context(request, intake), **context})

    def live(self, request: ProjectRequest, key: UUID) -> HttpResponseBase:
        """How far it is, asked again and again while it runs."""
        intake = self.found(request, key)
        if intake.state not in self.work.working:
            return refresh(request) if is_htmx(request) else self._to(request, intake)
        return render(request, "datasets/intakes/live.html", self._context(request, intake))

    def _context(self, request: ProjectRequest, intake: Any) -> dict[str, Any]:
        return {
            **self._places(request, intake),
            "intake": intake,
            "checked": intake.state == self.work.model.State.CHECKED,
            "working": intake.state in self.work.working,
            "problem": Message.model_validate(intake.problem) if intake.problem else None,
            "shown": [self._described(intake, one) for one in intake.found.get("problems", ())],
            **self.told(intake),
        }

    def _described(self, intake: Any, stored: Mapping[str, Any]) -> dict[str, Any]:
        problem = Problem(stored["row"], stored["field"], stored["reason"], "")
        reason, fix = self._texts(problem)
        column = self._column(intake, problem)
        return {"row": problem.row, "column": column, "reason": reason, "fix": fix}

    def _texts(self, problem: Problem) -> tuple[Message, Message]:
        return self.words.get(problem.reason, TOO_LONG)

    def _column(self, intake: Any, problem: Problem) -> str:
        """The column of the table; else what is missing."""
        kind = self.kinds.get(problem.field)
        columns: Mapping[str, str] = intake.plan["columns"]
        return columns.get(problem.field) or (str(kind.label) if kind else "–")

    def download(self, request: ProjectRequest, key: UUID) -> StreamingHttpResponse:
        """All rows that cannot be taken, as CSV: row, column, value, what is wrong, what to do."""
        return csv_download(self._lines(self.found(request, key)), "problems.csv")

    def _lines(self, intake: Any) -> Iterator[list[Any]]:
        yield [_("row"), _("column"), _("value"), _("what is wrong"), _("what to do")]
        for problem in self.problems(intake):
            texts = [rendering.render(text) for text in self._texts(problem)]
            cells = [harmless(self._column(intake, problem)), harmless(problem.value)]
            yield [problem.row, *cells, *texts]


def _version(request: ProjectRequest) -> DatasetVersion | None:
    """The version that the address names; None where it names none."""
    wanted = request.GET.get("version", "")
    if not wanted:
        return None
    rows = DatasetVersion.objects.visible_to(request.user).select_related("dataset", "project")
    try:
        version: DatasetVersion | None = rows.filter(project=request.project, pk=wanted).first()
    except (ValidationError, ValueError):
        version = None
    if version is None:
        raise Http404
    return version
