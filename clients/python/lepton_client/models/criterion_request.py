from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.criterion_comparison import CriterionComparison
from ..types import UNSET, Unset

T = TypeVar("T", bound="CriterionRequest")


@_attrs_define
class CriterionRequest:
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

        criterion_request = cls(
            metric=metric,
            comparison=comparison,
            value=value,
            unit=unit,
            seen=seen,
        )

        return criterion_request
