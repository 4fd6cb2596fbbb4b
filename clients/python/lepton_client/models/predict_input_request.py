from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.predict_input_request_rows_item import PredictInputRequestRowsItem


T = TypeVar("T", bound="PredictInputRequest")


@_attrs_define
class PredictInputRequest:
    """Rows to predict, each with a member for every one of `predict_fields`.

    Attributes:
        rows (list[PredictInputRequestRowsItem]):
    """

    rows: list[PredictInputRequestRowsItem]

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
        from ..models.predict_input_request_rows_item import PredictInputRequestRowsItem  # noqa: PLC0415

        d = dict(src_dict)
        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = PredictInputRequestRowsItem.from_dict(rows_item_data)

            rows.append(rows_item)

        predict_input_request = cls(
            rows=rows,
        )

        return predict_input_request
