from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.segment_row_request import SegmentRowRequest


T = TypeVar("T", bound="SegmentBatchRequest")


@_attrs_define
class SegmentBatchRequest:
    """Segments to make or change.

    Attributes:
        rows (list[SegmentRowRequest]):
    """

    rows: list[SegmentRowRequest]

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
        from ..models.segment_row_request import SegmentRowRequest  # noqa: PLC0415

        d = dict(src_dict)
        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = SegmentRowRequest.from_dict(rows_item_data)

            rows.append(rows_item)

        segment_batch_request = cls(
            rows=rows,
        )

        return segment_batch_request
