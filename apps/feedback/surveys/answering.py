"""Answering a survey: who may, one page after another, and the last step that makes it count.

Nobody is logged in here. A respondent is known by the signed id of their own run alone, which opens
that run and nothing else. All writers of a project take turns at its clock, so quotas are counted
and kept in one order: the answer that is one too many finds the quota full.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils import timezone

from apps.core import means
from apps.core.happenings import report
from apps.feedback.surveys import handing, logic, reading, stored
from apps.feedback.surveys.definition import Definition, Section, read
from apps.feedback.surveys.models import (
    Survey,
    SurveyInvitation,
    SurveyResponse,
    SurveyVersion,
)
from apps.projects.synced import take_turn

State = SurveyResponse.State
_signer = Signer(salt="feedback.surveys.run")
_inviter = Signer(salt="feedback.surveys.invitation")


@dataclass
class Run:
    """A survey as one respondent meets it. ``response`` is None until the first page was sent."""

    survey: Survey
    version: SurveyVersion
    definition: Definition
    language: str
    response: SurveyResponse | None = None
    invitation: SurveyInvitation | None = None
    country: str = ""

    @property
    def answers(self) -> dict[str, Any]:
        return dict(self.response.answers) if self.response else {}

    @property
    def path(self) -> logic.Path:
        return logic.path(self.definition, self.answers)

    def section(self) -> Section | None:
        """The page that they are on: where they stopped, if it is still asked, else the first."""
        path = self.path
        at = self.response.at if self.response else ""
        found = next((section for section, _asked in path.asked if section.key == at), None)
        return found or path.after("")


def sign(response: SurveyResponse) -> str:
    """What the respondent carries to come back to their own run."""
    return _signer.sign(response.pk.hex)


def unsigned(text: str, signer: Signer = _signer) -> str:
    """The id in what :func:`sign` made; '' for anything else."""
    try:
        return signer.unsign(text)
    except BadSignature:
        return ""


def invitation_token(invitation: SurveyInvitation) -> str:
    """What the link of an invitation carries."""
    return _inviter.sign(invitation.pk.hex)


def invited_key(token: str) -> str:
    """The id in what :func:`invitation_token` made; '' for anything else."""
    return unsigned(token, _inviter) if token else ""


def open_run(token: str, *, run: str = "", invited: str = "", asked: list[str]) -> Run | None:
    """The survey behind a public token, with the respondent's own run; None if there is none.

    ``asked`` are the languages that the respondent reads, the dearest first.
    """
    if "\x00" in token:
        return None
    rows = Survey.objects.select_related("project").filter(token=token)
    survey = rows.exclude(state=Survey.State.DRAFT).first()
    version = survey and survey.versions.first()
    if survey is None or version is None or not survey.is_shown:
        return None
    invitation = _invitation(survey, invited)
    response = _response(survey, run, invitation)
    if response is not None:
        version = response.survey_version
        invitation = response.invitation or invitation
    definition = read(version.definition)
    known = [response.language] if response else []
    if invitation is not None:
        known.append(invitation.language)
    language = definition.best_language([*asked[:1], *known, *asked[1:]])
    return Run(survey, version, definition, language, response, invitation)


def _invitation(survey: Survey, token: str) -> SurveyInvitation | None:
    key = invited_key(token)
    rows = SurveyInvitation.objects.select_related("contact").filter(survey=survey)
    found = rows.filter(pk=key).first() if key else None
    if found is None or not found.replaced:
        return found
    # Two contacts who were both asked are one by now: the other link has its answer, or takes it.
    return rows.filter(contact=found.contact_id, replaced=False).first() or found


def _response(
    survey: Survey, run: str, invitation: SurveyInvitation | None
) -> SurveyResponse | None:
    rows = SurveyResponse.objects.select_related("survey_version", "invitation__contact")
    if invitation is not None:
        return rows.filter(survey=survey, invitation=invitation).first()
    key = unsigned(run) if run else ""
    return rows.filter(survey=survey, pk=key).first() if key else None


def why_not(run: Run) -> str:
    """The phrase that says why nothing can be answered now; '' where it can."""
    if run.response is not None and run.response.state != State.PARTIAL:
        if run.response.state == State.OVER_QUOTA:
            return "full"
        return "used" if run.invitation is not None else "thanks"
    if run.survey.state != Survey.State.OPEN:
        return "closed"
    if is_full(run.survey):
        return "full"
    if run.survey.only_invited and run.invitation is None:
        return "invited"
    return ""


def is_full(survey: Survey) -> bool:
    """Whether the survey has as many complete answers as it asked for."""
    if survey.quota_total is None:
        return False
    return _complete(survey).count() >= survey.quota_total


def _complete(survey: Survey) -> Any:
    return SurveyResponse.objects.filter(survey=survey, state=State.COMPLETE)


def quota_is_full(run: Run, answers: Mapping[str, Any], country: str) -> bool:
    """Whether one of the quotas that this respondent counts towards has been reached."""
    for quota in run.definition.quotas:
        if quota.question:
            hit = answers.get(quota.question) == quota.value
            rows = _complete(run.survey).filter(**{f"answers__{quota.question}": quota.value})
        else:
            hit = country == quota.value
            rows = _complete(run.survey).filter(country=quota.value)
        if hit and rows.count() >= quota.most:
            return True
    return False


@dataclass
class Taken:
    """What became of a page: the run as it is now, and what must be put right first. ``reason`` is
    the phrase that says why nothing was taken, '' where it was.
    """

    run: Run
    mistakes: dict[str, reading.Mistake] = field(default_factory=dict)
    reason: str = ""


def take_page(run: Run, at: str, sent: Any, files: Any, *, back: bool = False) -> Taken:
    """Keep the answers of a page and go on, or back, where mistakes do not matter yet.

    What was understood is kept even beside mistakes, so that nothing is lost. Files are stored
    before the project's writers take turns: a slow storage holds up nobody else.
    """
    shown = _shown(run, at, sent)
    found = reading.read(shown, sent, files, run.answers, run.language)
    with stored.uploads(run, found) as uploads, means.using(
        replace(means.current(), address="")  # respondents are not to be traced
    ), transaction.atomic():  # fmt: skip
        take_turn(run.survey.project_id)
        try:
            run.survey.refresh_from_db(fields=["state", "quota_total", "only_invited"])
            response = _held(run, at)
        except ObjectDoesNotExist:  # deleted, or the person erased, since the page was shown
            return Taken(run, reason="closed")
        if response.state != State.PARTIAL:  # sent twice: the first has made it count
            return Taken(run)
        reason = why_not(run)
        if reason:  # closed, or full, since the page was shown
            return Taken(run, reason=reason)
        response.answers = {**response.answers, **found.values}
        path = logic.path(run.definition, response.answers)
        response.language = run.language
        mistakes = {} if back else found.mistakes
        if back:
            before = path.before(at)
            response.at = before.key if before else at
        elif not mistakes:
            _go_on(run, response, path, at, {one.key for one in shown})
        response.save()
        uploads.keep(response)
        if response.state == State.COMPLETE:
            stored.keep_only(response)
            handing.hand_over(response, run.definition)
            report("feedback.survey.answered", project_id=response.project_id, subject=response,
                   survey=str(response.survey_id), language=response.language)  # fmt: skip
        return Taken(run, mistakes)


def _held(run: Run, at: str) -> SurveyResponse:
    """The respondent's row, held; a new one on the first page."""
    if run.response is not None:
        run.response.refresh_from_db()
        return run.response
    invitation = run.invitation
    country = invitation.contact.country if invitation else run.country
    if invitation is not None:  # the same link opened twice: one answer for both
        invitation.refresh_from_db(fields=["replaced"])
        again = SurveyResponse.objects.filter(invitation=invitation).first()
        if again is not None:
            run.response = again
            return again
    run.response = SurveyResponse(
        project_id=run.survey.project_id,
        survey=run.survey,
        survey_version=run.version,
        invitation=invitation,
        language=run.language,
        country=country,
        at=at,
    )
    return run.response


def _shown(run: Run, at: str, sent: Any) -> list[Any]:
    """The questions that stood on the page that was sent: those of its section which it names."""
    section = run.definition.section(at)
    named = set(sent.getlist("asked"))
    return [one for one in section.questions if one.key in named] if section else []


def _go_on(run: Run, response: SurveyResponse, path: logic.Path, at: str, shown: set[str]) -> None:
    """Show the page again if its answers opened further questions on it; else the next, or end."""
    if {one.key for one in path.questions(at)} - shown:
        response.at = at
        return
    if quota_is_full(run, path.counted, response.country):
        response.state = State.OVER_QUOTA
        return
    asked = [section.key for section, _questions in path.asked]
    following = path.after(at) if at in asked else None
    if following is not None:
        response.at = following.key
        return
    # A page may have been left out, opened by going back, or be asked no more meanwhile: nobody is
    # done before each page that they are asked was sent.
    open_page = path.unseen(response.answers) or path.missing
    if open_page:
        response.at = open_page
        return
    if is_full(run.survey):
        response.state = State.OVER_QUOTA
        return
    response.state, response.completed_at = State.COMPLETE, timezone.now()
    response.answers, response.at = path.counted, ""
