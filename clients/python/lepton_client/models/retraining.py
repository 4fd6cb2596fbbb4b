from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Retraining")


@_attrs_define
class Retraining:
    """When a serving name is trained again. `expression` is empty where no time is set.

    Attributes:
        id (UUID):
        alias (str):
        expression (str):
        time_zone (str):
        on_drift (bool):
        schedule (UUID):
        last_model (None | UUID):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    alias: str
    expression: str
    time_zone: str
    on_drift: bool
    schedule: UUID
    last_model: None | UUID
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        alias = self.alias

        expression = self.expression

        time_zone = self.time_zone

        on_drift = self.on_drift

        schedule = str(self.schedule)

        last_model: None | str
        if isinstance(self.last_model, UUID):
            last_model = str(self.last_model)
        else:
            last_model = self.last_model

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "alias": alias,
                "expression": expression,
                "time_zone": time_zone,
                "on_drift": on_drift,
                "schedule": schedule,
                "last_model": last_model,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        alias = d.pop("alias")

        expression = d.pop("expression")

        time_zone = d.pop("time_zone")

        on_drift = d.pop("on_drift")

        schedule = UUID(d.pop("schedule"))

        def _parse_last_model(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_model_type_0 = UUID(data)

                return last_model_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        last_model = _parse_last_model(d.pop("last_model"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        retraining = cls(
            id=id,
            alias=alias,
            expression=expression,
            time_zone=time_zone,
            on_drift=on_drift,
            schedule=schedule,
            last_model=last_model,
            created_at=created_at,
            updated_at=updated_at,
        )

        retraining.additional_properties = d
        return retraining

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
