from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.result_tile import ResultTile


T = TypeVar("T", bound="ResultTiles")


@_attrs_define
class ResultTiles:
    """
    Attributes:
        kind (Literal['tiles']):
        items (list[ResultTile]):
    """

    kind: Literal["tiles"]
    items: list[ResultTile]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "items": items,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.result_tile import ResultTile  # noqa: PLC0415

        d = dict(src_dict)
        kind = cast(Literal["tiles"], d.pop("kind"))
        if kind != "tiles":
            raise ValueError(f"kind must match const 'tiles', got '{kind}'")

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = ResultTile.from_dict(items_item_data)

            items.append(items_item)

        result_tiles = cls(
            kind=kind,
            items=items,
        )

        result_tiles.additional_properties = d
        return result_tiles

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
