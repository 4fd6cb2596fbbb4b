from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedThemeInputRequest")


@_attrs_define
class PatchedThemeInputRequest:
    """What people say of a theme. A name that is sent stays in further runs.

    Attributes:
        name (str | Unset):
        locked (bool | Unset): A locked theme stays as it is in every further run.
    """

    name: str | Unset = UNSET
    locked: bool | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        locked = self.locked

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if locked is not UNSET:
            field_dict["locked"] = locked

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name", UNSET)

        locked = d.pop("locked", UNSET)

        patched_theme_input_request = cls(
            name=name,
            locked=locked,
        )

        return patched_theme_input_request
