from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ActualInputRequest")


@_attrs_define
class ActualInputRequest:
    """What became true, and where that is known from.

    Attributes:
        actual (float):
        source (str):
    """

    actual: float
    source: str

    def to_dict(self) -> dict[str, Any]:
        actual = self.actual

        source = self.source

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "actual": actual,
                "source": source,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        actual = d.pop("actual")

        source = d.pop("source")

        actual_input_request = cls(
            actual=actual,
            source=source,
        )

        return actual_input_request
