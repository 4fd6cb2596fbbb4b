"""What is done with a survey as a whole: make, edit, publish, close, duplicate, delete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import clipped, msg
from apps.feedback.surveys import checks, editing
from apps.feedback.surveys.definition import Definition, dump, read
from apps.feedback.surveys.models import Survey, SurveyVersion, new_token
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import locked
from apps.projects.domain.errors import Refused
from apps.projects.models import Project, Role

State = Survey.State
CHANGED = msg(
    "Somebody else changed this survey after you opened it. Look at it as it is now below; what you"
    " typed is still here, and saving again keeps it."
)


@transaction.atomic
def create(project: Project, user: User, title: str, definition: Definition) -> Survey:
    """A new draft (analyst)."""
    require(membership_of(user, project.pk), Role.ANALYST)
    survey = Survey.objects.create(
        project=project, title=named(title), draft=dump(definition), created_by=user
    )
    report("feedback.survey.created", actor=user, project_id=project.pk, subject=survey)
    return survey


@dataclass(frozen=True)
class Rules:
    """What is true of a survey whatever it asks. ``quotas`` are lines (``editing.quotas``)."""

    title: str
    quota_total: int | None = None
    only_invited: bool = False
    sites: Sequence[str] = ()
    quotas: str = ""


@transaction.atomic
def edit(
    survey: Survey, user: User, change: Callable[[Definition], None], *, seen: int | None = None
) -> Survey:
    """Change the draft (analyst). ``seen`` is the version that the person's form was made from; a
    survey that was changed after it is :class:`Refused`.
    """
    held = _held(survey, user, seen)
    draft = _changed(held, change)
    if draft != held.draft:
        held.draft = draft
        held.save(update_fields=["draft"])
        report("feedback.survey.updated", actor=user, project_id=held.project_id, subject=held)
    return held


def _held(survey: Survey, user: User, seen: int | None) -> Survey:
    require(membership_of(user, survey.project_id), Role.ANALYST)
    held = locked(survey)
    if seen is not None and seen != held.version:
        raise Refused(CHANGED)
    return held


def _changed(held: Survey, change: Callable[[Definition], None]) -> dict[str, Any]:
    """The draft after a change; what a change made is checked too."""
    definition = read(held.draft)
    change(definition)
    return dump(read(definition.model_dump(mode="json")))


@transaction.atomic
def set_rules(survey: Survey, user: User, rules: Rules, *, seen: int | None = None) -> Survey:
    """Set all rules at once (analyst); ``seen`` as in :func:`edit`."""
    held = _held(survey, user, seen)
    quotas = editing.quotas(read(held.draft), rules.quotas)
    wanted = {
        "title": named(rules.title),
        "quota_total": rules.quota_total,
        "only_invited": rules.only_invited,
        "sites": [origin(site) for site in rules.sites],
        "draft": _changed(held, lambda draft: setattr(draft, "quotas", quotas)),
    }
    before = {name: getattr(held, name) for name in wanted}
    changed = [name for name in wanted if before[name] != wanted[name]]
    if changed:
        for name in changed:
            setattr(held, name, wanted[name])
        held.save(update_fields=changed)
        told = {name: [before[name], wanted[name]] for name in changed if name != "draft"}
        report("feedback.survey.updated", actor=user, project_id=held.project_id, subject=held,
               **({"changes": told} if told else {}))  # fmt: skip
    return held


def named(title: str) -> str:
    """A survey's name as it is stored; :class:`Refused` for none."""
    words = " ".join(title.split())
    if not words:
        raise Refused(msg("Give the survey a title."), field="title")
    return words[:200]


def origin(text: str) -> str:
    """'https://shop.example.com' of what was typed, as a policy names it; else :class:`Refused`."""
    parts = urlsplit(text.strip())
    try:
        port = parts.port
    except ValueError:
        port = -1
    host = parts.hostname or ""
    plain = host and all(one.isalnum() or one in "-." for one in host) and host.isascii()
    if parts.scheme not in ("https", "http") or not plain or port == -1 or parts.username:
        raise Refused(
            msg(
                "'{site}' is not the address of a site. Write it like https://shop.example.com.",
                site=clipped(text.strip(), 80),
            ),
            field="sites",
        )
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")


@transaction.atomic
def publish(survey: Survey, user: User) -> SurveyVersion:
    """Open the survey with what its draft asks (editor); grave problems are :class:`Refused`.

    A draft that is as it was published is no new version.
    """
    require(membership_of(user, survey.project_id), Role.EDITOR)
    held = locked(survey)
    definition = read(held.draft)
    for problem in checks.problems(definition):
        if problem.grave:
            raise Refused(problem.message)
    newest = held.versions.first()
    if newest is None or newest.definition != held.draft:
        newest = SurveyVersion.objects.create(
            project_id=held.project_id, survey=held, definition=held.draft, published_by=user,
            number=newest.number + 1 if newest else 1,
        )  # fmt: skip
    held.state = State.OPEN
    held.save(update_fields=["state"])
    report("feedback.survey.published", actor=user, project_id=held.project_id, subject=held,
           number=newest.number)  # fmt: skip
    return newest


@transaction.atomic
def close(survey: Survey, user: User) -> None:
    """Take no more answers (editor)."""
    require(membership_of(user, survey.project_id), Role.EDITOR)
    held = locked(survey)
    if held.state != State.OPEN:
        raise Refused(msg("Only an open survey can be closed."))
    held.state = State.CLOSED
    held.save(update_fields=["state"])
    report("feedback.survey.closed", actor=user, project_id=held.project_id, subject=held)


def duplicate(survey: Survey, user: User, title: str) -> Survey:
    """A new draft that asks the same (analyst); answers and invitations stay with the other."""
    return create(survey.project, user, title, read(survey.draft))


@transaction.atomic
def delete(survey: Survey, user: User) -> None:
    """Delete a survey with its answers (editor). The feedback records that came of them stay."""
    require(membership_of(user, survey.project_id), Role.EDITOR)
    held = locked(survey)
    report("feedback.survey.deleted", actor=user, project_id=held.project_id, subject=held,
           changes={"title": [held.title, None]})  # fmt: skip
    held.responses.defer("answers").delete()  # with tombstones, unlike what cascades
    held.delete()


def arriving(values: dict[str, Any]) -> dict[str, Any]:
    """A survey of an archive gets an address of its own: the other may still be answered."""
    return {**values, "token": new_token()}
