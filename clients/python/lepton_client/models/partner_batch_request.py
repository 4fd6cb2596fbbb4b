from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.partner_row_request import PartnerRowRequest


T = TypeVar("T", bound="PartnerBatchRequest")


@_attrs_define
class PartnerBatchRequest:
    """Partners to make or change.

    Attributes:
        rows (list[PartnerRowRequest]):
    """

    rows: list[PartnerRowRequest]

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
        from ..models.partner_row_request import PartnerRowRequest  # noqa: PLC0415

        d = dict(src_dict)
        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = PartnerRowRequest.from_dict(rows_item_data)

            rows.append(rows_item)

        partner_batch_request = cls(
            rows=rows,
        )

        return partner_batch_request
