from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.result_tile_tone import ResultTileTone

if TYPE_CHECKING:
    from ..models.result_figure import ResultFigure


T = TypeVar("T", bound="ResultTile")


@_attrs_define
class ResultTile:
    """One figure with its label; ``note`` says what it means in a few words.

    Attributes:
        label (str):
        value (ResultFigure | str):
        note (None | str):
        tone (ResultTileTone):
    """

    label: str
    value: ResultFigure | str
    note: None | str
    tone: ResultTileTone
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.result_figure import ResultFigure  # noqa: PLC0415

        label = self.label

        value: dict[str, Any] | str
        if isinstance(self.value, ResultFigure):
            value = self.value.to_dict()
        else:
            value = self.value

        note: None | str
        note = self.note

        tone = self.tone.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "label": label,
                "value": value,
                "note": note,
                "tone": tone,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.result_figure import ResultFigure  # noqa: PLC0415

        d = dict(src_dict)
        label = d.pop("label")

        def _parse_value(data: object) -> ResultFigure | str:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                value_type_0 = ResultFigure.from_dict(data)

                return value_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ResultFigure | str, data)

        value = _parse_value(d.pop("value"))

        def _parse_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        note = _parse_note(d.pop("note"))

        tone = ResultTileTone(d.pop("tone"))

        result_tile = cls(
            label=label,
            value=value,
            note=note,
            tone=tone,
        )

        result_tile.additional_properties = d
        return result_tile

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
