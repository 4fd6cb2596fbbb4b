from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

T = TypeVar("T", bound="LabelInputRequest")


@_attrs_define
class LabelInputRequest:
    """A body. A member that nobody reads is an error, so that a typing mistake is not silent.

    Attributes:
        id (UUID): One of `prediction_ids` of an answer.
        label (str): What would have been right.
    """

    id: UUID
    label: str

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        label = self.label

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "label": label,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        label = d.pop("label")

        label_input_request = cls(
            id=id,
            label=label,
        )

        return label_input_request
