from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.lawful_basis import LawfulBasis
from ..models.lead_state import LeadState
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.external_request import ExternalRequest
    from ..models.lead_row_request_attributes import LeadRowRequestAttributes


T = TypeVar("T", bound="LeadRowRequest")


@_attrs_define
class LeadRowRequest:
    """A row of a batch of leads.

    Attributes:
        external (list[ExternalRequest] | Unset): What other systems call it; replaces the whole list.
        id (UUID | Unset): A record that is here already.
        by_external (ExternalRequest | Unset): What another system calls a record.
        email (str | Unset):
        phone (str | Unset): With its country code, or `country` given too. Stored as E.164.
        website (str | Unset):
        country (str | Unset): ISO 3166-1 alpha-3, such as `DEU`.
        language (str | Unset): BCP 47, such as `de`, `pt-BR` or `zh-Hans`.
        owner (None | Unset | UUID): The `user.id` of a member of the project.
        tags (list[str] | Unset): At most 20.
        note (str | Unset):
        attributes (LeadRowRequestAttributes | Unset): Your own fields: at most 50 named by a-z, 0-9, `_`; texts of at
            most 500 characters, numbers, true, false, null, or lists of at most 20 texts. Replaces them all.
        organisation (str | Unset):
        given_name (str | Unset):
        family_name (str | Unset):
        job_title (str | Unset):
        sector (str | Unset):
        employees (int | None | Unset):
        source (str | Unset): Where the lead comes from.
        basis (LawfulBasis | Unset): * `consent` - Consent (a)
            * `contract` - Contract (b)
            * `legal_obligation` - Legal obligation (c)
            * `vital_interests` - Vital interests (d)
            * `public_task` - Public task (e)
            * `legitimate_interests` - Legitimate interests (f)
            * `not_needed` - Not needed: no personal data
        basis_note (str | Unset): Such as which consent, or which interest was weighed.
        basis_date (datetime.date | None | Unset):
        state (LeadState | Unset): * `new` - New
            * `contacted` - Contacted
            * `qualified` - Qualified
            * `converted` - Converted
            * `dropped` - Dropped
        state_reason (str | Unset):
    """

    external: list[ExternalRequest] | Unset = UNSET
    id: UUID | Unset = UNSET
    by_external: ExternalRequest | Unset = UNSET
    email: str | Unset = UNSET
    phone: str | Unset = UNSET
    website: str | Unset = UNSET
    country: str | Unset = UNSET
    language: str | Unset = UNSET
    owner: None | Unset | UUID = UNSET
    tags: list[str] | Unset = UNSET
    note: str | Unset = UNSET
    attributes: LeadRowRequestAttributes | Unset = UNSET
    organisation: str | Unset = UNSET
    given_name: str | Unset = UNSET
    family_name: str | Unset = UNSET
    job_title: str | Unset = UNSET
    sector: str | Unset = UNSET
    employees: int | None | Unset = UNSET
    source: str | Unset = UNSET
    basis: LawfulBasis | Unset = UNSET
    basis_note: str | Unset = UNSET
    basis_date: datetime.date | None | Unset = UNSET
    state: LeadState | Unset = UNSET
    state_reason: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        external: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.external, Unset):
            external = []
            for external_item_data in self.external:
                external_item = external_item_data.to_dict()
                external.append(external_item)

        id: str | Unset = UNSET
        if not isinstance(self.id, Unset):
            id = str(self.id)

        by_external: dict[str, Any] | Unset = UNSET
        if not isinstance(self.by_external, Unset):
            by_external = self.by_external.to_dict()

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

        organisation = self.organisation

        given_name = self.given_name

        family_name = self.family_name

        job_title = self.job_title

        sector = self.sector

        employees: int | None | Unset
        if isinstance(self.employees, Unset):
            employees = UNSET
        else:
            employees = self.employees

        source = self.source

        basis: str | Unset = UNSET
        if not isinstance(self.basis, Unset):
            basis = self.basis.value

        basis_note = self.basis_note

        basis_date: None | str | Unset
        if isinstance(self.basis_date, Unset):
            basis_date = UNSET
        elif isinstance(self.basis_date, datetime.date):
            basis_date = self.basis_date.isoformat()
        else:
            basis_date = self.basis_date

        state: str | Unset = UNSET
        if not isinstance(self.state, Unset):
            state = self.state.value

        state_reason = self.state_reason

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if external is not UNSET:
            field_dict["external"] = external
        if id is not UNSET:
            field_dict["id"] = id
        if by_external is not UNSET:
            field_dict["by_external"] = by_external
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
        if organisation is not UNSET:
            field_dict["organisation"] = organisation
        if given_name is not UNSET:
            field_dict["given_name"] = given_name
        if family_name is not UNSET:
            field_dict["family_name"] = family_name
        if job_title is not UNSET:
            field_dict["job_title"] = job_title
        if sector is not UNSET:
            field_dict["sector"] = sector
        if employees is not UNSET:
            field_dict["employees"] = employees
        if source is not UNSET:
            field_dict["source"] = source
        if basis is not UNSET:
            field_dict["basis"] = basis
        if basis_note is not UNSET:
            field_dict["basis_note"] = basis_note
        if basis_date is not UNSET:
            field_dict["basis_date"] = basis_date
        if state is not UNSET:
            field_dict["state"] = state
        if state_reason is not UNSET:
            field_dict["state_reason"] = state_reason

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.external_request import ExternalRequest  # noqa: PLC0415
        from ..models.lead_row_request_attributes import LeadRowRequestAttributes  # noqa: PLC0415

        d = dict(src_dict)
        _external = d.pop("external", UNSET)
        external: list[ExternalRequest] | Unset = UNSET
        if _external is not UNSET:
            external = []
            for external_item_data in _external:
                external_item = ExternalRequest.from_dict(external_item_data)

                external.append(external_item)

        _id = d.pop("id", UNSET)
        id: UUID | Unset
        if isinstance(_id, Unset):
            id = UNSET
        else:
            id = UUID(_id)

        _by_external = d.pop("by_external", UNSET)
        by_external: ExternalRequest | Unset
        if isinstance(_by_external, Unset):
            by_external = UNSET
        else:
            by_external = ExternalRequest.from_dict(_by_external)

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
        attributes: LeadRowRequestAttributes | Unset
        if isinstance(_attributes, Unset):
            attributes = UNSET
        else:
            attributes = LeadRowRequestAttributes.from_dict(_attributes)

        organisation = d.pop("organisation", UNSET)

        given_name = d.pop("given_name", UNSET)

        family_name = d.pop("family_name", UNSET)

        job_title = d.pop("job_title", UNSET)

        sector = d.pop("sector", UNSET)

        def _parse_employees(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        employees = _parse_employees(d.pop("employees", UNSET))

        source = d.pop("source", UNSET)

        _basis = d.pop("basis", UNSET)
        basis: LawfulBasis | Unset
        if isinstance(_basis, Unset):
            basis = UNSET
        else:
            basis = LawfulBasis(_basis)

        basis_note = d.pop("basis_note", UNSET)

        def _parse_basis_date(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                basis_date_type_0 = datetime.date.fromisoformat(data)

                return basis_date_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        basis_date = _parse_basis_date(d.pop("basis_date", UNSET))

        _state = d.pop("state", UNSET)
        state: LeadState | Unset
        if isinstance(_state, Unset):
            state = UNSET
        else:
            state = LeadState(_state)

        state_reason = d.pop("state_reason", UNSET)

        lead_row_request = cls(
            external=external,
            id=id,
            by_external=by_external,
            email=email,
            phone=phone,
            website=website,
            country=country,
            language=language,
            owner=owner,
            tags=tags,
            note=note,
            attributes=attributes,
            organisation=organisation,
            given_name=given_name,
            family_name=family_name,
            job_title=job_title,
            sector=sector,
            employees=employees,
            source=source,
            basis=basis,
            basis_note=basis_note,
            basis_date=basis_date,
            state=state,
            state_reason=state_reason,
        )

        return lead_row_request
