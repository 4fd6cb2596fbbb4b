from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.suppression import Suppression


T = TypeVar("T", bound="SuppressionAnswer")


@_attrs_define
class SuppressionAnswer:
    """Whether an address is on the list.

    Attributes:
        suppressed (bool):
        entry (None | Suppression):
    """

    suppressed: bool
    entry: None | Suppression
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.suppression import Suppression  # noqa: PLC0415

        suppressed = self.suppressed

        entry: dict[str, Any] | None
        if isinstance(self.entry, Suppression):
            entry = self.entry.to_dict()
        else:
            entry = self.entry

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "suppressed": suppressed,
                "entry": entry,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.suppression import Suppression  # noqa: PLC0415

        d = dict(src_dict)
        suppressed = d.pop("suppressed")

        def _parse_entry(data: object) -> None | Suppression:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                entry_type_0 = Suppression.from_dict(data)

                return entry_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Suppression, data)

        entry = _parse_entry(d.pop("entry"))

        suppression_answer = cls(
            suppressed=suppressed,
            entry=entry,
        )

        suppression_answer.additional_properties = d
        return suppression_answer

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
