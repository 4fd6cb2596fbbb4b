from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.keeps_enum import KeepsEnum
from ..types import UNSET, Unset

T = TypeVar("T", bound="WatchInputRequest")


@_attrs_define
class WatchInputRequest:
    """What is not sent stays as it is; of a name that is not watched yet: 0, 30 and `features`.

    Attributes:
        share (float | Unset): Of the rows that are logged.
        days (int | Unset): For which they are kept.
        keeps (KeepsEnum | Unset): * `features` - Only their length
            * `masked` - The text, with addresses and long numbers masked
            * `whole` - The text as it is
    """

    share: float | Unset = UNSET
    days: int | Unset = UNSET
    keeps: KeepsEnum | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        share = self.share

        days = self.days

        keeps: str | Unset = UNSET
        if not isinstance(self.keeps, Unset):
            keeps = self.keeps.value

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if share is not UNSET:
            field_dict["share"] = share
        if days is not UNSET:
            field_dict["days"] = days
        if keeps is not UNSET:
            field_dict["keeps"] = keeps

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        share = d.pop("share", UNSET)

        days = d.pop("days", UNSET)

        _keeps = d.pop("keeps", UNSET)
        keeps: KeepsEnum | Unset
        if isinstance(_keeps, Unset):
            keeps = UNSET
        else:
            keeps = KeepsEnum(_keeps)

        watch_input_request = cls(
            share=share,
            days=days,
            keeps=keeps,
        )

        return watch_input_request
