from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.criterion_comparison import CriterionComparison
from ..types import UNSET, Unset

T = TypeVar("T", bound="Criterion")


@_attrs_define
class Criterion:
    """What must be reached, and what was seen.

    Attributes:
        metric (str):
        comparison (CriterionComparison): * `>=` - >=
            * `<=` - <=
            * `>` - >
            * `<` - <
        value (float):
        unit (str | Unset):
        seen (float | None | Unset):
    """

    metric: str
    comparison: CriterionComparison
    value: float
    unit: str | Unset = UNSET
    seen: float | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        metric = self.metric

        comparison = self.comparison.value

        value = self.value

        unit = self.unit

        seen: float | None | Unset
        if isinstance(self.seen, Unset):
            seen = UNSET
        else:
            seen = self.seen

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "metric": metric,
                "comparison": comparison,
                "value": value,
            }
        )
        if unit is not UNSET:
            field_dict["unit"] = unit
        if seen is not UNSET:
            field_dict["seen"] = seen

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        metric = d.pop("metric")

        comparison = CriterionComparison(d.pop("comparison"))

        value = d.pop("value")

        unit = d.pop("unit", UNSET)

        def _parse_seen(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        seen = _parse_seen(d.pop("seen", UNSET))

        criterion = cls(
            metric=metric,
            comparison=comparison,
            value=value,
            unit=unit,
            seen=seen,
        )

        criterion.additional_properties = d
        return criterion

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
