from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SuppressionQuestionRequest")


@_attrs_define
class SuppressionQuestionRequest:
    """An address to look up.

    Attributes:
        email (str | Unset):
        phone (str | Unset): With its country code, or `country` given too.
        country (str | Unset): ISO 3166-1 alpha-3, such as `DEU`.
    """

    email: str | Unset = UNSET
    phone: str | Unset = UNSET
    country: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        email = self.email

        phone = self.phone

        country = self.country

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if email is not UNSET:
            field_dict["email"] = email
        if phone is not UNSET:
            field_dict["phone"] = phone
        if country is not UNSET:
            field_dict["country"] = country

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        email = d.pop("email", UNSET)

        phone = d.pop("phone", UNSET)

        country = d.pop("country", UNSET)

        suppression_question_request = cls(
            email=email,
            phone=phone,
            country=country,
        )

        return suppression_question_request
