from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="InspectInputRequest")


@_attrs_define
class InspectInputRequest:
    """What to fix instead of leaving it to be found out.

    Attributes:
        encoding (str | Unset):
        delimiter (str | Unset):
        quote (str | Unset):
        header (bool | Unset):
        skip_rows (int | Unset):
        sheet (str | Unset):
    """

    encoding: str | Unset = UNSET
    delimiter: str | Unset = UNSET
    quote: str | Unset = UNSET
    header: bool | Unset = UNSET
    skip_rows: int | Unset = UNSET
    sheet: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        encoding = self.encoding

        delimiter = self.delimiter

        quote = self.quote

        header = self.header

        skip_rows = self.skip_rows

        sheet = self.sheet

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if encoding is not UNSET:
            field_dict["encoding"] = encoding
        if delimiter is not UNSET:
            field_dict["delimiter"] = delimiter
        if quote is not UNSET:
            field_dict["quote"] = quote
        if header is not UNSET:
            field_dict["header"] = header
        if skip_rows is not UNSET:
            field_dict["skip_rows"] = skip_rows
        if sheet is not UNSET:
            field_dict["sheet"] = sheet

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        encoding = d.pop("encoding", UNSET)

        delimiter = d.pop("delimiter", UNSET)

        quote = d.pop("quote", UNSET)

        header = d.pop("header", UNSET)

        skip_rows = d.pop("skip_rows", UNSET)

        sheet = d.pop("sheet", UNSET)

        inspect_input_request = cls(
            encoding=encoding,
            delimiter=delimiter,
            quote=quote,
            header=header,
            skip_rows=skip_rows,
            sheet=sheet,
        )

        return inspect_input_request
