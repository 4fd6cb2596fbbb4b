from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.patched_source_change_request_settings import (
        PatchedSourceChangeRequestSettings,
    )


T = TypeVar("T", bound="PatchedSourceChangeRequest")


@_attrs_define
class PatchedSourceChangeRequest:
    """What changes. A secret that is left out of `settings` stays, unless they lead elsewhere.

    Attributes:
        name (str | Unset):
        settings (PatchedSourceChangeRequestSettings | Unset): All of them, but for secrets that stay.
    """

    name: str | Unset = UNSET
    settings: PatchedSourceChangeRequestSettings | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        settings: dict[str, Any] | Unset = UNSET
        if not isinstance(self.settings, Unset):
            settings = self.settings.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if settings is not UNSET:
            field_dict["settings"] = settings

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.patched_source_change_request_settings import (
            PatchedSourceChangeRequestSettings,  # noqa: PLC0415
        )

        d = dict(src_dict)
        name = d.pop("name", UNSET)

        _settings = d.pop("settings", UNSET)
        settings: PatchedSourceChangeRequestSettings | Unset
        if isinstance(_settings, Unset):
            settings = UNSET
        else:
            settings = PatchedSourceChangeRequestSettings.from_dict(_settings)

        patched_source_change_request = cls(
            name=name,
            settings=settings,
        )

        return patched_source_change_request
