"""Making and changing many synchronised records at once: what rooms with collections share.

One action serves a form, a REST request and a batch of 500. All writers of a project take turns
at its clock (``apps.projects.synced``), so what is looked up here stays true until the commit:
uniqueness is asked for once for the whole batch, and no savepoint for each row is needed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from apps.accounts.models import User
from apps.core.happenings import Happening, plain, report_all
from apps.core.messages import msg
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import locked
from apps.projects.domain.errors import Refused, Stale
from apps.projects.domain.record_kinds import (
    Apart,
    Draft,
    Key,
    Outcome,
    RecordKind,
    Status,
    Taken,
)
from apps.projects.domain.together import Holders
from apps.projects.models import Project, Role
from apps.projects.synced import ExternalReference, tick

__all__ = [
    "Apart",
    "Draft",
    "Key",
    "Outcome",
    "RecordKind",
    "Status",
    "Taken",
    "delete",
    "write",
    "write_all",
    "write_one",
]
_EMPTY: tuple[Any, ...] = (None, "", [], {})


@transaction.atomic
def write(
    kind: RecordKind, project: Project, actor: User, drafts: Sequence[Draft]
) -> list[Outcome]:
    """Make and change records (``kind.writes``); an outcome for each draft, in their order."""
    require(membership_of(actor, project.pk), kind.writes)
    desk = _Desk(kind, project, actor, tick(project.pk), drafts)
    outcomes = [desk.take(*pair) for pair in zip(drafts, desk.prepared, strict=True)]
    desk.store()
    return outcomes


@transaction.atomic
def write_one(
    kind: RecordKind, project: Project, actor: User, draft: Draft, *, seen: datetime | None = None
) -> Outcome:
    """As :func:`write` for one record; raises the refusal, or :class:`Stale` (see ``changes``)."""
    if seen is not None and draft.pk:
        row = locked(kind.model(pk=draft.pk, project=project))
        if row.updated_at != seen:
            raise Stale(row)
    (outcome,) = write_all(kind, project, actor, [draft])
    return outcome


@transaction.atomic
def write_all(
    kind: RecordKind, project: Project, actor: User, drafts: Sequence[Draft]
) -> list[Outcome]:
    """As :func:`write`, all or nothing: raises the first refusal."""
    outcomes = write(kind, project, actor, drafts) if drafts else []
    for outcome in outcomes:
        if outcome.error:
            raise outcome.error
    return outcomes


@transaction.atomic
def delete(kind: RecordKind, row: Any, actor: User) -> None:
    """Delete a record (editor). A tombstone tells those who keep in step."""
    require(membership_of(actor, row.project_id), Role.EDITOR)
    held = locked(row)
    before = _shown(kind, held, _keys(held))
    changes = {name: [value, None] for name, value in before.items() if value not in _EMPTY}
    report_all([_happening(kind, "deleted", actor, held, changes)])
    held.delete()


class _Desk:
    """A batch on its way: what is there already, looked up once, and what is to be stored."""

    def __init__(
        self,
        kind: RecordKind,
        project: Project,
        actor: User,
        now: datetime,
        drafts: Sequence[Draft],
    ) -> None:
        self.kind, self.project, self.actor, self.now = kind, project, actor, now
        self.prepared = kind.prepare(project, drafts)
        self.by_key = self._find_keys(drafts)
        self.rows = self._find_rows(drafts)
        self.holders = {name: self._find_holders(name) for name in kind.unique}
        self.together = self._find_together(drafts)
        self.beside = {row.pk: row for row in kind.apart.rows(project)} if kind.apart else {}
        self.taken: dict[Any, int] = {}  # row or key → the draft that had it first
        self.made: list[Any] = []
        self.changed: list[Any] = []
        self.new_keys: list[tuple[Any, Key]] = []
        self.old_keys: list[tuple[Any, Key]] = []
        self.happenings: list[Happening] = []

    # --- looking up ----------------------------------------------------------
    def _find_keys(self, drafts: Sequence[Draft]) -> dict[Key, Any]:
        """Key → id of the row that has it, for every key that a draft mentions."""
        wanted: dict[str, set[str]] = {}
        for draft in drafts:
            for system, key in ({draft.key} if draft.key else set()) | (draft.references or set()):
                wanted.setdefault(system, set()).add(key)
        if not wanted:
            return {}
        found = Q()
        for system, keys in wanted.items():
            found |= Q(system=system, external_id__in=keys)
        rows = self.kind.reference._default_manager.filter(found, project=self.project)
        listed = rows.values_list("system", "external_id", "row_id")
        return {(system, key): row for system, key, row in listed}

    def _find_rows(self, drafts: Sequence[Draft]) -> dict[Any, Any]:
        ids = {draft.pk for draft in drafts if draft.pk} | set(self.by_key.values())
        if not ids:
            return {}
        rows = self.kind.model.objects.filter(project=self.project)
        rows = rows.select_related(*self.kind.related).prefetch_related(
            "references", *self.kind.held.values()
        )
        found: dict[Any, Any] = rows.in_bulk(list(ids))
        return found

    def _find_holders(self, name: str) -> dict[str, Any]:
        """Value → id of the row that has it, for every value that a draft wants."""
        wanted = {one.get(name) for one in self.prepared if isinstance(one, Mapping)} - {None, ""}
        if not wanted:
            return {}
        rows = self.kind.model.objects.filter(project=self.project, **{f"{name}__in": wanted})
        # The index is of rows that have a value, and SQLite takes it only if the query says so.
        rows = rows.exclude(**{name: ""})
        return dict(rows.values_list(name, "pk"))

    def _find_together(self, drafts: Sequence[Draft]) -> Holders | None:
        if self.kind.together is None:
            return None
        wanted = (
            (given, self.rows.get(draft.pk or self.by_key.get(draft.key or ("", ""))))
            for draft, given in zip(drafts, self.prepared, strict=True)
            if isinstance(given, Mapping)
        )
        rows = self.kind.model.objects.filter(project=self.project)
        return Holders(self.kind.together, rows, wanted)

    # --- one draft -----------------------------------------------------------
    def take(self, draft: Draft, prepared: Mapping[str, Any] | Refused) -> Outcome:
        try:
            if isinstance(prepared, Refused):
                raise prepared
            row = self._meant(draft)
            if row is None:
                return self._make(draft, prepared)
            return self._change(draft, row, prepared)
        except Refused as error:
            return Outcome(draft.index, Status.ERROR, error=error)

    def _meant(self, draft: Draft) -> Any:
        """The row that a draft means; None for a new one."""
        own = self.by_key.get(draft.key) if draft.key else None
        if draft.pk and draft.pk not in self.rows:
            raise Refused(msg("There is no such record in this project."), field="id")
        if draft.pk and own and own != draft.pk:
            raise self._in_the_way(draft.key, own)
        row = self.rows.get(draft.pk or own)
        mark = row.pk if row else draft.key
        first = self.taken.setdefault(mark, draft.index) if mark else draft.index
        if first != draft.index:
            raise Refused(
                msg(
                    "The row at index {first} of this request is the same record. Send each once.",
                    first=first,
                )
            )
        return row

    def _make(self, draft: Draft, values: Mapping[str, Any]) -> Outcome:
        row = self.kind.model(project=self.project, **values)
        self.kind.settle(row)
        keys = self._keys_of(row, draft, set())
        self._check_unique(row, {})
        self._check_apart(row)
        self.made.append(row)
        self.new_keys += [(row, key) for key in keys]
        after = _shown(self.kind, row, keys)
        self._claim(row, {}, keys)
        changes = {name: [None, value] for name, value in after.items() if value not in _EMPTY}
        self.happenings.append(_happening(self.kind, "created", self.actor, row, changes))
        return Outcome(draft.index, Status.CREATED, row)

    def _change(self, draft: Draft, row: Any, values: Mapping[str, Any]) -> Outcome:
        had = _keys(row)
        was = {name: getattr(row, name) for name in (*self.kind.fields, *self.kind.derived)}
        before = _shown(self.kind, row, had)
        for name, value in values.items():
            setattr(row, name, value)
        try:
            self.kind.settle(row)
            keys = self._keys_of(row, draft, had)
            self._check_unique(row, was)
            self._check_apart(row)
        except Refused:
            for name, value in was.items():
                setattr(row, name, value)
            raise
        after = _shown(self.kind, row, keys)
        changes = {
            name: [before[name], after[name]] for name in after if before[name] != after[name]
        }
        if not changes:
            return Outcome(draft.index, Status.UNCHANGED, row)
        self._claim(row, was, keys)
        row.version += 1
        self.changed.append(row)
        self.new_keys += [(row, key) for key in keys - had]
        self.old_keys += [(row, key) for key in had - keys]
        self.happenings.append(_happening(self.kind, "updated", self.actor, row, changes))
        return Outcome(draft.index, Status.UPDATED, row)

    def _keys_of(self, row: Any, draft: Draft, had: set[Key]) -> set[Key]:
        """What the row will be called elsewhere; refused if another row is called so."""
        keys = set(had if draft.references is None else draft.references)
        keys |= {draft.key} if draft.key else set()
        if len(keys) > ExternalReference.MOST:
            raise Refused(
                msg(
                    "A record has at most {most} ids of other systems.", most=ExternalReference.MOST
                ),
                field="external",
            )
        for key in sorted(keys - had):
            holder = self.by_key.get(key)
            if holder is not None and holder != row.pk:
                raise self._in_the_way(key, holder)
        return keys

    def _in_the_way(self, key: Key | None, holder: Any) -> Taken:
        system, name = key or ("", "")
        return Taken(
            msg("'{id}' of {system} is another record here.", id=name, system=system),
            field="external",
            existing=self._row(holder),
        )

    def _check_unique(self, row: Any, was: Mapping[str, Any]) -> None:
        for name, sentence in self.kind.unique.items():
            value = getattr(row, name)
            if value in _EMPTY or value == was.get(name):
                continue
            holder = self.holders[name].get(value)
            if holder is not None and holder != row.pk:
                raise Taken(sentence, field=name, existing=self._row(holder))
        if self.together and (found := self.together.other(row)) is not None:
            rule = self.together.rule
            raise Taken(rule.taken, field=rule.field, existing=self._row(found))

    def _check_apart(self, row: Any) -> None:
        if self.kind.apart:
            others = (other for pk, other in self.beside.items() if pk != row.pk)
            self.kind.apart.check(row, others)
            self.beside[row.pk] = row

    def _claim(self, row: Any, was: Mapping[str, Any], keys: set[Key]) -> None:
        """From here on these values and keys are the row's, for the drafts that follow."""
        self.by_key.update(dict.fromkeys(keys, row.pk))
        for name in self.kind.unique:
            if was.get(name) not in _EMPTY and was[name] != getattr(row, name):
                self.holders[name].pop(was[name], None)
            self.holders[name][getattr(row, name)] = row.pk
        if self.together:
            self.together.claim(row)

    def _row(self, pk: Any) -> Any:
        made = next((row for row in self.made if row.pk == pk), None)
        return made or self.kind.model(pk=pk, project=self.project)

    # --- storing -------------------------------------------------------------
    def store(self) -> None:
        """Write what was taken: removals first, so that what one row gives up another may have."""
        model, reference = self.kind.model, self.kind.reference._default_manager
        if self.old_keys:
            gone = Q()
            for row, (system, key) in self.old_keys:
                gone |= Q(row=row, system=system, external_id=key)
            reference.filter(gone, project=self.project).delete()
        for row in (*self.changed, *self.made):
            row.updated_at = self.now
        for row in self.changed:
            model._base_manager.filter(pk=row.pk).update(
                **{name: getattr(row, name) for name in self._stored()}
            )
        if self.made:
            model.objects.bulk_create(self.made, moment=self.now)
        reference.bulk_create(
            self.kind.reference(project=self.project, row=row, system=system, external_id=key)
            for row, (system, key) in self.new_keys
        )
        if self.kind.hold:
            self.kind.hold((*self.changed, *self.made))
        for row, _key in (*self.new_keys, *self.old_keys):
            getattr(row, "_prefetched_objects_cache", {}).pop("references", None)
        if self.happenings:
            report_all(self.happenings)

    def _stored(self) -> tuple[str, ...]:
        columns = (name for name in self.kind.fields if name not in self.kind.held)
        return (*columns, *self.kind.derived, "updated_at", "version")


def _keys(row: Any) -> set[Key]:
    return {(one.system, one.external_id) for one in row.references.all()}


def _shown(kind: RecordKind, row: Any, keys: set[Key]) -> dict[str, Any]:
    """The fields as plain JSON values, for before and after."""
    shown = {name: plain(getattr(row, name)) for name in kind.fields}
    return {**shown, "external": [f"{system}:{key}" for system, key in sorted(keys)]}


def _happening(
    kind: RecordKind, verb: str, actor: User, row: Any, changes: Mapping[str, Any]
) -> Happening:
    return Happening(f"{kind.noun}.{verb}", actor, row.project_id, row, {"changes": dict(changes)})
