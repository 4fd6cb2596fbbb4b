from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.activity_kind import ActivityKind

if TYPE_CHECKING:
    from ..models.external import External
    from ..models.person import Person


T = TypeVar("T", bound="Activity")


@_attrs_define
class Activity:
    """What was done, or is to be done by `due_on`. It is open while `done_at` is null.

    Attributes:
        id (UUID):
        kind (ActivityKind): * `call` - Call
            * `meeting` - Meeting
            * `email` - E-mail
            * `note` - Note
            * `task` - Task
        subject (str):
        text (str):
        due_on (datetime.date | None):
        done_at (datetime.datetime | None):
        owner (None | Person):
        contact (None | UUID):
        company (None | UUID):
        lead (None | UUID):
        deal (None | UUID):
        external (list[External]):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    kind: ActivityKind
    subject: str
    text: str
    due_on: datetime.date | None
    done_at: datetime.datetime | None
    owner: None | Person
    contact: None | UUID
    company: None | UUID
    lead: None | UUID
    deal: None | UUID
    external: list[External]
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.person import Person  # noqa: PLC0415

        id = str(self.id)

        kind = self.kind.value

        subject = self.subject

        text = self.text

        due_on: None | str
        if isinstance(self.due_on, datetime.date):
            due_on = self.due_on.isoformat()
        else:
            due_on = self.due_on

        done_at: None | str
        if isinstance(self.done_at, datetime.datetime):
            done_at = self.done_at.isoformat()
        else:
            done_at = self.done_at

        owner: dict[str, Any] | None
        if isinstance(self.owner, Person):
            owner = self.owner.to_dict()
        else:
            owner = self.owner

        contact: None | str
        if isinstance(self.contact, UUID):
            contact = str(self.contact)
        else:
            contact = self.contact

        company: None | str
        if isinstance(self.company, UUID):
            company = str(self.company)
        else:
            company = self.company

        lead: None | str
        if isinstance(self.lead, UUID):
            lead = str(self.lead)
        else:
            lead = self.lead

        deal: None | str
        if isinstance(self.deal, UUID):
            deal = str(self.deal)
        else:
            deal = self.deal

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
                "kind": kind,
                "subject": subject,
                "text": text,
                "due_on": due_on,
                "done_at": done_at,
                "owner": owner,
                "contact": contact,
                "company": company,
                "lead": lead,
                "deal": deal,
                "external": external,
                "version": version,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.external import External  # noqa: PLC0415
        from ..models.person import Person  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        kind = ActivityKind(d.pop("kind"))

        subject = d.pop("subject")

        text = d.pop("text")

        def _parse_due_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_on_type_0 = datetime.date.fromisoformat(data)

                return due_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        due_on = _parse_due_on(d.pop("due_on"))

        def _parse_done_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                done_at_type_0 = datetime.datetime.fromisoformat(data)

                return done_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        done_at = _parse_done_at(d.pop("done_at"))

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

        def _parse_company(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                company_type_0 = UUID(data)

                return company_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        company = _parse_company(d.pop("company"))

        def _parse_lead(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                lead_type_0 = UUID(data)

                return lead_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        lead = _parse_lead(d.pop("lead"))

        def _parse_deal(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                deal_type_0 = UUID(data)

                return deal_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        deal = _parse_deal(d.pop("deal"))

        external = []
        _external = d.pop("external")
        for external_item_data in _external:
            external_item = External.from_dict(external_item_data)

            external.append(external_item)

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        activity = cls(
            id=id,
            kind=kind,
            subject=subject,
            text=text,
            due_on=due_on,
            done_at=done_at,
            owner=owner,
            contact=contact,
            company=company,
            lead=lead,
            deal=deal,
            external=external,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        activity.additional_properties = d
        return activity

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
