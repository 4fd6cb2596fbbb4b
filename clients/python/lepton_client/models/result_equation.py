from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ResultEquation")


@_attrs_define
class ResultEquation:
    """A formula as plain text, e.g. ``D = 1.175115 · d − 12.557604``.

    Attributes:
        kind (Literal['equation']):
        lines (list[str]):
        note (None | str):
    """

    kind: Literal["equation"]
    lines: list[str]
    note: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        lines = self.lines

        note: None | str
        note = self.note

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "lines": lines,
                "note": note,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = cast(Literal["equation"], d.pop("kind"))
        if kind != "equation":
            raise ValueError(f"kind must match const 'equation', got '{kind}'")

        lines = cast(list[str], d.pop("lines"))

        def _parse_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        note = _parse_note(d.pop("note"))

        result_equation = cls(
            kind=kind,
            lines=lines,
            note=note,
        )

        result_equation.additional_properties = d
        return result_equation

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
