from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ExportVariant")


@_attrs_define
class ExportVariant:
    """One file as exact as `precision` says, held against the model itself. `agreement` is the
    share of rows with the same decision, `largest` the largest difference of an output. What
    decides differently too often is not in the zip (`kept` is false).

        Attributes:
            precision (str): `fp32` or `int8`.
            file (str):
            bytes_ (int):
            agreement (float):
            largest (float):
            kept (bool):
    """

    precision: str
    file: str
    bytes_: int
    agreement: float
    largest: float
    kept: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        precision = self.precision

        file = self.file

        bytes_ = self.bytes_

        agreement = self.agreement

        largest = self.largest

        kept = self.kept

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "precision": precision,
                "file": file,
                "bytes": bytes_,
                "agreement": agreement,
                "largest": largest,
                "kept": kept,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        precision = d.pop("precision")

        file = d.pop("file")

        bytes_ = d.pop("bytes")

        agreement = d.pop("agreement")

        largest = d.pop("largest")

        kept = d.pop("kept")

        export_variant = cls(
            precision=precision,
            file=file,
            bytes_=bytes_,
            agreement=agreement,
            largest=largest,
            kept=kept,
        )

        export_variant.additional_properties = d
        return export_variant

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
