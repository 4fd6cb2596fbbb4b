from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.price_rule_row_request import PriceRuleRowRequest


T = TypeVar("T", bound="PriceRuleBatchRequest")


@_attrs_define
class PriceRuleBatchRequest:
    """Prices to make or change.

    Attributes:
        rows (list[PriceRuleRowRequest]):
    """

    rows: list[PriceRuleRowRequest]

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
        from ..models.price_rule_row_request import PriceRuleRowRequest  # noqa: PLC0415

        d = dict(src_dict)
        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = PriceRuleRowRequest.from_dict(rows_item_data)

            rows.append(rows_item)

        price_rule_batch_request = cls(
            rows=rows,
        )

        return price_rule_batch_request
