from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.quality_period import QualityPeriod


T = TypeVar("T", bound="Quality")


@_attrs_define
class Quality:
    """Of the predictions of the model that serves now whose true label is known. `periods` are
    days, or weeks where predictions are kept for more than 45 days.

        Attributes:
            model (UUID):
            total (None | QualityPeriod):
            periods (list[QualityPeriod]):
    """

    model: UUID
    total: None | QualityPeriod
    periods: list[QualityPeriod]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.quality_period import QualityPeriod  # noqa: PLC0415

        model = str(self.model)

        total: dict[str, Any] | None
        if isinstance(self.total, QualityPeriod):
            total = self.total.to_dict()
        else:
            total = self.total

        periods = []
        for periods_item_data in self.periods:
            periods_item = periods_item_data.to_dict()
            periods.append(periods_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "model": model,
                "total": total,
                "periods": periods,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.quality_period import QualityPeriod  # noqa: PLC0415

        d = dict(src_dict)
        model = UUID(d.pop("model"))

        def _parse_total(data: object) -> None | QualityPeriod:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                total_type_0 = QualityPeriod.from_dict(data)

                return total_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | QualityPeriod, data)

        total = _parse_total(d.pop("total"))

        periods = []
        _periods = d.pop("periods")
        for periods_item_data in _periods:
            periods_item = QualityPeriod.from_dict(periods_item_data)

            periods.append(periods_item)

        quality = cls(
            model=model,
            total=total,
            periods=periods,
        )

        quality.additional_properties = d
        return quality

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
