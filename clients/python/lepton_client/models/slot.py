from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.input_role import InputRole


T = TypeVar("T", bound="Slot")


@_attrs_define
class Slot:
    """A named input of an engine.

    Attributes:
        key (str):
        label (str):
        kinds (list[str]):
        required (bool):
        roles (list[InputRole]):
    """

    key: str
    label: str
    kinds: list[str]
    required: bool
    roles: list[InputRole]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        label = self.label

        kinds = self.kinds

        required = self.required

        roles = []
        for roles_item_data in self.roles:
            roles_item = roles_item_data.to_dict()
            roles.append(roles_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key": key,
                "label": label,
                "kinds": kinds,
                "required": required,
                "roles": roles,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.input_role import InputRole  # noqa: PLC0415

        d = dict(src_dict)
        key = d.pop("key")

        label = d.pop("label")

        kinds = cast(list[str], d.pop("kinds"))

        required = d.pop("required")

        roles = []
        _roles = d.pop("roles")
        for roles_item_data in _roles:
            roles_item = InputRole.from_dict(roles_item_data)

            roles.append(roles_item)

        slot = cls(
            key=key,
            label=label,
            kinds=kinds,
            required=required,
            roles=roles,
        )

        slot.additional_properties = d
        return slot

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
