"""The forms that change what a survey asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.core.forms import status_of
from apps.core.rendering import render as say
from apps.feedback.surveys import actions, editing
from apps.feedback.surveys.definition import Definition, Kind, Question, read
from apps.feedback.surveys.forms import KINDS, DraftForm, QuestionForm, SectionForm, WordsForm
from apps.feedback.surveys.models import Survey
from apps.feedback.surveys.views import get, page
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain.errors import Refused
from apps.projects.models import Role


@project_page(Role.ANALYST)
def question_new(request: ProjectRequest, survey_id: UUID, question_kind: str) -> HttpResponse:
    """Add a question at the end of the section that ``?section=`` names, else of the last."""
    survey = get(request, survey_id)
    if question_kind not in KINDS:
        raise Http404
    kind = Kind(question_kind)
    definition = read(survey.draft)
    question = editing.new_question(kind)
    section = request.GET.get("section", "")
    if definition.section(section) is None:
        section = (definition.sections or [editing.add_section(definition)])[-1].key
    _stand(definition, section, question)
    form = _form(QuestionForm, request, survey, definition, question=question)

    def add(draft: Definition) -> None:
        if not draft.sections:
            editing.add_section(draft)
        made = editing.new_question(kind)
        editing.add_question(draft, section, made)
        form.apply(draft, made)

    return _saved(request, survey, form, add, _("New question"), kind=KINDS[kind])


def _stand(definition: Definition, section_key: str, question: Question) -> None:
    """Put the new question where it will be, so that the form knows what is asked before it."""
    section = definition.section(section_key)
    if section is not None:
        section.questions.append(question)


@project_page(Role.ANALYST)
def question(request: ProjectRequest, survey_id: UUID, question_key: str) -> HttpResponse:
    """Change a question, its choices and when it is asked."""
    survey = get(request, survey_id)
    definition = read(survey.draft)
    asked = definition.question(question_key)
    if asked is None:
        raise Http404
    form = _form(QuestionForm, request, survey, definition, question=asked)

    def change(draft: Definition) -> None:
        found = draft.question(question_key)
        if found is None:
            raise Refused(actions.CHANGED)
        form.apply(draft, found)

    return _saved(request, survey, form, change, _("Edit question"), kind=KINDS[asked.kind])


@project_page(Role.ANALYST)
def section(request: ProjectRequest, survey_id: UUID, section_key: str) -> HttpResponse:
    """Change a page's heading, when it is shown, and when the survey ends after it."""
    survey = get(request, survey_id)
    definition = read(survey.draft)
    found = definition.section(section_key)
    if found is None:
        raise Http404
    form = _form(SectionForm, request, survey, definition, section=found)

    def change(draft: Definition) -> None:
        held = draft.section(section_key)
        if held is None:
            raise Refused(actions.CHANGED)
        form.apply(held)

    return _saved(request, survey, form, change, _("Edit page"))


@project_page(Role.ANALYST)
def words(request: ProjectRequest, survey_id: UUID) -> HttpResponse:
    """Title, opening words, consent, thanks, and the languages of the survey."""
    survey = get(request, survey_id)
    form = _form(WordsForm, request, survey, read(survey.draft))
    return _saved(request, survey, form, form.apply, _("Title, words and languages"))


@require_POST
@project_page(Role.ANALYST)
def change(request: ProjectRequest, survey_id: UUID) -> HttpResponse:
    """Move or remove a part, or add a page: ``do`` says which, ``key`` what."""
    survey = get(request, survey_id)
    key = request.POST.get("key", "")
    deeds: dict[str, Callable[[Definition], Any]] = {
        "up": lambda draft: editing.move(draft, key, -1),
        "down": lambda draft: editing.move(draft, key, 1),
        "remove": lambda draft: editing.remove(draft, key),
        "add": editing.add_section,
    }
    do = request.POST.get("do", "")
    try:
        if do in deeds:
            actions.edit(survey, request.user, lambda draft: _nothing(deeds[do](draft)))
    except Refused as refused:
        messages.error(request, say(refused.message))
    anchor = f"#{key}" if do in ("up", "down") else ""
    return redirect(f"{reverse('feedback:survey', args=[request.project.pk, survey.pk])}{anchor}")


def _nothing(_made: Any) -> None:
    return None


def _form(
    form: Any, request: ProjectRequest, survey: Survey, definition: Definition, **kwargs: Any
) -> Any:
    sent = request.POST if request.method == "POST" else None
    return form(sent, survey=survey, definition=definition, **kwargs)


def _saved(
    request: ProjectRequest, survey: Survey, form: DraftForm,
    change: Callable[[Definition], None], heading: str, **context: Any,
) -> HttpResponse:  # fmt: skip
    """Save a valid form and go back to the builder; else the form with what is wrong."""
    back = reverse("feedback:survey", args=[request.project.pk, survey.pk])
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit(survey, request.user, change, seen=form.cleaned_data["seen"])
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    status = status_of(form)
    return page(request, survey, "survey_part", here="survey", status=status, form=form,
                heading=heading, back=back, **context)  # fmt: skip
