from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.fineness_enum import FinenessEnum
from ..types import UNSET, Unset

T = TypeVar("T", bound="ThemeLookInputRequest")


@_attrs_define
class ThemeLookInputRequest:
    """How a run looks for themes; what is left out is as on the page.

    Attributes:
        fineness (FinenessEnum | Unset): * `coarse` - coarse
            * `usual` - usual
            * `fine` - fine
        smallest (int | Unset): Different texts that a theme has at least. 0 takes it from their number.
        stop_words (str | Unset): Words that name no theme, separated by commas.
    """

    fineness: FinenessEnum | Unset = UNSET
    smallest: int | Unset = UNSET
    stop_words: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        fineness: str | Unset = UNSET
        if not isinstance(self.fineness, Unset):
            fineness = self.fineness.value

        smallest = self.smallest

        stop_words = self.stop_words

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if fineness is not UNSET:
            field_dict["fineness"] = fineness
        if smallest is not UNSET:
            field_dict["smallest"] = smallest
        if stop_words is not UNSET:
            field_dict["stop_words"] = stop_words

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _fineness = d.pop("fineness", UNSET)
        fineness: FinenessEnum | Unset
        if isinstance(_fineness, Unset):
            fineness = UNSET
        else:
            fineness = FinenessEnum(_fineness)

        smallest = d.pop("smallest", UNSET)

        stop_words = d.pop("stop_words", UNSET)

        theme_look_input_request = cls(
            fineness=fineness,
            smallest=smallest,
            stop_words=stop_words,
        )

        return theme_look_input_request
