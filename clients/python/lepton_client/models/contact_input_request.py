from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.contact_input_request_attributes import ContactInputRequestAttributes
    from ..models.external_request import ExternalRequest


T = TypeVar("T", bound="ContactInputRequest")


@_attrs_define
class ContactInputRequest:
    """A contact to make or change. A new one needs a name, an e-mail address or a phone number.

    Attributes:
        external (list[ExternalRequest] | Unset): What other systems call it; replaces the whole list.
        email (str | Unset):
        phone (str | Unset): With its country code, or `country` given too. Stored as E.164.
        website (str | Unset):
        country (str | Unset): ISO 3166-1 alpha-3, such as `DEU`.
        language (str | Unset): BCP 47, such as `de`, `pt-BR` or `zh-Hans`.
        owner (None | Unset | UUID): The `user.id` of a member of the project.
        tags (list[str] | Unset): At most 20.
        note (str | Unset):
        attributes (ContactInputRequestAttributes | Unset): Your own fields: at most 50 named by a-z, 0-9, `_`; texts of
            at most 500 characters, numbers, true, false, null, or lists of at most 20 texts. Replaces them all.
        given_name (str | Unset):
        family_name (str | Unset):
        job_title (str | Unset):
        company (None | Unset | UUID):
        company_by_external (ExternalRequest | Unset): What another system calls a record.
    """

    external: list[ExternalRequest] | Unset = UNSET
    email: str | Unset = UNSET
    phone: str | Unset = UNSET
    website: str | Unset = UNSET
    country: str | Unset = UNSET
    language: str | Unset = UNSET
    owner: None | Unset | UUID = UNSET
    tags: list[str] | Unset = UNSET
    note: str | Unset = UNSET
    attributes: ContactInputRequestAttributes | Unset = UNSET
    given_name: str | Unset = UNSET
    family_name: str | Unset = UNSET
    job_title: str | Unset = UNSET
    company: None | Unset | UUID = UNSET
    company_by_external: ExternalRequest | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        external: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.external, Unset):
            external = []
            for external_item_data in self.external:
                external_item = external_item_data.to_dict()
                external.append(external_item)

        email: str | Unset
        if isinstance(self.email, Unset):
            email = UNSET
        else:
            email = self.email

        phone = self.phone

        website: str | Unset
        if isinstance(self.website, Unset):
            website = UNSET
        else:
            website = self.website

        country = self.country

        language = self.language

        owner: None | str | Unset
        if isinstance(self.owner, Unset):
            owner = UNSET
        elif isinstance(self.owner, UUID):
            owner = str(self.owner)
        else:
            owner = self.owner

        tags: list[str] | Unset = UNSET
        if not isinstance(self.tags, Unset):
            tags = self.tags

        note = self.note

        attributes: dict[str, Any] | Unset = UNSET
        if not isinstance(self.attributes, Unset):
            attributes = self.attributes.to_dict()

        given_name = self.given_name

        family_name = self.family_name

        job_title = self.job_title

        company: None | str | Unset
        if isinstance(self.company, Unset):
            company = UNSET
        elif isinstance(self.company, UUID):
            company = str(self.company)
        else:
            company = self.company

        company_by_external: dict[str, Any] | Unset = UNSET
        if not isinstance(self.company_by_external, Unset):
            company_by_external = self.company_by_external.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if external is not UNSET:
            field_dict["external"] = external
        if email is not UNSET:
            field_dict["email"] = email
        if phone is not UNSET:
            field_dict["phone"] = phone
        if website is not UNSET:
            field_dict["website"] = website
        if country is not UNSET:
            field_dict["country"] = country
        if language is not UNSET:
            field_dict["language"] = language
        if owner is not UNSET:
            field_dict["owner"] = owner
        if tags is not UNSET:
            field_dict["tags"] = tags
        if note is not UNSET:
            field_dict["note"] = note
        if attributes is not UNSET:
            field_dict["attributes"] = attributes
        if given_name is not UNSET:
            field_dict["given_name"] = given_name
        if family_name is not UNSET:
            field_dict["family_name"] = family_name
        if job_title is not UNSET:
            field_dict["job_title"] = job_title
        if company is not UNSET:
            field_dict["company"] = company
        if company_by_external is not UNSET:
            field_dict["company_by_external"] = company_by_external

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.contact_input_request_attributes import (
            ContactInputRequestAttributes,  # noqa: PLC0415
        )
        from ..models.external_request import ExternalRequest  # noqa: PLC0415

        d = dict(src_dict)
        _external = d.pop("external", UNSET)
        external: list[ExternalRequest] | Unset = UNSET
        if _external is not UNSET:
            external = []
            for external_item_data in _external:
                external_item = ExternalRequest.from_dict(external_item_data)

                external.append(external_item)

        def _parse_email(data: object) -> str | Unset:
            if isinstance(data, Unset):
                return data
            return cast(str | Unset, data)

        email = _parse_email(d.pop("email", UNSET))

        phone = d.pop("phone", UNSET)

        def _parse_website(data: object) -> str | Unset:
            if isinstance(data, Unset):
                return data
            return cast(str | Unset, data)

        website = _parse_website(d.pop("website", UNSET))

        country = d.pop("country", UNSET)

        language = d.pop("language", UNSET)

        def _parse_owner(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                owner_type_0 = UUID(data)

                return owner_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        owner = _parse_owner(d.pop("owner", UNSET))

        tags = cast(list[str], d.pop("tags", UNSET))

        note = d.pop("note", UNSET)

        _attributes = d.pop("attributes", UNSET)
        attributes: ContactInputRequestAttributes | Unset
        if isinstance(_attributes, Unset):
            attributes = UNSET
        else:
            attributes = ContactInputRequestAttributes.from_dict(_attributes)

        given_name = d.pop("given_name", UNSET)

        family_name = d.pop("family_name", UNSET)

        job_title = d.pop("job_title", UNSET)

        def _parse_company(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                company_type_0 = UUID(data)

                return company_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        company = _parse_company(d.pop("company", UNSET))

        _company_by_external = d.pop("company_by_external", UNSET)
        company_by_external: ExternalRequest | Unset
        if isinstance(_company_by_external, Unset):
            company_by_external = UNSET
        else:
            company_by_external = ExternalRequest.from_dict(_company_by_external)

        contact_input_request = cls(
            external=external,
            email=email,
            phone=phone,
            website=website,
            country=country,
            language=language,
            owner=owner,
            tags=tags,
            note=note,
            attributes=attributes,
            given_name=given_name,
            family_name=family_name,
            job_title=job_title,
            company=company,
            company_by_external=company_by_external,
        )

        return contact_input_request
