from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.channel_kind import ChannelKind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.external_request import ExternalRequest


T = TypeVar("T", bound="PatchedChannelInputRequest")


@_attrs_define
class PatchedChannelInputRequest:
    """A channel to make or change. A new one needs a name.

    Attributes:
        external (list[ExternalRequest] | Unset): What other systems call it; replaces the whole list.
        name (str | Unset):
        kind (ChannelKind | Unset): * `online` - Online
            * `offline` - Offline
        medium (str | Unset): What `utm_medium` says in links of this channel.
        note (str | Unset):
    """

    external: list[ExternalRequest] | Unset = UNSET
    name: str | Unset = UNSET
    kind: ChannelKind | Unset = UNSET
    medium: str | Unset = UNSET
    note: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        external: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.external, Unset):
            external = []
            for external_item_data in self.external:
                external_item = external_item_data.to_dict()
                external.append(external_item)

        name = self.name

        kind: str | Unset = UNSET
        if not isinstance(self.kind, Unset):
            kind = self.kind.value

        medium = self.medium

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if external is not UNSET:
            field_dict["external"] = external
        if name is not UNSET:
            field_dict["name"] = name
        if kind is not UNSET:
            field_dict["kind"] = kind
        if medium is not UNSET:
            field_dict["medium"] = medium
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.external_request import ExternalRequest  # noqa: PLC0415

        d = dict(src_dict)
        _external = d.pop("external", UNSET)
        external: list[ExternalRequest] | Unset = UNSET
        if _external is not UNSET:
            external = []
            for external_item_data in _external:
                external_item = ExternalRequest.from_dict(external_item_data)

                external.append(external_item)

        name = d.pop("name", UNSET)

        _kind = d.pop("kind", UNSET)
        kind: ChannelKind | Unset
        if isinstance(_kind, Unset):
            kind = UNSET
        else:
            kind = ChannelKind(_kind)

        medium = d.pop("medium", UNSET)

        note = d.pop("note", UNSET)

        patched_channel_input_request = cls(
            external=external,
            name=name,
            kind=kind,
            medium=medium,
            note=note,
        )

        return patched_channel_input_request
