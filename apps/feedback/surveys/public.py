"""The public pages of a survey: no log-in, no JavaScript, and only what a respondent may see.

They are exempt from the check of cross-site forgery: nobody's log-in is used, a form carries the
signed id of its own run, and in a frame on another site browsers would not send the cookie that
the check compares with.
"""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from apps.core.addresses import client_address
from apps.core.api.throttling import used
from apps.feedback.surveys import answering, showing
from apps.feedback.surveys.answering import Run
from apps.feedback.surveys.phrases import phrase
from apps.feedback.surveys.reading import MOST_RUN_FILES, ONE_MEGABYTE, Mistake
from apps.reference import countries

PAGES_A_MINUTE = 60  # sent from one address: an office shares one
RUNS_AN_HOUR = 200  # begun from one address
COOKIE_SECONDS = 30 * 24 * 3600
MOST_SENT = 26 * 1024 * 1024  # of one page: all files of a run, and what was typed
TRAP = "website"  # people do not see this field; programs that fill in all fields do
GONE = ("closed", "full")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """One page of a survey, or the sentence why there is none."""
    refusal = held_off(request)
    if refusal is not None:
        return refusal
    run = answering.open_run(
        token,
        run=_carried(request, token),
        invited=_said(request, "i"),
        asked=spoken(request),
    )
    if run is None:
        language = translation.get_language() or "en"
        return sentence(request, phrase("unknown", language), language, status=404)
    run.country = _country(_said(request, "country"))
    with translation.override(run.language if run.language in ("en", "zh-hans") else "en"):
        response = _answered(request, run)
    return _framed(response, run)


def _answered(request: HttpRequest, run: Run) -> HttpResponse:
    reason = answering.why_not(run)
    if reason:
        return _end(request, run, reason)
    if request.method != "POST":
        return _page(request, run)
    if run.response is None and not _may_begin(request):
        text = phrase("slow", run.language)
        return sentence(request, text, run.language, status=429)
    if request.POST.get(TRAP):  # let it believe that it has answered
        return _end(request, run, "thanks")
    if request.POST.get("go") == "again":
        return _to(request, run, fresh=True)
    if run.definition.consent and not run.response and not request.POST.get("consent"):
        return _page(request, run, sent=request.POST, mistakes={"consent": Mistake("needed")})
    section = run.definition.section(request.POST.get("at", ""))
    if section is None:  # of another version, or made up
        return _page(request, run)
    back = request.POST.get("go") == "back"
    taken = answering.take_page(run, section.key, request.POST, request.FILES, back=back)
    if taken.reason:
        return _end(request, run, taken.reason)
    if taken.mistakes:
        return _page(request, run, sent=request.POST, mistakes=taken.mistakes, at=section.key)
    return _to(request, run)


def _page(
    request: HttpRequest,
    run: Run,
    *,
    sent: Any = None,
    mistakes: Any = None,
    at: str = "",
) -> HttpResponse:
    section = run.definition.section(at) if at else run.section()
    if section is None:
        return _end(request, run, "thanks")
    page = showing.page(run, section, sent=sent, mistakes=mistakes or {})
    page |= {"action": _address(request, run), "trap": TRAP}
    page["carried"] = _carried_on(request, run)
    if run.response is not None:
        page["resume"] = request.build_absolute_uri(_address(request, run))
    return render(
        request, "feedback/surveys/public/page.html", page, status=422 if mistakes else 200
    )


def _end(request: HttpRequest, run: Run, reason: str) -> HttpResponse:
    text = phrase(reason, run.language)
    if reason == "thanks":
        text = run.definition.say(run.definition.thanks, run.language) or text
    status = 410 if reason in GONE and request.method != "POST" else 200
    title = run.definition.say(run.definition.title, run.language)
    return sentence(request, text, run.language, status=status, title=title)


def sentence(
    request: HttpRequest, text: str, language: str, *, status: int, title: str = ""
) -> HttpResponse:
    context = {"text": text, "title": title, "frame_words": showing.words(language)}
    return render(request, "feedback/surveys/public/end.html", context, status=status)


def _to(request: HttpRequest, run: Run, *, fresh: bool = False) -> HttpResponse:
    if fresh:
        run.response = None
    response = HttpResponseRedirect(_address(request, run))
    response.status_code = 303
    if run.response is not None:
        response.set_cookie(
            _cookie(run.survey.token), answering.sign(run.response), max_age=COOKIE_SECONDS,
            path=reverse("surveys:answer", args=[run.survey.token]),
            httponly=True, samesite="Lax", secure=request.is_secure(),
        )  # fmt: skip
    else:
        response.delete_cookie(
            _cookie(run.survey.token), path=reverse("surveys:answer", args=[run.survey.token])
        )
    return response


def _address(request: HttpRequest, run: Run) -> str:
    """The page's address with what the respondent carries: in a frame there may be no cookie."""
    asked = request.GET.get("lang", "")[:20]
    query = urlencode({"lang": asked}) if asked else ""
    address = reverse("surveys:answer", args=[run.survey.token])
    query = f"{query}{_carried_on(request, run)}".lstrip("&")
    return f"{address}?{query}" if query else address


def _carried_on(request: HttpRequest, run: Run) -> str:
    """Their invitation, their run or their country, as the end of an address's query."""
    if _said(request, "i"):
        carried = {"i": _said(request, "i")}
    elif run.response is not None:
        carried = {"run": answering.sign(run.response)}
    else:
        carried = {"country": run.country} if run.country else {}
    return f"&{urlencode(carried)}" if carried else ""


def _said(request: HttpRequest, name: str) -> str:
    """A value of the address, or of the form where it says something newer."""
    return (request.POST.get(name) or request.GET.get(name) or "")[:200]


def _carried(request: HttpRequest, token: str) -> str:
    if request.POST.get("go") == "again":
        return ""
    return _said(request, "run") or request.COOKIES.get(_cookie(token), "")


def _cookie(token: str) -> str:
    return f"survey_{token}"


def spoken(request: HttpRequest) -> list[str]:
    """The language that the address asks for ('' if none), then those that the browser reads."""
    header = request.headers.get("Accept-Language", "")[:400]
    codes = [part.partition(";")[0].strip() for part in header.split(",")]
    ours = {"zh-cn": "zh-hans", "zh-sg": "zh-hans", "zh-tw": "zh-hant", "zh-hk": "zh-hant"}
    asked = request.GET.get("lang", "")[:20]
    return [asked, *[ours.get(code.lower(), code) for code in codes if code]]


def _country(code: str) -> str:
    """The country that a link for one market names."""
    return code.upper() if countries.get(code.upper()) else ""


def held_off(request: HttpRequest) -> HttpResponse | None:
    """The answer to an address that sends too many pages, or too large a one; None for all others.
    Asked before the body is read, so that a flood costs little.
    """
    if request.method != "POST":
        return None
    language = next((code for code in spoken(request) if code), "en")
    if _used(request, "pages", 60) > PAGES_A_MINUTE:
        return sentence(request, phrase("slow", language), language, status=429)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_SENT:
        most = phrase("files_size", language, most=MOST_RUN_FILES // ONE_MEGABYTE)
        return sentence(request, most, language, status=413)
    return None


def _may_begin(request: HttpRequest) -> bool:
    """Whether this address has begun few enough runs lately."""
    return _used(request, "runs", 3_600) <= RUNS_AN_HOUR


def _used(request: HttpRequest, what: str, seconds: int) -> int:
    window = int(time.time() // seconds)
    return used(cache, f"survey-{what}:{client_address(request)}:{window}", seconds)


def _framed(response: HttpResponse, run: Run) -> HttpResponse:
    """Let the sites that the survey names hold it in a frame, and nobody else."""
    if run.survey.sites:
        held: Any = response
        held._csp_replace = {"frame-ancestors": list(run.survey.sites)}
        held.xframe_options_exempt = True
    return response
