from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ColumnChange")


@_attrs_define
class ColumnChange:
    """A column that differs from what was agreed: `missing`, `new`, or of another `kind`, `unit` or
    `notation`.

        Attributes:
            column (str):
            what (str):
            before (str):
            now (str):
    """

    column: str
    what: str
    before: str
    now: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        column = self.column

        what = self.what

        before = self.before

        now = self.now

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "column": column,
                "what": what,
                "before": before,
                "now": now,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        column = d.pop("column")

        what = d.pop("what")

        before = d.pop("before")

        now = d.pop("now")

        column_change = cls(
            column=column,
            what=what,
            before=before,
            now=now,
        )

        column_change.additional_properties = d
        return column_change

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
