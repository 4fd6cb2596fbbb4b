"""What owners do with connections: make, let in, change, pause, delete."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from pydantic import BaseModel

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import Message, msg
from apps.crm.connectors import access, registry
from apps.crm.connectors.contract import KINDS, CrmConnector, RemoteError, Tokens, Unauthorised
from apps.crm.connectors.plan import Part, Plan, check_fields, first_plan, plan_of
from apps.crm.models import SyncConnection, SyncLink, SyncRun, SyncSystem
from apps.datasets.sources.actions import SettingsRefused
from apps.datasets.sources.contract import reveal, secret_names
from apps.engines.contract import Issue
from apps.jobs.domain.param_issues import parse
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import apply, hold, locked
from apps.projects.domain.errors import Refused
from apps.projects.models import Project, Role

MOST = 20  # connections of one project
State = SyncConnection.State


def _owner(project_id: Any, actor: User) -> None:
    require(membership_of(actor, project_id), Role.OWNER)


def make(
    project: Project, actor: User, *, connector: str, name: str, settings: Mapping[str, Any]
) -> SyncConnection:
    """Store a connection (owner), still to be let in.

    Raises :class:`Refused` and ``SettingsRefused``.
    """
    _owner(project.pk, actor)
    found = registry.find(connector, project)
    if found is None:
        raise Refused(msg("There is no connector '{key}' here any more.", key=connector[:40]))
    parsed = _checked(found, settings, {})  # asks the DNS: nothing is held
    plain, secrets = _divided(parsed)
    with transaction.atomic():
        hold(project.pk)
        rows = SyncConnection.objects.filter(project=project)
        if rows.count() >= MOST:
            raise Refused(msg("A project has at most {most} connections. Delete one.", most=MOST))
        _check_name(rows, name)
        made: SyncConnection = SyncConnection.objects.create(
            project=project, connector=connector, name=name, options=plain,
            system=_free_name(project.pk, connector), secrets=access.VAULT.sealed(secrets),
            plan=first_plan(found).model_dump(mode="json"), created_by=actor,
        )  # fmt: skip
        report(
            "crm.connection.created", actor=actor, project_id=project.pk, subject=made,
            system=connector,
        )  # fmt: skip
    return made


def change_credentials(
    connection: SyncConnection, actor: User, settings: Mapping[str, Any]
) -> None:
    """Change how it is let in (owner). A secret that is not typed stays, unless the address leads
    to somebody else: it was typed for the former one. Tokens of before count no more.
    """
    _owner(connection.project_id, actor)
    connector = access.connector_of(connection)
    names = secret_names(connector.Settings)
    known = {k: v for k, v in access.VAULT.opened(connection).items() if k in names}
    before = connector.address(access.settings_of(connection, connector))
    parsed = _checked(connector, settings, known)
    carried = {name for name in known if not settings.get(name)}
    if connector.address(parsed) != before and carried:
        text = msg("The address leads to another place. Type the secret that is meant for it.")
        raise SettingsRefused([Issue(message=text, field=sorted(carried)[0])])
    plain, secrets = _divided(parsed)
    with transaction.atomic():
        hold(connection.project_id)
        held = locked(connection)
        held.options, held.secrets = plain, access.VAULT.sealed(secrets)
        held.state, held.problem = State.SETUP, None
        held.save(update_fields=["options", "secrets", "state", "problem", "updated_at"])
        _told("changed", held, actor, fields=["credentials"])


def _checked(
    connector: CrmConnector, settings: Mapping[str, Any], kept: Mapping[str, str]
) -> BaseModel:
    given = {name: value for name, value in settings.items() if value is not None}
    parsed, issues = parse(connector.Settings, {**kept, **given})
    if parsed is None:
        raise SettingsRefused(issues)
    if lacking := connector.lacks(parsed):
        text = msg("Without credentials nobody is let in. Type them here.")
        raise SettingsRefused([Issue(message=text, field=lacking)])
    try:
        access.check_address(connector.address(parsed))
        if connector.uses_oauth(parsed):
            access.check_page(connector.authorise_url(parsed, "", "", ""))
    except Refused as refused:
        raise SettingsRefused([Issue(message=refused.message)]) from refused
    return parsed


def _divided(settings: BaseModel) -> tuple[dict[str, Any], dict[str, str]]:
    names = secret_names(type(settings))
    plain = settings.model_dump(mode="json", exclude=names)
    return plain, {name: reveal(getattr(settings, name)) for name in names}


def _free_name(project_id: Any, key: str) -> str:
    """What external ids are said to be of: the connector's key, with a number where that was used
    before, for ids of another account.
    """
    taken = set(_names_in_use(project_id))
    taken |= set(SyncSystem.objects.filter(project=project_id).values_list("name", flat=True))
    names = itertools.chain([key], (f"{key}-{number}" for number in itertools.count(2)))
    return next(name for name in names if name not in taken)


def _names_in_use(project_id: Any) -> Any:
    rows = SyncConnection.objects.filter(project=project_id)
    return rows.values_list("system", flat=True)


def _check_name(rows: Any, name: str) -> None:
    if rows.filter(name=name).exists():
        raise Refused(msg("Another connection of this project has this name."), field="name")


def let_in(connection: SyncConnection, actor: User, tokens: Tokens | None = None) -> None:
    """Ask the system who we are and which fields it has (owner); from then on the connection works
    in the name of ``actor``. Raises :class:`Refused`, also for another account than the one whose
    records are kept in step: their ids mean nothing there, and all would be taken for deleted.
    """
    _owner(connection.project_id, actor)
    connector = access.connector_of(connection)
    if tokens is not None:
        _close(connection)
        access.keep(connection, tokens)
    try:
        client = access.client(connection)
        account, identity = connector.account(client), connector.identity(client)[:300]
        known = {kind: _fields(connector, client, kind) for kind in connector.kinds}
    except Unauthorised as error:
        raise _not_in(connection, error.message if connection.account else NOT_ACCEPTED) from error
    except RemoteError as error:
        raise _not_in(connection, error.message) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise _not_in(connection, access.STRANGE) from error
    with transaction.atomic():
        hold(connection.project_id)
        held = locked(connection)
        _settle(held, identity)
        held.account, held.known_fields = account[:200], known
        held.created_by, held.state, held.problem = actor, State.ACTIVE, None
        held.failures = 0
        held.save()
        _told("connected", held, actor, account=held.account)


NOT_ACCEPTED = msg(
    "The other system does not accept the key, token or log-in. Check the credentials and connect"
    " again."
)


def _not_in(connection: SyncConnection, why: Message) -> Refused:
    """The refusal, which stays on the page of a connection that does not work yet or any more."""
    waiting = SyncConnection.objects.filter(pk=connection.pk, state__in=(State.SETUP, State.BROKEN))
    waiting.update(problem=why.model_dump(mode="json"), updated_at=timezone.now())
    return Refused(why)


def _close(connection: SyncConnection) -> None:
    """Nothing is exchanged until it is known whose tokens these are."""
    with transaction.atomic():
        hold(connection.project_id)
        held = locked(connection)
        held.state = State.SETUP
        held.save(update_fields=["state", "updated_at"])


def _settle(held: SyncConnection, identity: str) -> None:
    """Tie the connection, and its name in external ids, to the account that answered."""
    if held.identity == identity:
        return
    met = SyncLink.objects.filter(connection=held).exists()
    running = SyncRun.objects.filter(connection=held, state=SyncRun.State.RUNNING)
    if held.identity and (met or any(held.cursors.values()) or running.exists()):
        raise Refused(
            msg(
                "This is another account than the one whose records are kept in step here. Make a"
                " new connection for it."
            )
        )
    held.identity = identity
    names = SyncSystem.objects.filter(project=held.project_id)
    others = _names_in_use(held.project_id).exclude(pk=held.pk)
    known = names.filter(connector=held.connector, identity=identity).exclude(name__in=others)
    if not met and (former := known.order_by("created_at").first()):
        held.system = former.name
        return
    if names.filter(name=held.system).exists():
        held.system = _free_name(held.project_id, held.connector)
    SyncSystem.objects.create(
        project_id=held.project_id, name=held.system, connector=held.connector, identity=identity
    )


def _fields(connector: CrmConnector, client: Any, kind: str) -> list[dict[str, Any]]:
    found = connector.fields(client, kind)
    return [
        {"name": one.name[:80], "label": one.label[:120], "writable": one.writable}
        for one in sorted(found, key=lambda one: one.label.lower())
    ]


def change(
    connection: SyncConnection, actor: User, values: Mapping[str, Any],
    seen: datetime | None = None,
) -> None:  # fmt: skip
    """Change name, policy, schedule and directions (owner). ``values`` has columns, ``plan``'s
    ``basis`` and ``basis_note``, and each kind's direction by its name. Raises :class:`Refused`
    and ``Stale``.
    """
    _owner(connection.project_id, actor)
    with transaction.atomic():
        hold(connection.project_id)
        held = locked(connection)
        rows = SyncConnection.objects.filter(project=held.project_id).exclude(pk=held.pk)
        _check_name(rows, values["name"])
        plan = plan_of(held)
        given: dict[str, Any] = {
            kind: Part(direction=values[kind], fields=plan.of(kind).fields)
            for kind in KINDS
            if kind in values
        }
        given |= {name: values[name] for name in ("basis", "basis_note") if name in values}
        after = plan.model_copy(update=given)
        _check_basis(after)
        columns = {name: values[name] for name in ("name", "policy", "deletions", "every")}
        minutes = columns["every"]
        if minutes != held.every:
            columns["next_at"] = timezone.now() + timedelta(minutes=minutes) if minutes else None
        columns["plan"] = after.model_dump(mode="json")
        if plan.company.direction == "off" != after.company.direction:
            # People whose company was not kept in step were compared without it.
            columns["cursors"] = {**held.cursors, "contact": {}}
        if changes := apply(held, columns, seen):
            _told("changed", held, actor, fields=sorted(changes))


def _check_basis(plan: Plan) -> None:
    if plan.lead.comes and not plan.basis:
        raise Refused(
            msg("Say by which lawful basis the data of leads from there may be kept."),
            field="basis",
        )


def map_fields(
    connection: SyncConnection, actor: User, kind: str, pairs: Sequence[tuple[str, str]]
) -> None:
    """Say which fields of a kind are kept in step (owner). All its records are read and compared
    anew in the next exchange, for a field that is new to it was never compared.
    """
    _owner(connection.project_id, actor)
    with transaction.atomic():
        hold(connection.project_id)
        held = locked(connection)
        check_fields(kind, list(pairs), held.known_fields.get(kind, []))
        plan = plan_of(held)
        part = Part(direction=plan.of(kind).direction, fields=list(pairs))
        if part == plan.of(kind):
            return
        held.plan = plan.model_copy(update={kind: part}).model_dump(mode="json")
        held.cursors = {**held.cursors, kind: {}}
        held.save(update_fields=["plan", "cursors", "updated_at"])
        _told("changed", held, actor, fields=[f"{kind}.fields"])


def read_again(connection: SyncConnection, actor: User) -> None:
    """Compare all records in the next exchange, whenever they were changed (owner)."""
    _owner(connection.project_id, actor)
    with transaction.atomic():
        hold(connection.project_id)
        held = locked(connection)
        held.cursors = {}
        held.save(update_fields=["cursors", "updated_at"])
        _told("changed", held, actor, fields=["cursors"])


def switch(connection: SyncConnection, actor: User, on: bool) -> None:
    """Pause it, or let it go on (owner). What is under way stops at the next page."""
    _owner(connection.project_id, actor)
    with transaction.atomic():
        hold(connection.project_id)
        held = locked(connection)
        wanted, before = (State.ACTIVE, State.PAUSED) if on else (State.PAUSED, State.ACTIVE)
        if held.state == wanted:
            return
        if held.state != before:
            raise Refused(msg("Connect with the other system first."))
        held.state, held.problem, held.failures = wanted, None, 0
        if on and held.every:
            held.next_at = timezone.now()
        held.save(update_fields=["state", "problem", "failures", "next_at", "updated_at"])
        _told("changed", held, actor, fields=["state"])


def delete(connection: SyncConnection, actor: User) -> None:
    """Delete it with its history (owner). Records stay on both sides."""
    _owner(connection.project_id, actor)
    with transaction.atomic():
        hold(connection.project_id)
        held = locked(connection)
        if SyncRun.objects.filter(connection=held, state=SyncRun.State.RUNNING).exists():
            raise Refused(msg("An exchange is under way. Pause the connection, and wait for it."))
        _told("deleted", held, actor, system=held.connector)
        held.delete()


def _told(verb: str, held: SyncConnection, actor: User, **data: Any) -> None:
    report(f"crm.connection.{verb}", actor=actor, project_id=held.project_id, subject=held, **data)
