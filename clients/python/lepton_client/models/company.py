from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.company_attributes import CompanyAttributes
    from ..models.external import External
    from ..models.person import Person


T = TypeVar("T", bound="Company")


@_attrs_define
class Company:
    """An organisation.

    Attributes:
        id (UUID):
        name (str):
        industry (str):
        employees (int | None):
        email (str):
        phone (str):
        website (str):
        country (str):
        language (str):
        owner (None | Person):
        tags (list[str]):
        note (str):
        attributes (CompanyAttributes):
        external (list[External]):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    name: str
    industry: str
    employees: int | None
    email: str
    phone: str
    website: str
    country: str
    language: str
    owner: None | Person
    tags: list[str]
    note: str
    attributes: CompanyAttributes
    external: list[External]
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.person import Person  # noqa: PLC0415

        id = str(self.id)

        name = self.name

        industry = self.industry

        employees: int | None
        employees = self.employees

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
                "industry": industry,
                "employees": employees,
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
        from ..models.company_attributes import CompanyAttributes  # noqa: PLC0415
        from ..models.external import External  # noqa: PLC0415
        from ..models.person import Person  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        name = d.pop("name")

        industry = d.pop("industry")

        def _parse_employees(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        employees = _parse_employees(d.pop("employees"))

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

        attributes = CompanyAttributes.from_dict(d.pop("attributes"))

        external = []
        _external = d.pop("external")
        for external_item_data in _external:
            external_item = External.from_dict(external_item_data)

            external.append(external_item)

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        company = cls(
            id=id,
            name=name,
            industry=industry,
            employees=employees,
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

        company.additional_properties = d
        return company

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
