from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="InputRole")


@_attrs_define
class InputRole:
    """A part that columns of an input play.

    Attributes:
        key (str):
        label (str):
        help_ (str):
        minimum (int):
        maximum (int | None): null: any number
        dtypes (list[str]):
    """

    key: str
    label: str
    help_: str
    minimum: int
    maximum: int | None
    dtypes: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        label = self.label

        help_ = self.help_

        minimum = self.minimum

        maximum: int | None
        maximum = self.maximum

        dtypes = self.dtypes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key": key,
                "label": label,
                "help": help_,
                "minimum": minimum,
                "maximum": maximum,
                "dtypes": dtypes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        key = d.pop("key")

        label = d.pop("label")

        help_ = d.pop("help")

        minimum = d.pop("minimum")

        def _parse_maximum(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        maximum = _parse_maximum(d.pop("maximum"))

        dtypes = cast(list[str], d.pop("dtypes"))

        input_role = cls(
            key=key,
            label=label,
            help_=help_,
            minimum=minimum,
            maximum=maximum,
            dtypes=dtypes,
        )

        input_role.additional_properties = d
        return input_role

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
