"""Pages of surveys as wholes: the list, making one, its overview, rules, state and deletion."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from apps.core.forms import ConfirmForm, status_of
from apps.core.rendering import render as say
from apps.core.tables import table_page
from apps.feedback.surveys import actions, checks, rules, showing, texts
from apps.feedback.surveys.definition import Definition, Quota, read
from apps.feedback.surveys.forms import KINDS, NewSurveyForm, RulesForm
from apps.feedback.surveys.models import Survey, SurveyResponse
from apps.feedback.surveys.starters import starter
from apps.feedback.surveys.tables import SurveyFilter, SurveyTable
from apps.projects.access import ProjectRequest, may, project_page
from apps.projects.domain.errors import Refused
from apps.projects.models import Role
from apps.reference.languages import own_name

TABS = (
    ("survey", gettext_lazy("Questions"), "list-check"),
    ("survey_texts", gettext_lazy("Languages"), "language"),
    ("survey_preview", gettext_lazy("Preview"), "eye"),
    ("survey_share", pgettext_lazy("survey", "Share"), "link"),
    ("survey_results", gettext_lazy("Results"), "chart-bar"),
)


@require_safe
@project_page()
def index(request: ProjectRequest) -> HttpResponse:
    """The list of surveys."""
    done = Q(responses__state=SurveyResponse.State.COMPLETE)
    rows = Survey.objects.filter(project=request.project).annotate(
        complete=Count("responses", filter=done)
    )
    context = table_page(request, SurveyTable, rows, SurveyFilter)
    if not context["table"].filtered:
        context["table"].empty_context = {
            "icon": "forms",
            "title": _("No surveys yet"),
            "text": _("Ask your customers, in their languages. Begin with one of the templates."),
            "action_url": reverse("feedback:survey_new", args=[request.project.pk])
            if may_edit(request) else "",
            "action_label": _("New survey"),
        }  # fmt: skip
    return render(request, "feedback/surveys/list.html", {**context, "may_edit": may_edit(request)})


@project_page(Role.ANALYST)
def new(request: ProjectRequest) -> HttpResponse:
    """Make a survey from a template."""
    form = NewSurveyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        definition = starter(sent["starter"], sent["language"].lower(), sent["title"])
        try:
            survey = actions.create(request.project, request.user, sent["title"], definition)
        except Refused as refused:
            form.add_error(refused.field or None, say(refused.message))
        else:
            messages.success(request, _("The survey was made. Nobody sees it before you publish."))
            return redirect("feedback:survey", request.project.pk, survey.pk)
    status = status_of(form)
    return render(request, "feedback/surveys/new.html", {"form": form}, status=status)


@require_safe
@project_page()
def detail(request: ProjectRequest, survey_id: UUID) -> HttpResponse:
    """The builder's first page: sections, questions, their logic, and what is wrong."""
    survey = get(request, survey_id)
    definition = read(survey.draft)
    newest = survey.versions.first()
    return page(
        request,
        survey,
        "survey",
        sections=_sections(definition),
        problems=checks.problems(definition),
        version=newest,
        changed=newest is not None and newest.definition != survey.draft,
        kinds=[(kind.value, label) for kind, label in KINDS.items()],
        untranslated=sum(texts.missing(definition, code) for code in definition.languages),
        languages=[(code, own_name(code)) for code in definition.languages],
        intro=definition.say(definition.intro, definition.default),
    )


def _sections(definition: Definition) -> list[dict[str, Any]]:
    """Sections and questions as the builder shows them."""
    return [
        {
            "key": section.key,
            "title": definition.say(section.title, definition.default),
            "show": rules.in_words(definition, section.show_if),
            "show_any": section.show_if is not None and section.show_if.match == "any",
            "end": rules.in_words(definition, section.end_if),
            "end_any": section.end_if is not None and section.end_if.match == "any",
            "questions": [
                {
                    "key": one.key,
                    "text": definition.say(one.text, definition.default),
                    "kind": KINDS[one.kind],
                    "required": one.required,
                    "choices": [
                        definition.say(choice.text, definition.default) for choice in one.choices
                    ],
                    "show": rules.in_words(definition, one.show_if),
                    "show_any": one.show_if is not None and one.show_if.match == "any",
                }
                for one in section.questions
            ],
        }
        for section in definition.sections
    ]


@require_safe
@project_page()
def preview(request: ProjectRequest, survey_id: UUID) -> HttpResponse:
    """The draft as respondents would read it, all pages in a row; nothing can be sent."""
    survey = get(request, survey_id)
    definition = read(survey.draft)
    language = definition.best_language([request.GET.get("lang", "")])
    sections = [
        {
            "section": section,
            "section_title": definition.say(section.title, language),
            "questions": showing.questions(definition, section.questions, language, {}),
            "show": rules.in_words(definition, section.show_if),
        }
        for section in definition.sections
    ]
    return page(
        request,
        survey,
        "survey_preview",
        sections=sections,
        languages=showing.languages(definition, language),
        frame_words=showing.words(language),
        texts={
            name: definition.say(getattr(definition, name), language)
            for name in ("title", "intro", "consent", "thanks")
        },
    )


@project_page(Role.ANALYST)
def settings(request: ProjectRequest, survey_id: UUID) -> HttpResponse:
    """Name, quotas, who may answer, and sites that may embed it."""
    survey = get(request, survey_id)
    sent = request.POST if request.method == "POST" else None
    form = RulesForm(sent, survey=survey, initial=_rules(survey))
    if request.method == "POST" and form.is_valid():
        wanted = dict(form.cleaned_data)
        seen, sites = wanted.pop("seen"), wanted.pop("sites").split()
        try:
            actions.set_rules(survey, request.user, actions.Rules(sites=sites, **wanted), seen=seen)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("feedback:survey", request.project.pk, survey.pk)
    status = status_of(form)
    return page(request, survey, "survey_settings", status=status, form=form)


def _rules(survey: Survey) -> dict[str, Any]:
    return {
        "title": survey.title,
        "quota_total": survey.quota_total,
        "only_invited": survey.only_invited,
        "sites": "\n".join(survey.sites),
        "quotas": "\n".join(_line(one) for one in read(survey.draft).quotas),
    }


def _line(quota: Quota) -> str:
    what = f"{quota.question}={quota.value}" if quota.question else quota.value
    return f"{what} {quota.most}"


@require_POST
@project_page(Role.EDITOR)
def publish(request: ProjectRequest, survey_id: UUID) -> HttpResponse:
    """Open the survey with the draft as it is."""
    return _done(request, survey_id, actions.publish, _("Published. The survey takes answers."))


@require_POST
@project_page(Role.EDITOR)
def close(request: ProjectRequest, survey_id: UUID) -> HttpResponse:
    """Take no more answers."""
    return _done(request, survey_id, actions.close, _("Closed. Answers are no longer taken."))


@require_POST
@project_page(Role.ANALYST)
def duplicate(request: ProjectRequest, survey_id: UUID) -> HttpResponse:
    """A draft of the same questions."""
    survey = get(request, survey_id)
    title = _("{title} (copy)").format(title=survey.title)
    copy = actions.duplicate(survey, request.user, title)
    messages.success(request, _("This is the copy."))
    return redirect("feedback:survey", request.project.pk, copy.pk)


def _done(request: ProjectRequest, survey_id: UUID, act: Any, told: str) -> HttpResponse:
    survey = get(request, survey_id)
    try:
        act(survey, request.user)
    except Refused as refused:
        messages.error(request, say(refused.message))
    else:
        messages.success(request, told)
    return redirect("feedback:survey", request.project.pk, survey.pk)


@project_page(Role.EDITOR)
def delete(request: ProjectRequest, survey_id: UUID) -> HttpResponse:
    """Delete a survey with its answers, once its name was typed."""
    survey = get(request, survey_id)
    form = ConfirmForm(request.POST if request.method == "POST" else None, phrase=survey.title)
    if request.method == "POST" and form.is_valid():
        actions.delete(survey, request.user)
        messages.success(request, _("{name} was deleted.").format(name=survey.title))
        return redirect("feedback:surveys", request.project.pk)
    return page(request, survey, "survey_delete", error=form.problem)


def may_edit(request: ProjectRequest) -> bool:
    return may(request, Role.ANALYST)


def get(request: ProjectRequest, survey_id: UUID) -> Survey:
    """The survey of this project; 404 for any other."""
    survey = Survey.objects.filter(project=request.project, pk=survey_id).first()
    if survey is None:
        raise Http404
    survey.project = request.project
    return survey


def page(
    request: ProjectRequest, survey: Survey, name: str, /, *, status: int = 200, here: str = "",
    **context: Any,
) -> HttpResponse:  # fmt: skip
    """A page of one survey with the tabs above it."""
    address = [request.project.pk, survey.pk]
    tabs = [
        {"label": label, "icon": icon, "url": reverse(f"feedback:{tab}", args=address),
         "here": tab == (here or name)}
        for tab, label, icon in TABS
    ]  # fmt: skip
    shared = {
        "survey": survey,
        "survey_tabs": tabs,
        "badge": f"survey_{survey.state}",
        "may_edit": may_edit(request),
        "may_publish": may(request, Role.EDITOR),
    }
    template = f"feedback/surveys/{name.removeprefix('survey_')}.html"
    return render(request, template, {**shared, **context}, status=status)
