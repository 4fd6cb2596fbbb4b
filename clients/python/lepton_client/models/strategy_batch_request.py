from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.strategy_row_request import StrategyRowRequest


T = TypeVar("T", bound="StrategyBatchRequest")


@_attrs_define
class StrategyBatchRequest:
    """Strategies to make or change.

    Attributes:
        rows (list[StrategyRowRequest]):
    """

    rows: list[StrategyRowRequest]

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
        from ..models.strategy_row_request import StrategyRowRequest  # noqa: PLC0415

        d = dict(src_dict)
        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = StrategyRowRequest.from_dict(rows_item_data)

            rows.append(rows_item)

        strategy_batch_request = cls(
            rows=rows,
        )

        return strategy_batch_request
