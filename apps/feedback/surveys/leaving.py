"""The public page by which somebody who was asked by e-mail is asked no more (RFC 8058).

Mail programs send the form by themselves, without cookies; programs that look at links only read.
So reading changes nothing, and sending needs no more than the signed id in the address.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from apps.crm.consent.leaving import withdraw
from apps.crm.consent.purposes import SURVEYS
from apps.feedback.surveys import answering, showing
from apps.feedback.surveys.models import SurveyInvitation
from apps.feedback.surveys.phrases import phrase
from apps.feedback.surveys.public import held_off, sentence, spoken

SOURCE = "the link in an invitation to a survey"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether invitations shall stop; on sending, withdraw the consent to them. It holds where
    the survey is closed, its project archived, and the contact gone, too.
    """
    refusal = held_off(request)
    if refusal is not None:
        return refusal
    key = answering.invited_key(request.GET.get("i", ""))
    language = next((code for code in spoken(request) if code), "en")
    if not key:
        return sentence(request, phrase("unknown", language), language, status=404)
    with translation.override(language if language in ("en", "zh-hans") else "en"):
        if request.method != "POST":
            return _question(request, language)
        rows = SurveyInvitation.objects.select_related("contact")
        invitation = rows.filter(pk=key, survey__token=token).first()
        if invitation is not None:
            withdraw(invitation.contact, SURVEYS, SOURCE)
        return sentence(request, phrase("left", language), language, status=200)


def _question(request: HttpRequest, language: str) -> HttpResponse:
    words = showing.words(language)
    context = {"title": words["leave_ask"], "frame_words": words}
    return render(request, "feedback/surveys/public/leave.html", context)
