from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DriftStatistic")


@_attrs_define
class DriftStatistic:
    """`value` beside what is `usual` where nothing changed; `q` is `p` adjusted for all statistics
    of the run. `before` and `now` are the shares of a label (`output.label:…`) of a model that
    gives several, else null.

        Attributes:
            key (str):
            value (float):
            usual (float):
            p (float):
            q (float):
            drifted (bool):
            before (float | None):
            now (float | None):
    """

    key: str
    value: float
    usual: float
    p: float
    q: float
    drifted: bool
    before: float | None
    now: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        value = self.value

        usual = self.usual

        p = self.p

        q = self.q

        drifted = self.drifted

        before: float | None
        before = self.before

        now: float | None
        now = self.now

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key": key,
                "value": value,
                "usual": usual,
                "p": p,
                "q": q,
                "drifted": drifted,
                "before": before,
                "now": now,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        key = d.pop("key")

        value = d.pop("value")

        usual = d.pop("usual")

        p = d.pop("p")

        q = d.pop("q")

        drifted = d.pop("drifted")

        def _parse_before(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        before = _parse_before(d.pop("before"))

        def _parse_now(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        now = _parse_now(d.pop("now"))

        drift_statistic = cls(
            key=key,
            value=value,
            usual=usual,
            p=p,
            q=q,
            drifted=drifted,
            before=before,
            now=now,
        )

        drift_statistic.additional_properties = d
        return drift_statistic

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
