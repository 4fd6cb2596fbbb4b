from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.result_predict_field_dtype import ResultPredictFieldDtype

T = TypeVar("T", bound="ResultPredictField")


@_attrs_define
class ResultPredictField:
    """A value that the model needs for a prediction, with the range that it was fitted on.

    Attributes:
        name (str):
        label (str):
        dtype (ResultPredictFieldDtype):
        unit (str):
        minimum (float | None):
        maximum (float | None):
        example (float | None | str):
    """

    name: str
    label: str
    dtype: ResultPredictFieldDtype
    unit: str
    minimum: float | None
    maximum: float | None
    example: float | None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        label = self.label

        dtype = self.dtype.value

        unit = self.unit

        minimum: float | None
        minimum = self.minimum

        maximum: float | None
        maximum = self.maximum

        example: float | None | str
        example = self.example

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "label": label,
                "dtype": dtype,
                "unit": unit,
                "minimum": minimum,
                "maximum": maximum,
                "example": example,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        label = d.pop("label")

        dtype = ResultPredictFieldDtype(d.pop("dtype"))

        unit = d.pop("unit")

        def _parse_minimum(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        minimum = _parse_minimum(d.pop("minimum"))

        def _parse_maximum(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        maximum = _parse_maximum(d.pop("maximum"))

        def _parse_example(data: object) -> float | None | str:
            if data is None:
                return data
            return cast(float | None | str, data)

        example = _parse_example(d.pop("example"))

        result_predict_field = cls(
            name=name,
            label=label,
            dtype=dtype,
            unit=unit,
            minimum=minimum,
            maximum=maximum,
            example=example,
        )

        result_predict_field.additional_properties = d
        return result_predict_field

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
