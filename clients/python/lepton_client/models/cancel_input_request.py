from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="CancelInputRequest")


@_attrs_define
class CancelInputRequest:
    """A body. A member that nobody reads is an error, so that a typing mistake is not silent.

    Attributes:
        save (bool | Unset): Stop after the current step and keep what there is. Default: False.
    """

    save: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        save = self.save

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if save is not UNSET:
            field_dict["save"] = save

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        save = d.pop("save", UNSET)

        cancel_input_request = cls(
            save=save,
        )

        return cancel_input_request
