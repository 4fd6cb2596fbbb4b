"""The markets of a project, and one of them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.core.rendering import render as say
from apps.core.tables import table_page
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain import markets as domain
from apps.projects.domain import stages
from apps.projects.domain.errors import Refused, Stale
from apps.projects.domain.overview import by_stage, entries_of, points
from apps.projects.facts import facts_of
from apps.projects.filters import MarketFilter
from apps.projects.forms import AddMarketsForm, MoveForm, PlanForm
from apps.projects.gates import STAGE_GOALS, GateState, open_gate
from apps.projects.models import MarketEntry, Role, Stage, StageMove
from apps.projects.plan.standing import with_figures
from apps.projects.tables import MarketTable
from apps.reference import countries, territories
from apps.reference.languages import language_name

LANGUAGES_SHOWN = 6


@require_safe
@project_page()
def markets(request: ProjectRequest) -> HttpResponse:
    """Map and table of the markets."""
    project = request.project
    entries = entries_of(project)
    rows = MarketEntry.objects.filter(project=project).select_related("owner")
    context = {
        "points": points(project.pk, entries),
        "stages": by_stage(entries),
        "add_form": AddMarketsForm(),
        **table_page(request, MarketTable, rows, MarketFilter),
    }
    return render(request, "projects/markets.html", context)


@project_page(Role.EDITOR)
def add(request: ProjectRequest) -> HttpResponse:
    """Several candidate markets at once."""
    form = AddMarketsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = domain.add_markets(request.project, request.user, form.cleaned_data["countries"])
        messages.success(request, _added(len(made), len(form.cleaned_data["countries"])))
        return redirect("projects:markets", request.project.pk)
    return render(request, "projects/markets_add.html", {"form": form})


def _added(made: int, asked: int) -> str:
    text = ngettext("{count} market added.", "{count} markets added.", made).format(count=made)
    if made < asked:
        there = asked - made
        text += " " + ngettext(
            "{count} was there already.", "{count} were there already.", there
        ).format(count=there)
    return text


def _entry(request: ProjectRequest, entry_id: UUID) -> MarketEntry:
    rows = with_figures(MarketEntry.objects.visible_to(request.user))
    rows = rows.filter(project=request.project)
    entry: MarketEntry | None = (
        rows.select_related("owner", "project__product").filter(pk=entry_id).first()
    )
    if entry is None:
        raise Http404
    return entry


@require_safe
@project_page()
def market(request: ProjectRequest, entry_id: UUID) -> HttpResponse:
    """One market: its stage, its gate, what is planned, and what is known."""
    return _show(request, _entry(request, entry_id))


def _show(
    request: ProjectRequest,
    entry: MarketEntry,
    plan_form: PlanForm | None = None,
    move_form: MoveForm | None = None,
) -> HttpResponse:
    answers = open_gate(entry)
    territory = territories.get(entry.country)
    language = get_language() or "en"
    context = {
        "entry": entry,
        "name": countries.name(entry.country, language),
        "stepper": _stepper(entry),
        "goal": {"text": STAGE_GOALS[Stage(entry.stage)]},
        "gate": answers,
        "met": sum(answer.state is GateState.MET for answer in answers),
        "plan_form": plan_form or PlanForm(instance=entry),
        "move_form": move_form or MoveForm(entry=entry),
        "facts": facts_of(entry),
        "languages": [
            (language_name(spoken.code, language), spoken.share, spoken.official)
            for spoken in (territory.languages[:LANGUAGES_SHOWN] if territory else ())
        ],
        "language_source": territories.source(),
        "history": StageMove.objects.filter(entry=entry).select_related("moved_by"),
    }
    return render(request, "projects/market.html", context)


def _stepper(entry: MarketEntry) -> list[dict[str, object]]:
    here = stages.position(entry.stage)
    return [
        {
            "number": index + 1,
            "label": stage.label,
            "stage": stage.value,
            "state": _when(index, here),
        }
        for index, stage in enumerate(stages.ORDER)
    ]


def _when(index: int, here: int) -> str:
    if index == here:
        return "now"
    return "done" if index < here else "ahead"


@require_POST
@project_page(write=Role.EDITOR)
def plan(request: ProjectRequest, entry_id: UUID) -> HttpResponse:
    """Save owner, launch date and note."""
    entry = _entry(request, entry_id)
    form = PlanForm(request.POST, instance=_entry(request, entry_id))
    if form.is_valid():
        try:
            domain.update_entry(entry, request.user, form.values, seen=form.cleaned_data["seen"])
        except Stale as stale:
            form.show_conflict(stale.current)
        except Refused as refused:
            form.show_refusal(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("projects:market", request.project.pk, entry.pk)
    return _show(request, entry, plan_form=form)


@require_POST
@project_page(write=Role.EDITOR)
def move(request: ProjectRequest, entry_id: UUID) -> HttpResponse:
    """Move the market to another stage."""
    entry = _entry(request, entry_id)
    form = MoveForm(request.POST, entry=entry)
    if form.is_valid():
        to = Stage(form.cleaned_data["to_stage"])
        try:
            stages.move(
                entry,
                request.user,
                to,
                reason=form.cleaned_data["reason"],
                seen=form.cleaned_data["seen"],
            )
        except Stale as stale:
            form.add_error(None, _moved_meanwhile(stale.current))
            entry = stale.current
        except Refused as refused:
            form.add_error(refused.field or None, say(refused.message))
        else:
            messages.success(request, _("Moved to '{stage}'.").format(stage=to.label))
            return redirect("projects:market", request.project.pk, entry.pk)
    return _show(request, entry, move_form=form)


def _moved_meanwhile(entry: MarketEntry) -> str:
    return _(
        "Somebody else changed this market after you opened it. It is at '{stage}' now. Look at it"
        " again before you move it."
    ).format(stage=entry.get_stage_display())


@project_page(Role.EDITOR)
def remove(request: ProjectRequest, entry_id: UUID) -> HttpResponse:
    """Ask, then take the market out."""
    entry = _entry(request, entry_id)
    name = countries.name(entry.country, get_language() or "en")
    if request.method == "POST":
        try:
            domain.remove_entry(entry, request.user)
        except Refused as refused:
            messages.error(request, say(refused.message))
            return redirect("projects:market", request.project.pk, entry.pk)
        messages.success(request, _("{country} was removed.").format(country=name))
        return redirect("projects:markets", request.project.pk)
    return render(request, "projects/market_remove.html", {"entry": entry, "name": name})
