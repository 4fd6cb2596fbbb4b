from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="AliasInputRequest")


@_attrs_define
class AliasInputRequest:
    """Which model the name is to point to.

    Attributes:
        model (UUID): A model of this project.
    """

    model: UUID

    def to_dict(self) -> dict[str, Any]:
        model = str(self.model)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = UUID(d.pop("model"))

        alias_input_request = cls(
            model=model,
        )

        return alias_input_request
