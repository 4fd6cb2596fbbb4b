from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.result_table_column import ResultTableColumn
    from ..models.result_table_rows_item import ResultTableRowsItem


T = TypeVar("T", bound="ResultTable")


@_attrs_define
class ResultTable:
    """
    Attributes:
        kind (Literal['table']):
        key (str):
        title (str):
        columns (list[ResultTableColumn]):
        rows (list[ResultTableRowsItem]):
        note (None | str):
    """

    kind: Literal["table"]
    key: str
    title: str
    columns: list[ResultTableColumn]
    rows: list[ResultTableRowsItem]
    note: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        key = self.key

        title = self.title

        columns = []
        for columns_item_data in self.columns:
            columns_item = columns_item_data.to_dict()
            columns.append(columns_item)

        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        note: None | str
        note = self.note

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "key": key,
                "title": title,
                "columns": columns,
                "rows": rows,
                "note": note,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.result_table_column import ResultTableColumn  # noqa: PLC0415
        from ..models.result_table_rows_item import ResultTableRowsItem  # noqa: PLC0415

        d = dict(src_dict)
        kind = cast(Literal["table"], d.pop("kind"))
        if kind != "table":
            raise ValueError(f"kind must match const 'table', got '{kind}'")

        key = d.pop("key")

        title = d.pop("title")

        columns = []
        _columns = d.pop("columns")
        for columns_item_data in _columns:
            columns_item = ResultTableColumn.from_dict(columns_item_data)

            columns.append(columns_item)

        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = ResultTableRowsItem.from_dict(rows_item_data)

            rows.append(rows_item)

        def _parse_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        note = _parse_note(d.pop("note"))

        result_table = cls(
            kind=kind,
            key=key,
            title=title,
            columns=columns,
            rows=rows,
            note=note,
        )

        result_table.additional_properties = d
        return result_table

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
