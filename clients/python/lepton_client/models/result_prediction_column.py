from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.result_prediction_column_kind import ResultPredictionColumnKind
from ..models.result_prediction_column_role import ResultPredictionColumnRole

T = TypeVar("T", bound="ResultPredictionColumn")


@_attrs_define
class ResultPredictionColumn:
    """``role`` lets a page group a point with its intervals; ``kind`` says how to show a value.

    Attributes:
        key (str):
        label (str):
        unit (str):
        kind (ResultPredictionColumnKind):
        role (ResultPredictionColumnRole):
        target (str):
    """

    key: str
    label: str
    unit: str
    kind: ResultPredictionColumnKind
    role: ResultPredictionColumnRole
    target: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        label = self.label

        unit = self.unit

        kind = self.kind.value

        role = self.role.value

        target = self.target

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key": key,
                "label": label,
                "unit": unit,
                "kind": kind,
                "role": role,
                "target": target,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        key = d.pop("key")

        label = d.pop("label")

        unit = d.pop("unit")

        kind = ResultPredictionColumnKind(d.pop("kind"))

        role = ResultPredictionColumnRole(d.pop("role"))

        target = d.pop("target")

        result_prediction_column = cls(
            key=key,
            label=label,
            unit=unit,
            kind=kind,
            role=role,
            target=target,
        )

        result_prediction_column.additional_properties = d
        return result_prediction_column

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
