from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.others_enum import OthersEnum
from ..models.rows_enum import RowsEnum
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.combined_table_input_request import CombinedTableInputRequest


T = TypeVar("T", bound="CombineInputRequest")


@_attrs_define
class CombineInputRequest:
    """The periods of the first table are those of the combined one.

    Attributes:
        tables (list[CombinedTableInputRequest]):
        name (str | Unset): Of a new dataset.
        dataset (None | Unset | UUID): Make the next version of this combined dataset instead.
        rows (RowsEnum | Unset): * `first` - first
            * `all` - all Default: RowsEnum.FIRST.
        others (OthersEnum | Unset): * `leave_out` - leave_out
            * `keep` - keep Default: OthersEnum.LEAVE_OUT.
        similar (bool | Unset): Also take countries whose name is only written alike. Default: False.
        preview (bool | Unset): Say what matches, and store nothing. Default: False.
    """

    tables: list[CombinedTableInputRequest]
    name: str | Unset = UNSET
    dataset: None | Unset | UUID = UNSET
    rows: RowsEnum | Unset = RowsEnum.FIRST
    others: OthersEnum | Unset = OthersEnum.LEAVE_OUT
    similar: bool | Unset = False
    preview: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        tables = []
        for tables_item_data in self.tables:
            tables_item = tables_item_data.to_dict()
            tables.append(tables_item)

        name = self.name

        dataset: None | str | Unset
        if isinstance(self.dataset, Unset):
            dataset = UNSET
        elif isinstance(self.dataset, UUID):
            dataset = str(self.dataset)
        else:
            dataset = self.dataset

        rows: str | Unset = UNSET
        if not isinstance(self.rows, Unset):
            rows = self.rows.value

        others: str | Unset = UNSET
        if not isinstance(self.others, Unset):
            others = self.others.value

        similar = self.similar

        preview = self.preview

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "tables": tables,
            }
        )
        if name is not UNSET:
            field_dict["name"] = name
        if dataset is not UNSET:
            field_dict["dataset"] = dataset
        if rows is not UNSET:
            field_dict["rows"] = rows
        if others is not UNSET:
            field_dict["others"] = others
        if similar is not UNSET:
            field_dict["similar"] = similar
        if preview is not UNSET:
            field_dict["preview"] = preview

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.combined_table_input_request import CombinedTableInputRequest  # noqa: PLC0415

        d = dict(src_dict)
        tables = []
        _tables = d.pop("tables")
        for tables_item_data in _tables:
            tables_item = CombinedTableInputRequest.from_dict(tables_item_data)

            tables.append(tables_item)

        name = d.pop("name", UNSET)

        def _parse_dataset(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                dataset_type_0 = UUID(data)

                return dataset_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        dataset = _parse_dataset(d.pop("dataset", UNSET))

        _rows = d.pop("rows", UNSET)
        rows: RowsEnum | Unset
        if isinstance(_rows, Unset):
            rows = UNSET
        else:
            rows = RowsEnum(_rows)

        _others = d.pop("others", UNSET)
        others: OthersEnum | Unset
        if isinstance(_others, Unset):
            others = UNSET
        else:
            others = OthersEnum(_others)

        similar = d.pop("similar", UNSET)

        preview = d.pop("preview", UNSET)

        combine_input_request = cls(
            tables=tables,
            name=name,
            dataset=dataset,
            rows=rows,
            others=others,
            similar=similar,
            preview=preview,
        )

        return combine_input_request
