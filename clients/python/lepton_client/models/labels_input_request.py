from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.label_input_request import LabelInputRequest


T = TypeVar("T", bound="LabelsInputRequest")


@_attrs_define
class LabelsInputRequest:
    """A body. A member that nobody reads is an error, so that a typing mistake is not silent.

    Attributes:
        labels (list[LabelInputRequest]):
    """

    labels: list[LabelInputRequest]

    def to_dict(self) -> dict[str, Any]:
        labels = []
        for labels_item_data in self.labels:
            labels_item = labels_item_data.to_dict()
            labels.append(labels_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "labels": labels,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.label_input_request import LabelInputRequest  # noqa: PLC0415

        d = dict(src_dict)
        labels = []
        _labels = d.pop("labels")
        for labels_item_data in _labels:
            labels_item = LabelInputRequest.from_dict(labels_item_data)

            labels.append(labels_item)

        labels_input_request = cls(
            labels=labels,
        )

        return labels_input_request
