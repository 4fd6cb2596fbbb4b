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

from ..models.result_world_map_value_kind import ResultWorldMapValueKind

if TYPE_CHECKING:
    from ..models.result_map_group import ResultMapGroup


T = TypeVar("T", bound="ResultWorldMap")


@_attrs_define
class ResultWorldMap:
    """Places as points on land without borders; the page always offers them as a table too.

    ``group`` is what the colours mean and ``value`` what the values are, shown by ``value_kind``.

        Attributes:
            kind (Literal['map']):
            key (str):
            title (str):
            group (str):
            groups (list[ResultMapGroup]):
            value (None | str):
            value_kind (ResultWorldMapValueKind):
            note (None | str):
    """

    kind: Literal["map"]
    key: str
    title: str
    group: str
    groups: list[ResultMapGroup]
    value: None | str
    value_kind: ResultWorldMapValueKind
    note: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        key = self.key

        title = self.title

        group = self.group

        groups = []
        for groups_item_data in self.groups:
            groups_item = groups_item_data.to_dict()
            groups.append(groups_item)

        value: None | str
        value = self.value

        value_kind = self.value_kind.value

        note: None | str
        note = self.note

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "key": key,
                "title": title,
                "group": group,
                "groups": groups,
                "value": value,
                "value_kind": value_kind,
                "note": note,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.result_map_group import ResultMapGroup  # noqa: PLC0415

        d = dict(src_dict)
        kind = cast(Literal["map"], d.pop("kind"))
        if kind != "map":
            raise ValueError(f"kind must match const 'map', got '{kind}'")

        key = d.pop("key")

        title = d.pop("title")

        group = d.pop("group")

        groups = []
        _groups = d.pop("groups")
        for groups_item_data in _groups:
            groups_item = ResultMapGroup.from_dict(groups_item_data)

            groups.append(groups_item)

        def _parse_value(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        value = _parse_value(d.pop("value"))

        value_kind = ResultWorldMapValueKind(d.pop("value_kind"))

        def _parse_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        note = _parse_note(d.pop("note"))

        result_world_map = cls(
            kind=kind,
            key=key,
            title=title,
            group=group,
            groups=groups,
            value=value,
            value_kind=value_kind,
            note=note,
        )

        result_world_map.additional_properties = d
        return result_world_map

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
