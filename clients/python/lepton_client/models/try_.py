from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Try")


@_attrs_define
class Try:
    """One request to the receiver.

    Attributes:
        number (int):
        request_id (UUID): Sent as `X-Request-Id`.
        created_at (datetime.datetime):
        seconds (float | None): null: under way.
        error (None | str): Why there was no answer.
        status (int | None | Unset):
        answer (str | Unset):
    """

    number: int
    request_id: UUID
    created_at: datetime.datetime
    seconds: float | None
    error: None | str
    status: int | None | Unset = UNSET
    answer: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        request_id = str(self.request_id)

        created_at = self.created_at.isoformat()

        seconds: float | None
        seconds = self.seconds

        error: None | str
        error = self.error

        status: int | None | Unset
        if isinstance(self.status, Unset):
            status = UNSET
        else:
            status = self.status

        answer = self.answer

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "number": number,
                "request_id": request_id,
                "created_at": created_at,
                "seconds": seconds,
                "error": error,
            }
        )
        if status is not UNSET:
            field_dict["status"] = status
        if answer is not UNSET:
            field_dict["answer"] = answer

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        number = d.pop("number")

        request_id = UUID(d.pop("request_id"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_seconds(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        seconds = _parse_seconds(d.pop("seconds"))

        def _parse_error(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        error = _parse_error(d.pop("error"))

        def _parse_status(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        status = _parse_status(d.pop("status", UNSET))

        answer = d.pop("answer", UNSET)

        try_ = cls(
            number=number,
            request_id=request_id,
            created_at=created_at,
            seconds=seconds,
            error=error,
            status=status,
            answer=answer,
        )

        try_.additional_properties = d
        return try_

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
