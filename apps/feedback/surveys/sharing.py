"""How a survey reaches people: its links, QR code, frame for other sites, and invitations."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.domain.links import absolute, mail_is_sent
from apps.core.rendering import render as say
from apps.crm.models import Segment
from apps.feedback.surveys import inviting
from apps.feedback.surveys.definition import read
from apps.feedback.surveys.models import Survey
from apps.feedback.surveys.showing import languages
from apps.feedback.surveys.views import get, page
from apps.projects.access import ProjectRequest, project_page
from apps.projects.domain.errors import Refused
from apps.projects.fields import CountryField
from apps.projects.forms import offer_markets
from apps.projects.models import Project, Role


class LinkForm(forms.Form):
    """Which link: for one language, and for one market."""

    lang = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    country = CountryField(label=gettext_lazy("Market"), required=False)

    def __init__(self, *args: Any, survey: Survey, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_markets(self, project)
        definition = read(survey.draft)
        known = languages(definition, "")
        choices = [
            ("", _("As the reader's browser asks")),
            *((x["code"], x["name"]) for x in known),
        ]
        field = self.fields["lang"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = choices


class InviteForm(forms.Form):
    """Which contacts are asked."""

    segment = forms.ModelChoiceField(
        Segment.objects.none(),
        label=pgettext_lazy("customers", "Segment"),
        required=False,
        empty_label=gettext_lazy("All contacts"),
    )
    country = CountryField(label=gettext_lazy("Country of the contact"), required=False)
    tag = forms.CharField(label=gettext_lazy("Tag of the contact"), required=False, max_length=80)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["segment"]
        field.queryset = Segment.objects.filter(project=project).order_by("name")

    @property
    def wanted(self) -> inviting.Wanted:
        """All contacts while nothing was asked for."""
        known = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return inviting.Wanted(
            known.get("segment"), known.get("country", ""), known.get("tag", "").strip()
        )


def _asked(request: ProjectRequest, survey: Survey) -> LinkForm:
    """Which link the address asks for."""
    return LinkForm(request.GET or None, survey=survey, project=request.project)


@require_safe
@project_page()
def share(request: ProjectRequest, survey_id: UUID) -> HttpResponse:
    """Link, QR code and embedding."""
    survey = get(request, survey_id)
    form = _asked(request, survey)
    query = _query(form)
    link = _link(request, survey, query)
    sites = ", ".join(survey.sites)
    snippet = f'<iframe src="{link}" title="{_("Survey")}" width="100%" height="640"></iframe>'
    return page(
        request, survey, "survey_share", form=form, link=link, query=query, snippet=snippet,
        sent=inviting.sent(survey), sites=sites,
    )  # fmt: skip


@require_safe
@project_page()
def qr_code(request: ProjectRequest, survey_id: UUID) -> HttpResponse:
    """The link as a QR code, SVG."""
    import qrcode  # not needed to start the web process
    from qrcode.image.svg import SvgPathFillImage

    survey = get(request, survey_id)
    link = _link(request, survey, _query(_asked(request, survey)))
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    code.add_data(link)
    out = io.BytesIO()
    code.make_image(image_factory=SvgPathFillImage).save(out)
    response = HttpResponse(out.getvalue(), content_type="image/svg+xml")
    if "download" in request.GET:
        response["Content-Disposition"] = 'attachment; filename="survey.svg"'
    return response


def _query(form: LinkForm) -> str:
    known = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return urlencode({name: value for name, value in known.items() if value})


def _link(request: ProjectRequest, survey: Survey, query: str) -> str:
    path = reverse("surveys:answer", args=[survey.token])
    return absolute(f"{path}?{query}" if query else path, request)


@project_page(Role.EDITOR)
def invite(request: ProjectRequest, survey_id: UUID) -> HttpResponse:
    """Choose contacts, see who can be asked and who not and why, then send."""
    survey = get(request, survey_id)
    sent = request.method == "POST"
    form = InviteForm(request.POST if sent else (request.GET or None), project=request.project)
    wanted = form.wanted
    if sent and form.is_valid():
        try:
            count = inviting.invite(survey, request.user, wanted)
        except Refused as refused:
            messages.error(request, say(refused.message))
        else:
            told = ngettext("{count} contact is asked by e-mail.",
                            "{count} contacts are asked by e-mail.", count)  # fmt: skip
            messages.success(request, told.format(count=count))
            return redirect("feedback:survey_share", request.project.pk, survey.pk)
    # What cannot be read narrows nothing: nobody fits, rather than everybody.
    found = inviting.Choice() if form.errors else inviting.choose(survey, wanted)
    return page(
        request, survey, "survey_invite", here="survey_share", form=form, found=found,
        wanted=wanted, mailed=mail_is_sent(), is_open=survey.state == Survey.State.OPEN,
        most=inviting.MOST_AT_ONCE,
    )  # fmt: skip


@require_POST
@project_page(Role.EDITOR)
def invite_again(request: ProjectRequest, survey_id: UUID) -> HttpResponse:
    """Send once more what could not be sent, or was perhaps sent."""
    survey = get(request, survey_id)
    try:
        count = inviting.again(survey, request.user)
    except Refused as refused:
        messages.error(request, say(refused.message))
    else:
        told = ngettext("{count} invitation is sent again.",
                        "{count} invitations are sent again.", count)  # fmt: skip
        messages.success(request, told.format(count=count))
    return redirect("feedback:survey_share", request.project.pk, survey.pk)
