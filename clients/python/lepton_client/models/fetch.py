from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.fetch_state import FetchState

if TYPE_CHECKING:
    from ..models.column_change import ColumnChange
    from ..models.fetch_origin import FetchOrigin
    from ..models.person import Person


T = TypeVar("T", bound="Fetch")


@_attrs_define
class Fetch:
    """What a fetch came to. `changes` are the columns that differ where `state` is `changed`;
    `origin` tells where the table came from: connector, address without secrets, moment, hashes,
    query.

        Attributes:
            id (UUID):
            state (FetchState): * `stored` - New version
                * `unchanged` - Nothing new
                * `changed` - Columns changed
                * `failed` - Failed
            rows (int | None):
            version (None | UUID):
            job (None | UUID):
            scheduled (bool):
            note (None | str): What happened, in one sentence.
            fix (str): What to do about a failure.
            changes (list[ColumnChange]):
            origin (FetchOrigin):
            created_by (None | Person):
            created_at (datetime.datetime):
            updated_at (datetime.datetime):
    """

    id: UUID
    state: FetchState
    rows: int | None
    version: None | UUID
    job: None | UUID
    scheduled: bool
    note: None | str
    fix: str
    changes: list[ColumnChange]
    origin: FetchOrigin
    created_by: None | Person
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.person import Person  # noqa: PLC0415

        id = str(self.id)

        state = self.state.value

        rows: int | None
        rows = self.rows

        version: None | str
        if isinstance(self.version, UUID):
            version = str(self.version)
        else:
            version = self.version

        job: None | str
        if isinstance(self.job, UUID):
            job = str(self.job)
        else:
            job = self.job

        scheduled = self.scheduled

        note: None | str
        note = self.note

        fix = self.fix

        changes = []
        for changes_item_data in self.changes:
            changes_item = changes_item_data.to_dict()
            changes.append(changes_item)

        origin = self.origin.to_dict()

        created_by: dict[str, Any] | None
        if isinstance(self.created_by, Person):
            created_by = self.created_by.to_dict()
        else:
            created_by = self.created_by

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "state": state,
                "rows": rows,
                "version": version,
                "job": job,
                "scheduled": scheduled,
                "note": note,
                "fix": fix,
                "changes": changes,
                "origin": origin,
                "created_by": created_by,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.column_change import ColumnChange  # noqa: PLC0415
        from ..models.fetch_origin import FetchOrigin  # noqa: PLC0415
        from ..models.person import Person  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        state = FetchState(d.pop("state"))

        def _parse_rows(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        rows = _parse_rows(d.pop("rows"))

        def _parse_version(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                version_type_0 = UUID(data)

                return version_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        version = _parse_version(d.pop("version"))

        def _parse_job(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                job_type_0 = UUID(data)

                return job_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        job = _parse_job(d.pop("job"))

        scheduled = d.pop("scheduled")

        def _parse_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        note = _parse_note(d.pop("note"))

        fix = d.pop("fix")

        changes = []
        _changes = d.pop("changes")
        for changes_item_data in _changes:
            changes_item = ColumnChange.from_dict(changes_item_data)

            changes.append(changes_item)

        origin = FetchOrigin.from_dict(d.pop("origin"))

        def _parse_created_by(data: object) -> None | Person:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                created_by_type_0 = Person.from_dict(data)

                return created_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Person, data)

        created_by = _parse_created_by(d.pop("created_by"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        fetch = cls(
            id=id,
            state=state,
            rows=rows,
            version=version,
            job=job,
            scheduled=scheduled,
            note=note,
            fix=fix,
            changes=changes,
            origin=origin,
            created_by=created_by,
            created_at=created_at,
            updated_at=updated_at,
        )

        fetch.additional_properties = d
        return fetch

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
