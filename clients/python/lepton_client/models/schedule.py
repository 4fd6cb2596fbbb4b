from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.person import Person
    from ..models.schedule_params import ScheduleParams


T = TypeVar("T", bound="Schedule")


@_attrs_define
class Schedule:
    """A schedule, and what happened at its last due time.

    Attributes:
        id (UUID):
        name (str):
        engine (str):
        title (str):
        purpose (str):
        params (ScheduleParams):
        inputs (Any):
        seed (int | None):
        newest (bool):
        expression (str):
        time_zone (str):
        when (str): The times in words.
        enabled (bool):
        next_run_at (datetime.datetime | None):
        last_run_at (datetime.datetime | None):
        last_job (None | UUID):
        last_note (None | str): What happened at the last due time, in one sentence.
        missed (int):
        skipped (int):
        refusals (int):
        created_by (None | Person):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    name: str
    engine: str
    title: str
    purpose: str
    params: ScheduleParams
    inputs: Any
    seed: int | None
    newest: bool
    expression: str
    time_zone: str
    when: str
    enabled: bool
    next_run_at: datetime.datetime | None
    last_run_at: datetime.datetime | None
    last_job: None | UUID
    last_note: None | str
    missed: int
    skipped: int
    refusals: int
    created_by: None | Person
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.person import Person  # noqa: PLC0415

        id = str(self.id)

        name = self.name

        engine = self.engine

        title = self.title

        purpose = self.purpose

        params = self.params.to_dict()

        inputs = self.inputs

        seed: int | None
        seed = self.seed

        newest = self.newest

        expression = self.expression

        time_zone = self.time_zone

        when = self.when

        enabled = self.enabled

        next_run_at: None | str
        if isinstance(self.next_run_at, datetime.datetime):
            next_run_at = self.next_run_at.isoformat()
        else:
            next_run_at = self.next_run_at

        last_run_at: None | str
        if isinstance(self.last_run_at, datetime.datetime):
            last_run_at = self.last_run_at.isoformat()
        else:
            last_run_at = self.last_run_at

        last_job: None | str
        if isinstance(self.last_job, UUID):
            last_job = str(self.last_job)
        else:
            last_job = self.last_job

        last_note: None | str
        last_note = self.last_note

        missed = self.missed

        skipped = self.skipped

        refusals = self.refusals

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
                "name": name,
                "engine": engine,
                "title": title,
                "purpose": purpose,
                "params": params,
                "inputs": inputs,
                "seed": seed,
                "newest": newest,
                "expression": expression,
                "time_zone": time_zone,
                "when": when,
                "enabled": enabled,
                "next_run_at": next_run_at,
                "last_run_at": last_run_at,
                "last_job": last_job,
                "last_note": last_note,
                "missed": missed,
                "skipped": skipped,
                "refusals": refusals,
                "created_by": created_by,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.person import Person  # noqa: PLC0415
        from ..models.schedule_params import ScheduleParams  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        name = d.pop("name")

        engine = d.pop("engine")

        title = d.pop("title")

        purpose = d.pop("purpose")

        params = ScheduleParams.from_dict(d.pop("params"))

        inputs = d.pop("inputs")

        def _parse_seed(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        seed = _parse_seed(d.pop("seed"))

        newest = d.pop("newest")

        expression = d.pop("expression")

        time_zone = d.pop("time_zone")

        when = d.pop("when")

        enabled = d.pop("enabled")

        def _parse_next_run_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_run_at_type_0 = datetime.datetime.fromisoformat(data)

                return next_run_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        next_run_at = _parse_next_run_at(d.pop("next_run_at"))

        def _parse_last_run_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_run_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_run_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        last_run_at = _parse_last_run_at(d.pop("last_run_at"))

        def _parse_last_job(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_job_type_0 = UUID(data)

                return last_job_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        last_job = _parse_last_job(d.pop("last_job"))

        def _parse_last_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_note = _parse_last_note(d.pop("last_note"))

        missed = d.pop("missed")

        skipped = d.pop("skipped")

        refusals = d.pop("refusals")

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

        schedule = cls(
            id=id,
            name=name,
            engine=engine,
            title=title,
            purpose=purpose,
            params=params,
            inputs=inputs,
            seed=seed,
            newest=newest,
            expression=expression,
            time_zone=time_zone,
            when=when,
            enabled=enabled,
            next_run_at=next_run_at,
            last_run_at=last_run_at,
            last_job=last_job,
            last_note=last_note,
            missed=missed,
            skipped=skipped,
            refusals=refusals,
            created_by=created_by,
            created_at=created_at,
            updated_at=updated_at,
        )

        schedule.additional_properties = d
        return schedule

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
