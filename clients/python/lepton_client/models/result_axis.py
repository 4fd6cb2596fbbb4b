from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.result_axis_scale import ResultAxisScale

T = TypeVar("T", bound="ResultAxis")


@_attrs_define
class ResultAxis:
    """
    Attributes:
        label (str):
        unit (str):
        scale (ResultAxisScale):
    """

    label: str
    unit: str
    scale: ResultAxisScale
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        label = self.label

        unit = self.unit

        scale = self.scale.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "label": label,
                "unit": unit,
                "scale": scale,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        label = d.pop("label")

        unit = d.pop("unit")

        scale = ResultAxisScale(d.pop("scale"))

        result_axis = cls(
            label=label,
            unit=unit,
            scale=scale,
        )

        result_axis.additional_properties = d
        return result_axis

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
