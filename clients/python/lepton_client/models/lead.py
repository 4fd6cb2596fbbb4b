from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.lawful_basis import LawfulBasis
from ..models.lead_state import LeadState

if TYPE_CHECKING:
    from ..models.company_brief import CompanyBrief
    from ..models.external import External
    from ..models.lead_attributes import LeadAttributes
    from ..models.person import Person


T = TypeVar("T", bound="Lead")


@_attrs_define
class Lead:
    """An organisation or a person that may become a customer. `name` is made of the parts;
    `dataset_version` and `dataset_row` (from 1) say which table it came from.

        Attributes:
            id (UUID):
            name (str):
            organisation (str):
            given_name (str):
            family_name (str):
            job_title (str):
            sector (str):
            employees (int | None):
            source (str):
            basis (LawfulBasis): * `consent` - Consent (a)
                * `contract` - Contract (b)
                * `legal_obligation` - Legal obligation (c)
                * `vital_interests` - Vital interests (d)
                * `public_task` - Public task (e)
                * `legitimate_interests` - Legitimate interests (f)
                * `not_needed` - Not needed: no personal data
            basis_note (str):
            basis_date (datetime.date | None):
            state (LeadState): * `new` - New
                * `contacted` - Contacted
                * `qualified` - Qualified
                * `converted` - Converted
                * `dropped` - Dropped
            state_reason (str):
            dataset_version (None | UUID):
            dataset_row (int | None):
            company (CompanyBrief | None):
            contact (None | UUID):
            email (str):
            phone (str):
            website (str):
            country (str):
            language (str):
            owner (None | Person):
            tags (list[str]):
            note (str):
            attributes (LeadAttributes):
            external (list[External]):
            version (int):
            created_at (datetime.datetime):
            updated_at (datetime.datetime):
    """

    id: UUID
    name: str
    organisation: str
    given_name: str
    family_name: str
    job_title: str
    sector: str
    employees: int | None
    source: str
    basis: LawfulBasis
    basis_note: str
    basis_date: datetime.date | None
    state: LeadState
    state_reason: str
    dataset_version: None | UUID
    dataset_row: int | None
    company: CompanyBrief | None
    contact: None | UUID
    email: str
    phone: str
    website: str
    country: str
    language: str
    owner: None | Person
    tags: list[str]
    note: str
    attributes: LeadAttributes
    external: list[External]
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.company_brief import CompanyBrief  # noqa: PLC0415
        from ..models.person import Person  # noqa: PLC0415

        id = str(self.id)

        name = self.name

        organisation = self.organisation

        given_name = self.given_name

        family_name = self.family_name

        job_title = self.job_title

        sector = self.sector

        employees: int | None
        employees = self.employees

        source = self.source

        basis = self.basis.value

        basis_note = self.basis_note

        basis_date: None | str
        if isinstance(self.basis_date, datetime.date):
            basis_date = self.basis_date.isoformat()
        else:
            basis_date = self.basis_date

        state = self.state.value

        state_reason = self.state_reason

        dataset_version: None | str
        if isinstance(self.dataset_version, UUID):
            dataset_version = str(self.dataset_version)
        else:
            dataset_version = self.dataset_version

        dataset_row: int | None
        dataset_row = self.dataset_row

        company: dict[str, Any] | None
        if isinstance(self.company, CompanyBrief):
            company = self.company.to_dict()
        else:
            company = self.company

        contact: None | str
        if isinstance(self.contact, UUID):
            contact = str(self.contact)
        else:
            contact = self.contact

        email = self.email

        phone = self.phone

        website = self.website

        country = self.country

        language = self.language

        owner: dict[str, Any] | None
        if isinstance(self.owner, Person):
            owner = self.owner.to_dict()
        else:
            owner = self.owner

        tags = self.tags

        note = self.note

        attributes = self.attributes.to_dict()

        external = []
        for external_item_data in self.external:
            external_item = external_item_data.to_dict()
            external.append(external_item)

        version = self.version

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "organisation": organisation,
                "given_name": given_name,
                "family_name": family_name,
                "job_title": job_title,
                "sector": sector,
                "employees": employees,
                "source": source,
                "basis": basis,
                "basis_note": basis_note,
                "basis_date": basis_date,
                "state": state,
                "state_reason": state_reason,
                "dataset_version": dataset_version,
                "dataset_row": dataset_row,
                "company": company,
                "contact": contact,
                "email": email,
                "phone": phone,
                "website": website,
                "country": country,
                "language": language,
                "owner": owner,
                "tags": tags,
                "note": note,
                "attributes": attributes,
                "external": external,
                "version": version,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.company_brief import CompanyBrief  # noqa: PLC0415
        from ..models.external import External  # noqa: PLC0415
        from ..models.lead_attributes import LeadAttributes  # noqa: PLC0415
        from ..models.person import Person  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        name = d.pop("name")

        organisation = d.pop("organisation")

        given_name = d.pop("given_name")

        family_name = d.pop("family_name")

        job_title = d.pop("job_title")

        sector = d.pop("sector")

        def _parse_employees(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        employees = _parse_employees(d.pop("employees"))

        source = d.pop("source")

        basis = LawfulBasis(d.pop("basis"))

        basis_note = d.pop("basis_note")

        def _parse_basis_date(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                basis_date_type_0 = datetime.date.fromisoformat(data)

                return basis_date_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        basis_date = _parse_basis_date(d.pop("basis_date"))

        state = LeadState(d.pop("state"))

        state_reason = d.pop("state_reason")

        def _parse_dataset_version(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                dataset_version_type_0 = UUID(data)

                return dataset_version_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        dataset_version = _parse_dataset_version(d.pop("dataset_version"))

        def _parse_dataset_row(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        dataset_row = _parse_dataset_row(d.pop("dataset_row"))

        def _parse_company(data: object) -> CompanyBrief | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                company_type_0 = CompanyBrief.from_dict(data)

                return company_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CompanyBrief | None, data)

        company = _parse_company(d.pop("company"))

        def _parse_contact(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                contact_type_0 = UUID(data)

                return contact_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        contact = _parse_contact(d.pop("contact"))

        email = d.pop("email")

        phone = d.pop("phone")

        website = d.pop("website")

        country = d.pop("country")

        language = d.pop("language")

        def _parse_owner(data: object) -> None | Person:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                owner_type_0 = Person.from_dict(data)

                return owner_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Person, data)

        owner = _parse_owner(d.pop("owner"))

        tags = cast(list[str], d.pop("tags"))

        note = d.pop("note")

        attributes = LeadAttributes.from_dict(d.pop("attributes"))

        external = []
        _external = d.pop("external")
        for external_item_data in _external:
            external_item = External.from_dict(external_item_data)

            external.append(external_item)

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        lead = cls(
            id=id,
            name=name,
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
            dataset_version=dataset_version,
            dataset_row=dataset_row,
            company=company,
            contact=contact,
            email=email,
            phone=phone,
            website=website,
            country=country,
            language=language,
            owner=owner,
            tags=tags,
            note=note,
            attributes=attributes,
            external=external,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        lead.additional_properties = d
        return lead

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
