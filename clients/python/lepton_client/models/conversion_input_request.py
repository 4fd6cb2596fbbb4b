from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

from ..models.conversion_input_request_company_type_0 import (
    ConversionInputRequestCompanyType0,
)
from ..models.conversion_input_request_contact_type_0 import (
    ConversionInputRequestContactType0,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="ConversionInputRequest")


@_attrs_define
class ConversionInputRequest:
    """What a lead becomes. Left out, `none`; one of them at least.

    Attributes:
        company (ConversionInputRequestCompanyType0 | Unset | UUID):  Default: ConversionInputRequestCompanyType0.NONE.
        contact (ConversionInputRequestContactType0 | Unset | UUID):  Default: ConversionInputRequestContactType0.NONE.
    """

    company: ConversionInputRequestCompanyType0 | Unset | UUID = (
        ConversionInputRequestCompanyType0.NONE
    )
    contact: ConversionInputRequestContactType0 | Unset | UUID = (
        ConversionInputRequestContactType0.NONE
    )

    def to_dict(self) -> dict[str, Any]:
        company: str | Unset
        if isinstance(self.company, Unset):
            company = UNSET
        elif isinstance(self.company, ConversionInputRequestCompanyType0):
            company = self.company.value
        else:
            company = str(self.company)

        contact: str | Unset
        if isinstance(self.contact, Unset):
            contact = UNSET
        elif isinstance(self.contact, ConversionInputRequestContactType0):
            contact = self.contact.value
        else:
            contact = str(self.contact)

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if company is not UNSET:
            field_dict["company"] = company
        if contact is not UNSET:
            field_dict["contact"] = contact

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_company(data: object) -> ConversionInputRequestCompanyType0 | Unset | UUID:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                company_type_0 = ConversionInputRequestCompanyType0(data)

                return company_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, str):
                raise TypeError()
            company_type_1 = UUID(data)

            return company_type_1

        company = _parse_company(d.pop("company", UNSET))

        def _parse_contact(data: object) -> ConversionInputRequestContactType0 | Unset | UUID:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                contact_type_0 = ConversionInputRequestContactType0(data)

                return contact_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, str):
                raise TypeError()
            contact_type_1 = UUID(data)

            return contact_type_1

        contact = _parse_contact(d.pop("contact", UNSET))

        conversion_input_request = cls(
            company=company,
            contact=contact,
        )

        return conversion_input_request
