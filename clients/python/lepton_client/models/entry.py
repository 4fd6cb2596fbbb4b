from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.stage import Stage

if TYPE_CHECKING:
    from ..models.person import Person


T = TypeVar("T", bound="Entry")


@_attrs_define
class Entry:
    """A market: the project × a country.

    Attributes:
        id (UUID):
        country (str):
        stage (Stage): * `research` - Research
            * `development` - Product development
            * `promotion` - Promotion
            * `feedback` - Customer feedback
            * `optimisation` - Product optimisation
            * `entry` - International entry
            * `international_promotion` - International promotion
            * `international_feedback` - International feedback
            * `international_optimisation` - International optimisation
        is_home (bool):
        owner (None | Person):
        target_launch (datetime.date | None):
        note (str):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    country: str
    stage: Stage
    is_home: bool
    owner: None | Person
    target_launch: datetime.date | None
    note: str
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.person import Person  # noqa: PLC0415

        id = str(self.id)

        country = self.country

        stage = self.stage.value

        is_home = self.is_home

        owner: dict[str, Any] | None
        if isinstance(self.owner, Person):
            owner = self.owner.to_dict()
        else:
            owner = self.owner

        target_launch: None | str
        if isinstance(self.target_launch, datetime.date):
            target_launch = self.target_launch.isoformat()
        else:
            target_launch = self.target_launch

        note = self.note

        version = self.version

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "country": country,
                "stage": stage,
                "is_home": is_home,
                "owner": owner,
                "target_launch": target_launch,
                "note": note,
                "version": version,
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

        country = d.pop("country")

        stage = Stage(d.pop("stage"))

        is_home = d.pop("is_home")

        def _parse_owner(data: object) -> None | Person:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                owner_type_0 = Person.from_dict(data)

                return owner_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Person, data)

        owner = _parse_owner(d.pop("owner"))

        def _parse_target_launch(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                target_launch_type_0 = datetime.date.fromisoformat(data)

                return target_launch_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        target_launch = _parse_target_launch(d.pop("target_launch"))

        note = d.pop("note")

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        entry = cls(
            id=id,
            country=country,
            stage=stage,
            is_home=is_home,
            owner=owner,
            target_launch=target_launch,
            note=note,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        entry.additional_properties = d
        return entry

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
