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

from ..models.result_chart_names import ResultChartNames

if TYPE_CHECKING:
    from ..models.result_axis import ResultAxis
    from ..models.result_series import ResultSeries


T = TypeVar("T", bound="ResultChart")


@_attrs_define
class ResultChart:
    """A chart with its numbers: the page always offers the same points as a table.

    ``names`` of ``country``: categories and labels that are ISO 3166-1 alpha-3 codes, or have one
    as a part (``households · DEU``), are shown with names in the reader's language.

        Attributes:
            kind (Literal['chart']):
            key (str):
            title (str):
            x (ResultAxis):
            y (ResultAxis):
            series (list[ResultSeries]):
            names (ResultChartNames):
            note (None | str):
    """

    kind: Literal["chart"]
    key: str
    title: str
    x: ResultAxis
    y: ResultAxis
    series: list[ResultSeries]
    names: ResultChartNames
    note: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        key = self.key

        title = self.title

        x = self.x.to_dict()

        y = self.y.to_dict()

        series = []
        for series_item_data in self.series:
            series_item = series_item_data.to_dict()
            series.append(series_item)

        names = self.names.value

        note: None | str
        note = self.note

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "key": key,
                "title": title,
                "x": x,
                "y": y,
                "series": series,
                "names": names,
                "note": note,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.result_axis import ResultAxis  # noqa: PLC0415
        from ..models.result_series import ResultSeries  # noqa: PLC0415

        d = dict(src_dict)
        kind = cast(Literal["chart"], d.pop("kind"))
        if kind != "chart":
            raise ValueError(f"kind must match const 'chart', got '{kind}'")

        key = d.pop("key")

        title = d.pop("title")

        x = ResultAxis.from_dict(d.pop("x"))

        y = ResultAxis.from_dict(d.pop("y"))

        series = []
        _series = d.pop("series")
        for series_item_data in _series:
            series_item = ResultSeries.from_dict(series_item_data)

            series.append(series_item)

        names = ResultChartNames(d.pop("names"))

        def _parse_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        note = _parse_note(d.pop("note"))

        result_chart = cls(
            kind=kind,
            key=key,
            title=title,
            x=x,
            y=y,
            series=series,
            names=names,
            note=note,
        )

        result_chart.additional_properties = d
        return result_chart

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
