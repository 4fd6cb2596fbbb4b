from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.party_kind import PartyKind

T = TypeVar("T", bound="DuplicateSearchInputRequest")


@_attrs_define
class DuplicateSearchInputRequest:
    """Which records are compared.

    Attributes:
        kind (PartyKind): * `company` - Companies
            * `contact` - Contacts
            * `lead` - Leads
    """

    kind: PartyKind

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = PartyKind(d.pop("kind"))

        duplicate_search_input_request = cls(
            kind=kind,
        )

        return duplicate_search_input_request
