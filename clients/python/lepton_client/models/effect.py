from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Effect")


@_attrs_define
class Effect:
    """What the item has changed in this market, as a run has estimated it.

    Attributes:
        estimate (float):
        low (float | None):
        high (float | None):
        unit (str):
        direction (str):
        sentence (None | str): A sentence in the language of `Accept-Language`.
        source (str): The id of the run.
        hash_ (str): Names the data behind it.
        computed_at (datetime.datetime):
    """

    estimate: float
    low: float | None
    high: float | None
    unit: str
    direction: str
    sentence: None | str
    source: str
    hash_: str
    computed_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        estimate = self.estimate

        low: float | None
        low = self.low

        high: float | None
        high = self.high

        unit = self.unit

        direction = self.direction

        sentence: None | str
        sentence = self.sentence

        source = self.source

        hash_ = self.hash_

        computed_at = self.computed_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "estimate": estimate,
                "low": low,
                "high": high,
                "unit": unit,
                "direction": direction,
                "sentence": sentence,
                "source": source,
                "hash": hash_,
                "computed_at": computed_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        estimate = d.pop("estimate")

        def _parse_low(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        low = _parse_low(d.pop("low"))

        def _parse_high(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        high = _parse_high(d.pop("high"))

        unit = d.pop("unit")

        direction = d.pop("direction")

        def _parse_sentence(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sentence = _parse_sentence(d.pop("sentence"))

        source = d.pop("source")

        hash_ = d.pop("hash")

        computed_at = datetime.datetime.fromisoformat(d.pop("computed_at"))

        effect = cls(
            estimate=estimate,
            low=low,
            high=high,
            unit=unit,
            direction=direction,
            sentence=sentence,
            source=source,
            hash_=hash_,
            computed_at=computed_at,
        )

        effect.additional_properties = d
        return effect

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
