from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.result_predicted_row_values import ResultPredictedRowValues


T = TypeVar("T", bound="ResultPredictedRow")


@_attrs_define
class ResultPredictedRow:
    """One row's answer: values by output column name, and what to know about it.

    Attributes:
        values (ResultPredictedRowValues):
        warnings (list[str]):
    """

    values: ResultPredictedRowValues
    warnings: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        values = self.values.to_dict()

        warnings = self.warnings

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "values": values,
                "warnings": warnings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.result_predicted_row_values import ResultPredictedRowValues  # noqa: PLC0415

        d = dict(src_dict)
        values = ResultPredictedRowValues.from_dict(d.pop("values"))

        warnings = cast(list[str], d.pop("warnings"))

        result_predicted_row = cls(
            values=values,
            warnings=warnings,
        )

        result_predicted_row.additional_properties = d
        return result_predicted_row

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
