from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.role import Role

if TYPE_CHECKING:
    from ..models.person import Person


T = TypeVar("T", bound="ServiceAccount")


@_attrs_define
class ServiceAccount:
    """A program that is a member of the project.

    Attributes:
        id (UUID):
        name (str):
        role (Role): * `owner` - Owner
            * `editor` - Editor
            * `analyst` - Analyst
            * `viewer` - Viewer
        member (UUID): Its row among `members`, where its role is changed.
        allowed_ranges (list[str]): Addresses and networks such as `203.0.113.0/24`; none: from anywhere.
        calls_per_minute (int | None):
        created_by (None | Person):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    name: str
    role: Role
    member: UUID
    allowed_ranges: list[str]
    calls_per_minute: int | None
    created_by: None | Person
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.person import Person  # noqa: PLC0415

        id = str(self.id)

        name = self.name

        role = self.role.value

        member = str(self.member)

        allowed_ranges = self.allowed_ranges

        calls_per_minute: int | None
        calls_per_minute = self.calls_per_minute

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
                "role": role,
                "member": member,
                "allowed_ranges": allowed_ranges,
                "calls_per_minute": calls_per_minute,
                "created_by": created_by,
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

        name = d.pop("name")

        role = Role(d.pop("role"))

        member = UUID(d.pop("member"))

        allowed_ranges = cast(list[str], d.pop("allowed_ranges"))

        def _parse_calls_per_minute(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        calls_per_minute = _parse_calls_per_minute(d.pop("calls_per_minute"))

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

        service_account = cls(
            id=id,
            name=name,
            role=role,
            member=member,
            allowed_ranges=allowed_ranges,
            calls_per_minute=calls_per_minute,
            created_by=created_by,
            created_at=created_at,
            updated_at=updated_at,
        )

        service_account.additional_properties = d
        return service_account

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
