from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.keeps_enum import KeepsEnum

if TYPE_CHECKING:
    from ..models.person import Person


T = TypeVar("T", bound="Watch")


@_attrs_define
class Watch:
    """How the predictions of a serving name are logged. `share` 0: not at all.

    Attributes:
        id (UUID):
        alias (str):
        share (float):
        days (int):
        keeps (KeepsEnum): * `features` - Only their length
            * `masked` - The text, with addresses and long numbers masked
            * `whole` - The text as it is
        set_by (None | Person):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    alias: str
    share: float
    days: int
    keeps: KeepsEnum
    set_by: None | Person
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.person import Person  # noqa: PLC0415

        id = str(self.id)

        alias = self.alias

        share = self.share

        days = self.days

        keeps = self.keeps.value

        set_by: dict[str, Any] | None
        if isinstance(self.set_by, Person):
            set_by = self.set_by.to_dict()
        else:
            set_by = self.set_by

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "alias": alias,
                "share": share,
                "days": days,
                "keeps": keeps,
                "set_by": set_by,
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

        share = d.pop("share")

        days = d.pop("days")

        keeps = KeepsEnum(d.pop("keeps"))

        def _parse_set_by(data: object) -> None | Person:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                set_by_type_0 = Person.from_dict(data)

                return set_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Person, data)

        set_by = _parse_set_by(d.pop("set_by"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        watch = cls(
            id=id,
            alias=alias,
            share=share,
            days=days,
            keeps=keeps,
            set_by=set_by,
            created_at=created_at,
            updated_at=updated_at,
        )

        watch.additional_properties = d
        return watch

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
