from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.paginated_theme_list_deleted_item_external_item import (
        PaginatedThemeListDeletedItemExternalItem,
    )


T = TypeVar("T", bound="PaginatedThemeListDeletedItem")


@_attrs_define
class PaginatedThemeListDeletedItem:
    """A row that was deleted. Filters do not apply: yours or not, drop it.

    Attributes:
        id (UUID):
        deleted_at (datetime.datetime):
        external (list[PaginatedThemeListDeletedItemExternalItem]): What other systems called it.
    """

    id: UUID
    deleted_at: datetime.datetime
    external: list[PaginatedThemeListDeletedItemExternalItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        deleted_at = self.deleted_at.isoformat()

        external = []
        for external_item_data in self.external:
            external_item = external_item_data.to_dict()
            external.append(external_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "deleted_at": deleted_at,
                "external": external,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.paginated_theme_list_deleted_item_external_item import (
            PaginatedThemeListDeletedItemExternalItem,  # noqa: PLC0415
        )

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        deleted_at = datetime.datetime.fromisoformat(d.pop("deleted_at"))

        external = []
        _external = d.pop("external")
        for external_item_data in _external:
            external_item = PaginatedThemeListDeletedItemExternalItem.from_dict(external_item_data)

            external.append(external_item)

        paginated_theme_list_deleted_item = cls(
            id=id,
            deleted_at=deleted_at,
            external=external,
        )

        paginated_theme_list_deleted_item.additional_properties = d
        return paginated_theme_list_deleted_item

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
