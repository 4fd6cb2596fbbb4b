from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedJobChangeRequest")


@_attrs_define
class PatchedJobChangeRequest:
    """What of a job can be changed once it is there.

    Attributes:
        kept (bool | Unset): Not to be deleted after its time.
    """

    kept: bool | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        kept = self.kept

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if kept is not UNSET:
            field_dict["kept"] = kept

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kept = d.pop("kept", UNSET)

        patched_job_change_request = cls(
            kept=kept,
        )

        return patched_job_change_request
