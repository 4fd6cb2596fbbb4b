from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.feedback_record_input_request import FeedbackRecordInputRequest


T = TypeVar("T", bound="FeedbackRecordBatchRequest")


@_attrs_define
class FeedbackRecordBatchRequest:
    """Records to take in or change.

    Attributes:
        rows (list[FeedbackRecordInputRequest]):
    """

    rows: list[FeedbackRecordInputRequest]

    def to_dict(self) -> dict[str, Any]:
        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "rows": rows,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.feedback_record_input_request import FeedbackRecordInputRequest  # noqa: PLC0415

        d = dict(src_dict)
        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = FeedbackRecordInputRequest.from_dict(rows_item_data)

            rows.append(rows_item)

        feedback_record_batch_request = cls(
            rows=rows,
        )

        return feedback_record_batch_request
