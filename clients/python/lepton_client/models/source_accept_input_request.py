from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SourceAcceptInputRequest")


@_attrs_define
class SourceAcceptInputRequest:
    """Which changed table is accepted.

    Attributes:
        fetch (None | Unset | UUID): The fetch whose changes were seen: 409 where it was fetched again since.
    """

    fetch: None | Unset | UUID = UNSET

    def to_dict(self) -> dict[str, Any]:
        fetch: None | str | Unset
        if isinstance(self.fetch, Unset):
            fetch = UNSET
        elif isinstance(self.fetch, UUID):
            fetch = str(self.fetch)
        else:
            fetch = self.fetch

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if fetch is not UNSET:
            field_dict["fetch"] = fetch

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_fetch(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                fetch_type_0 = UUID(data)

                return fetch_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        fetch = _parse_fetch(d.pop("fetch", UNSET))

        source_accept_input_request = cls(
            fetch=fetch,
        )

        return source_accept_input_request
