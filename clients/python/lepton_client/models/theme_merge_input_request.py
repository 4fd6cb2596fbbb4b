from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="ThemeMergeInputRequest")


@_attrs_define
class ThemeMergeInputRequest:
    """Which theme takes all that is of this one.

    Attributes:
        into (UUID):
    """

    into: UUID

    def to_dict(self) -> dict[str, Any]:
        into = str(self.into)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "into": into,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        into = UUID(d.pop("into"))

        theme_merge_input_request = cls(
            into=into,
        )

        return theme_merge_input_request
