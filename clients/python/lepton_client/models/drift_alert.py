from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.drift_alert_state_enum import DriftAlertStateEnum

if TYPE_CHECKING:
    from ..models.person import Person


T = TypeVar("T", bound="DriftAlert")


@_attrs_define
class DriftAlert:
    """A drift that people were told of. `statistics` are keys of what has drifted so far.

    Attributes:
        id (UUID):
        alias (str):
        model (UUID):
        state (DriftAlertStateEnum): * `open` - Open
            * `acknowledged` - Acknowledged
            * `snoozed` - Snoozed
            * `closed` - Over
        statistics (list[str]):
        seen_at (datetime.datetime):
        snoozed_until (datetime.datetime | None):
        handled_by (None | Person):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    alias: str
    model: UUID
    state: DriftAlertStateEnum
    statistics: list[str]
    seen_at: datetime.datetime
    snoozed_until: datetime.datetime | None
    handled_by: None | Person
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.person import Person  # noqa: PLC0415

        id = str(self.id)

        alias = self.alias

        model = str(self.model)

        state = self.state.value

        statistics = self.statistics

        seen_at = self.seen_at.isoformat()

        snoozed_until: None | str
        if isinstance(self.snoozed_until, datetime.datetime):
            snoozed_until = self.snoozed_until.isoformat()
        else:
            snoozed_until = self.snoozed_until

        handled_by: dict[str, Any] | None
        if isinstance(self.handled_by, Person):
            handled_by = self.handled_by.to_dict()
        else:
            handled_by = self.handled_by

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "alias": alias,
                "model": model,
                "state": state,
                "statistics": statistics,
                "seen_at": seen_at,
                "snoozed_until": snoozed_until,
                "handled_by": handled_by,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.person import Person  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        alias = d.pop("alias")

        model = UUID(d.pop("model"))

        state = DriftAlertStateEnum(d.pop("state"))

        statistics = cast(list[str], d.pop("statistics"))

        seen_at = datetime.datetime.fromisoformat(d.pop("seen_at"))

        def _parse_snoozed_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                snoozed_until_type_0 = datetime.datetime.fromisoformat(data)

                return snoozed_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        snoozed_until = _parse_snoozed_until(d.pop("snoozed_until"))

        def _parse_handled_by(data: object) -> None | Person:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                handled_by_type_0 = Person.from_dict(data)

                return handled_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Person, data)

        handled_by = _parse_handled_by(d.pop("handled_by"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        drift_alert = cls(
            id=id,
            alias=alias,
            model=model,
            state=state,
            statistics=statistics,
            seen_at=seen_at,
            snoozed_until=snoozed_until,
            handled_by=handled_by,
            created_at=created_at,
            updated_at=updated_at,
        )

        drift_alert.additional_properties = d
        return drift_alert

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
