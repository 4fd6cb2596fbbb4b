from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.column import Column
    from ..models.person import Person


T = TypeVar("T", bound="Version")


@_attrs_define
class Version:
    """An immutable table. Two versions with one `content_hash` hold the same values.

    Attributes:
        id (UUID):
        number (int):
        rows (int):
        rejected_rows (int):
        size (int):
        content_hash (str):
        original_name (str):
        columns (list[Column]):
        created_by (None | Person):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    number: int
    rows: int
    rejected_rows: int
    size: int
    content_hash: str
    original_name: str
    columns: list[Column]
    created_by: None | Person
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.person import Person  # noqa: PLC0415

        id = str(self.id)

        number = self.number

        rows = self.rows

        rejected_rows = self.rejected_rows

        size = self.size

        content_hash = self.content_hash

        original_name = self.original_name

        columns = []
        for columns_item_data in self.columns:
            columns_item = columns_item_data.to_dict()
            columns.append(columns_item)

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
                "number": number,
                "rows": rows,
                "rejected_rows": rejected_rows,
                "size": size,
                "content_hash": content_hash,
                "original_name": original_name,
                "columns": columns,
                "created_by": created_by,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.column import Column  # noqa: PLC0415
        from ..models.person import Person  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        number = d.pop("number")

        rows = d.pop("rows")

        rejected_rows = d.pop("rejected_rows")

        size = d.pop("size")

        content_hash = d.pop("content_hash")

        original_name = d.pop("original_name")

        columns = []
        _columns = d.pop("columns")
        for columns_item_data in _columns:
            columns_item = Column.from_dict(columns_item_data)

            columns.append(columns_item)

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

        version = cls(
            id=id,
            number=number,
            rows=rows,
            rejected_rows=rejected_rows,
            size=size,
            content_hash=content_hash,
            original_name=original_name,
            columns=columns,
            created_by=created_by,
            created_at=created_at,
            updated_at=updated_at,
        )

        version.additional_properties = d
        return version

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
