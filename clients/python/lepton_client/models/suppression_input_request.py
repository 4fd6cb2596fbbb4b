from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.suppression_reason import SuppressionReason
from ..types import UNSET, Unset

T = TypeVar("T", bound="SuppressionInputRequest")


@_attrs_define
class SuppressionInputRequest:
    """An address to put on the list.

    Attributes:
        reason (SuppressionReason): * `asked` - Asked not to be contacted
            * `erased` - Asked to be erased
            * `bounced` - Messages came back
            * `complaint` - Complained
        email (str | Unset):
        phone (str | Unset): With its country code, or `country` given too.
        country (str | Unset): ISO 3166-1 alpha-3, such as `DEU`.
        note (str | Unset): Name nobody: it is kept when the person is erased.
    """

    reason: SuppressionReason
    email: str | Unset = UNSET
    phone: str | Unset = UNSET
    country: str | Unset = UNSET
    note: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        reason = self.reason.value

        email = self.email

        phone = self.phone

        country = self.country

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "reason": reason,
            }
        )
        if email is not UNSET:
            field_dict["email"] = email
        if phone is not UNSET:
            field_dict["phone"] = phone
        if country is not UNSET:
            field_dict["country"] = country
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        reason = SuppressionReason(d.pop("reason"))

        email = d.pop("email", UNSET)

        phone = d.pop("phone", UNSET)

        country = d.pop("country", UNSET)

        note = d.pop("note", UNSET)

        suppression_input_request = cls(
            reason=reason,
            email=email,
            phone=phone,
            country=country,
            note=note,
        )

        return suppression_input_request
