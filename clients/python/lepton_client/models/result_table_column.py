from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.result_table_column_kind import ResultTableColumnKind

T = TypeVar("T", bound="ResultTableColumn")


@_attrs_define
class ResultTableColumn:
    """``digits`` are significant digits for numbers; ``decimals``, where given, wins over them.

    ``label`` as str is shown as it is. A column of kind ``light`` holds words that are coloured by
    the ``tone`` (:data:`Tone`) that stands beside them in the row. One of kind ``country`` holds
    ISO 3166-1 alpha-3 codes, shown as names in the reader's language; other text in it stays. A
    column of kind ``heat`` holds shares from 0 to 1, the deeper the colour the larger.

        Attributes:
            key (str):
            label (str):
            kind (ResultTableColumnKind):
            digits (int):
            decimals (int | None):
            unit (str):
            help_ (None | str):
    """

    key: str
    label: str
    kind: ResultTableColumnKind
    digits: int
    decimals: int | None
    unit: str
    help_: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        label = self.label

        kind = self.kind.value

        digits = self.digits

        decimals: int | None
        decimals = self.decimals

        unit = self.unit

        help_: None | str
        help_ = self.help_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key": key,
                "label": label,
                "kind": kind,
                "digits": digits,
                "decimals": decimals,
                "unit": unit,
                "help": help_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        key = d.pop("key")

        label = d.pop("label")

        kind = ResultTableColumnKind(d.pop("kind"))

        digits = d.pop("digits")

        def _parse_decimals(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        decimals = _parse_decimals(d.pop("decimals"))

        unit = d.pop("unit")

        def _parse_help_(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        help_ = _parse_help_(d.pop("help"))

        result_table_column = cls(
            key=key,
            label=label,
            kind=kind,
            digits=digits,
            decimals=decimals,
            unit=unit,
            help_=help_,
        )

        result_table_column.additional_properties = d
        return result_table_column

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
