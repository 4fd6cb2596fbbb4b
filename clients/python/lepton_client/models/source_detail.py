from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.person import Person
    from ..models.source_detail_inspection_type_0 import SourceDetailInspectionType0
    from ..models.source_detail_refusal_type_0 import SourceDetailRefusalType0
    from ..models.source_detail_settings import SourceDetailSettings
    from ..models.source_times import SourceTimes


T = TypeVar("T", bound="SourceDetail")


@_attrs_define
class SourceDetail:
    """A source with its first rows.

    Attributes:
        id (UUID):
        name (str):
        connector (str):
        settings (SourceDetailSettings):
        secrets (list[str]):
        dataset (None | UUID):
        version (None | UUID):
        agreed (bool):
        job (None | UUID):
        schedule (None | SourceTimes):
        checked_at (datetime.datetime | None):
        failures (int):
        note (None | str): What the last fetch came to, in one sentence.
        refusal (None | SourceDetailRefusalType0): What is wrong and what to do.
        created_by (None | Person):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
        inspection (None | SourceDetailInspectionType0): The first rows, column by column.
    """

    id: UUID
    name: str
    connector: str
    settings: SourceDetailSettings
    secrets: list[str]
    dataset: None | UUID
    version: None | UUID
    agreed: bool
    job: None | UUID
    schedule: None | SourceTimes
    checked_at: datetime.datetime | None
    failures: int
    note: None | str
    refusal: None | SourceDetailRefusalType0
    created_by: None | Person
    created_at: datetime.datetime
    updated_at: datetime.datetime
    inspection: None | SourceDetailInspectionType0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.person import Person  # noqa: PLC0415
        from ..models.source_detail_inspection_type_0 import SourceDetailInspectionType0  # noqa: PLC0415
        from ..models.source_detail_refusal_type_0 import SourceDetailRefusalType0  # noqa: PLC0415
        from ..models.source_times import SourceTimes  # noqa: PLC0415

        id = str(self.id)

        name = self.name

        connector = self.connector

        settings = self.settings.to_dict()

        secrets = self.secrets

        dataset: None | str
        if isinstance(self.dataset, UUID):
            dataset = str(self.dataset)
        else:
            dataset = self.dataset

        version: None | str
        if isinstance(self.version, UUID):
            version = str(self.version)
        else:
            version = self.version

        agreed = self.agreed

        job: None | str
        if isinstance(self.job, UUID):
            job = str(self.job)
        else:
            job = self.job

        schedule: dict[str, Any] | None
        if isinstance(self.schedule, SourceTimes):
            schedule = self.schedule.to_dict()
        else:
            schedule = self.schedule

        checked_at: None | str
        if isinstance(self.checked_at, datetime.datetime):
            checked_at = self.checked_at.isoformat()
        else:
            checked_at = self.checked_at

        failures = self.failures

        note: None | str
        note = self.note

        refusal: dict[str, Any] | None
        if isinstance(self.refusal, SourceDetailRefusalType0):
            refusal = self.refusal.to_dict()
        else:
            refusal = self.refusal

        created_by: dict[str, Any] | None
        if isinstance(self.created_by, Person):
            created_by = self.created_by.to_dict()
        else:
            created_by = self.created_by

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        inspection: dict[str, Any] | None
        if isinstance(self.inspection, SourceDetailInspectionType0):
            inspection = self.inspection.to_dict()
        else:
            inspection = self.inspection

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "connector": connector,
                "settings": settings,
                "secrets": secrets,
                "dataset": dataset,
                "version": version,
                "agreed": agreed,
                "job": job,
                "schedule": schedule,
                "checked_at": checked_at,
                "failures": failures,
                "note": note,
                "refusal": refusal,
                "created_by": created_by,
                "created_at": created_at,
                "updated_at": updated_at,
                "inspection": inspection,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.person import Person  # noqa: PLC0415
        from ..models.source_detail_inspection_type_0 import SourceDetailInspectionType0  # noqa: PLC0415
        from ..models.source_detail_refusal_type_0 import SourceDetailRefusalType0  # noqa: PLC0415
        from ..models.source_detail_settings import SourceDetailSettings  # noqa: PLC0415
        from ..models.source_times import SourceTimes  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        name = d.pop("name")

        connector = d.pop("connector")

        settings = SourceDetailSettings.from_dict(d.pop("settings"))

        secrets = cast(list[str], d.pop("secrets"))

        def _parse_dataset(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                dataset_type_0 = UUID(data)

                return dataset_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        dataset = _parse_dataset(d.pop("dataset"))

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

        agreed = d.pop("agreed")

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

        def _parse_schedule(data: object) -> None | SourceTimes:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                schedule_type_0 = SourceTimes.from_dict(data)

                return schedule_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SourceTimes, data)

        schedule = _parse_schedule(d.pop("schedule"))

        def _parse_checked_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                checked_at_type_0 = datetime.datetime.fromisoformat(data)

                return checked_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        checked_at = _parse_checked_at(d.pop("checked_at"))

        failures = d.pop("failures")

        def _parse_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        note = _parse_note(d.pop("note"))

        def _parse_refusal(data: object) -> None | SourceDetailRefusalType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                refusal_type_0 = SourceDetailRefusalType0.from_dict(data)

                return refusal_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SourceDetailRefusalType0, data)

        refusal = _parse_refusal(d.pop("refusal"))

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

        def _parse_inspection(data: object) -> None | SourceDetailInspectionType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                inspection_type_0 = SourceDetailInspectionType0.from_dict(data)

                return inspection_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SourceDetailInspectionType0, data)

        inspection = _parse_inspection(d.pop("inspection"))

        source_detail = cls(
            id=id,
            name=name,
            connector=connector,
            settings=settings,
            secrets=secrets,
            dataset=dataset,
            version=version,
            agreed=agreed,
            job=job,
            schedule=schedule,
            checked_at=checked_at,
            failures=failures,
            note=note,
            refusal=refusal,
            created_by=created_by,
            created_at=created_at,
            updated_at=updated_at,
            inspection=inspection,
        )

        source_detail.additional_properties = d
        return source_detail

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
