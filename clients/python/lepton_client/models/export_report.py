from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.export_variant import ExportVariant


T = TypeVar("T", bound="ExportReport")


@_attrs_define
class ExportReport:
    """How the files compare with the model. `real` says that the `rows` are texts that the run was
    tested on, and not random words of the model's vocabulary.

        Attributes:
            rows (int):
            real (bool):
            licence (str):
            variants (list[ExportVariant]):
    """

    rows: int
    real: bool
    licence: str
    variants: list[ExportVariant]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        rows = self.rows

        real = self.real

        licence = self.licence

        variants = []
        for variants_item_data in self.variants:
            variants_item = variants_item_data.to_dict()
            variants.append(variants_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "rows": rows,
                "real": real,
                "licence": licence,
                "variants": variants,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.export_variant import ExportVariant  # noqa: PLC0415

        d = dict(src_dict)
        rows = d.pop("rows")

        real = d.pop("real")

        licence = d.pop("licence")

        variants = []
        _variants = d.pop("variants")
        for variants_item_data in _variants:
            variants_item = ExportVariant.from_dict(variants_item_data)

            variants.append(variants_item)

        export_report = cls(
            rows=rows,
            real=real,
            licence=licence,
            variants=variants,
        )

        export_report.additional_properties = d
        return export_report

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
