from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="PatchedWebhookInputRequest")


@_attrs_define
class PatchedWebhookInputRequest:
    """Where to, and what of.

    Attributes:
        url (str | Unset):
        kinds (list[str] | Unset): Keys of `/event-kinds/`, or `*` alone for all, also those that are added later.
        description (str | Unset):
        enabled (bool | Unset):
    """

    url: str | Unset = UNSET
    kinds: list[str] | Unset = UNSET
    description: str | Unset = UNSET
    enabled: bool | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        url = self.url

        kinds: list[str] | Unset = UNSET
        if not isinstance(self.kinds, Unset):
            kinds = self.kinds

        description = self.description

        enabled = self.enabled

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if url is not UNSET:
            field_dict["url"] = url
        if kinds is not UNSET:
            field_dict["kinds"] = kinds
        if description is not UNSET:
            field_dict["description"] = description
        if enabled is not UNSET:
            field_dict["enabled"] = enabled

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        url = d.pop("url", UNSET)

        kinds = cast(list[str], d.pop("kinds", UNSET))

        description = d.pop("description", UNSET)

        enabled = d.pop("enabled", UNSET)

        patched_webhook_input_request = cls(
            url=url,
            kinds=kinds,
            description=description,
            enabled=enabled,
        )

        return patched_webhook_input_request
