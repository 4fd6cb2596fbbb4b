from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.drift_check_state_enum import DriftCheckStateEnum

if TYPE_CHECKING:
    from ..models.drift_statistic import DriftStatistic


T = TypeVar("T", bound="DriftCheck")


@_attrs_define
class DriftCheck:
    """What one run found. `reference` is `test` or `log`: what was compared with.

    Attributes:
        id (UUID):
        model (UUID):
        job (None | UUID):
        state (DriftCheckStateEnum): * `steady` - No drift
            * `drifted` - Drift
            * `refused` - Too little to say
        note (None | str): Why nothing, or not all, was compared.
        rows (int):
        reference_rows (int):
        reference (str):
        since (datetime.datetime | None):
        level (float):
        statistics (list[DriftStatistic]):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    model: UUID
    job: None | UUID
    state: DriftCheckStateEnum
    note: None | str
    rows: int
    reference_rows: int
    reference: str
    since: datetime.datetime | None
    level: float
    statistics: list[DriftStatistic]
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        model = str(self.model)

        job: None | str
        if isinstance(self.job, UUID):
            job = str(self.job)
        else:
            job = self.job

        state = self.state.value

        note: None | str
        note = self.note

        rows = self.rows

        reference_rows = self.reference_rows

        reference = self.reference

        since: None | str
        if isinstance(self.since, datetime.datetime):
            since = self.since.isoformat()
        else:
            since = self.since

        level = self.level

        statistics = []
        for statistics_item_data in self.statistics:
            statistics_item = statistics_item_data.to_dict()
            statistics.append(statistics_item)

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "model": model,
                "job": job,
                "state": state,
                "note": note,
                "rows": rows,
                "reference_rows": reference_rows,
                "reference": reference,
                "since": since,
                "level": level,
                "statistics": statistics,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.drift_statistic import DriftStatistic  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        model = UUID(d.pop("model"))

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

        state = DriftCheckStateEnum(d.pop("state"))

        def _parse_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        note = _parse_note(d.pop("note"))

        rows = d.pop("rows")

        reference_rows = d.pop("reference_rows")

        reference = d.pop("reference")

        def _parse_since(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                since_type_0 = datetime.datetime.fromisoformat(data)

                return since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        since = _parse_since(d.pop("since"))

        level = d.pop("level")

        statistics = []
        _statistics = d.pop("statistics")
        for statistics_item_data in _statistics:
            statistics_item = DriftStatistic.from_dict(statistics_item_data)

            statistics.append(statistics_item)

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        drift_check = cls(
            id=id,
            model=model,
            job=job,
            state=state,
            note=note,
            rows=rows,
            reference_rows=reference_rows,
            reference=reference,
            since=since,
            level=level,
            statistics=statistics,
            created_at=created_at,
            updated_at=updated_at,
        )

        drift_check.additional_properties = d
        return drift_check

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
