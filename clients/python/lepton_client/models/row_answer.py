from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.status_enum import StatusEnum
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.error import Error


T = TypeVar("T", bound="RowAnswer")


@_attrs_define
class RowAnswer:
    """What became of one row.

    Attributes:
        index (int): The row's place in the request, from 0.
        status (StatusEnum): * `created` - created
            * `updated` - updated
            * `unchanged` - unchanged
            * `error` - error
        id (UUID | Unset): The record, unless it is an error.
        version (int | Unset):
        errors (list[Error] | Unset):
        existing (UUID | Unset): The record that is in the way.
        existing_url (str | Unset):
    """

    index: int
    status: StatusEnum
    id: UUID | Unset = UNSET
    version: int | Unset = UNSET
    errors: list[Error] | Unset = UNSET
    existing: UUID | Unset = UNSET
    existing_url: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        index = self.index

        status = self.status.value

        id: str | Unset = UNSET
        if not isinstance(self.id, Unset):
            id = str(self.id)

        version = self.version

        errors: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.errors, Unset):
            errors = []
            for errors_item_data in self.errors:
                errors_item = errors_item_data.to_dict()
                errors.append(errors_item)

        existing: str | Unset = UNSET
        if not isinstance(self.existing, Unset):
            existing = str(self.existing)

        existing_url = self.existing_url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "index": index,
                "status": status,
            }
        )
        if id is not UNSET:
            field_dict["id"] = id
        if version is not UNSET:
            field_dict["version"] = version
        if errors is not UNSET:
            field_dict["errors"] = errors
        if existing is not UNSET:
            field_dict["existing"] = existing
        if existing_url is not UNSET:
            field_dict["existing_url"] = existing_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.error import Error  # noqa: PLC0415

        d = dict(src_dict)
        index = d.pop("index")

        status = StatusEnum(d.pop("status"))

        _id = d.pop("id", UNSET)
        id: UUID | Unset
        if isinstance(_id, Unset):
            id = UNSET
        else:
            id = UUID(_id)

        version = d.pop("version", UNSET)

        _errors = d.pop("errors", UNSET)
        errors: list[Error] | Unset = UNSET
        if _errors is not UNSET:
            errors = []
            for errors_item_data in _errors:
                errors_item = Error.from_dict(errors_item_data)

                errors.append(errors_item)

        _existing = d.pop("existing", UNSET)
        existing: UUID | Unset
        if isinstance(_existing, Unset):
            existing = UNSET
        else:
            existing = UUID(_existing)

        existing_url = d.pop("existing_url", UNSET)

        row_answer = cls(
            index=index,
            status=status,
            id=id,
            version=version,
            errors=errors,
            existing=existing,
            existing_url=existing_url,
        )

        row_answer.additional_properties = d
        return row_answer

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
