from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.result_series_kind import ResultSeriesKind

T = TypeVar("T", bound="ResultSeries")


@_attrs_define
class ResultSeries:
    """``points`` are [x, y] pairs; for ``band`` [x, low, high]; for ``bar`` [category, value].

    Attributes:
        name (str):
        kind (ResultSeriesKind):
        points (list[list[float | None | str]]):
        labels (list[str]):
    """

    name: str
    kind: ResultSeriesKind
    points: list[list[float | None | str]]
    labels: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        kind = self.kind.value

        points = []
        for points_item_data in self.points:
            points_item = []
            for points_item_item_data in points_item_data:
                points_item_item: float | None | str
                points_item_item = points_item_item_data
                points_item.append(points_item_item)

            points.append(points_item)

        labels = self.labels

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "kind": kind,
                "points": points,
                "labels": labels,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        kind = ResultSeriesKind(d.pop("kind"))

        points = []
        _points = d.pop("points")
        for points_item_data in _points:
            points_item = []
            _points_item = points_item_data
            for points_item_item_data in _points_item:

                def _parse_points_item_item(data: object) -> float | None | str:
                    if data is None:
                        return data
                    return cast(float | None | str, data)

                points_item_item = _parse_points_item_item(points_item_item_data)

                points_item.append(points_item_item)

            points.append(points_item)

        labels = cast(list[str], d.pop("labels"))

        result_series = cls(
            name=name,
            kind=kind,
            points=points,
            labels=labels,
        )

        result_series.additional_properties = d
        return result_series

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
