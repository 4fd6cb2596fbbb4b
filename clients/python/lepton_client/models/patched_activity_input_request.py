from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.activity_kind import ActivityKind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.external_request import ExternalRequest


T = TypeVar("T", bound="PatchedActivityInputRequest")


@_attrs_define
class PatchedActivityInputRequest:
    """An activity to make or change. A new one needs a subject, and at least one of `contact`,
    `company`, `lead` and `deal`.

        Attributes:
            external (list[ExternalRequest] | Unset): What other systems call it; replaces the whole list.
            kind (ActivityKind | Unset): * `call` - Call
                * `meeting` - Meeting
                * `email` - E-mail
                * `note` - Note
                * `task` - Task
            subject (str | Unset):
            text (str | Unset):
            due_on (datetime.date | None | Unset):
            done_at (datetime.datetime | None | Unset):
            owner (None | Unset | UUID): The `user.id` of a member of the project.
            contact (None | Unset | UUID):
            company (None | Unset | UUID):
            lead (None | Unset | UUID):
            deal (None | Unset | UUID):
    """

    external: list[ExternalRequest] | Unset = UNSET
    kind: ActivityKind | Unset = UNSET
    subject: str | Unset = UNSET
    text: str | Unset = UNSET
    due_on: datetime.date | None | Unset = UNSET
    done_at: datetime.datetime | None | Unset = UNSET
    owner: None | Unset | UUID = UNSET
    contact: None | Unset | UUID = UNSET
    company: None | Unset | UUID = UNSET
    lead: None | Unset | UUID = UNSET
    deal: None | Unset | UUID = UNSET

    def to_dict(self) -> dict[str, Any]:
        external: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.external, Unset):
            external = []
            for external_item_data in self.external:
                external_item = external_item_data.to_dict()
                external.append(external_item)

        kind: str | Unset = UNSET
        if not isinstance(self.kind, Unset):
            kind = self.kind.value

        subject = self.subject

        text = self.text

        due_on: None | str | Unset
        if isinstance(self.due_on, Unset):
            due_on = UNSET
        elif isinstance(self.due_on, datetime.date):
            due_on = self.due_on.isoformat()
        else:
            due_on = self.due_on

        done_at: None | str | Unset
        if isinstance(self.done_at, Unset):
            done_at = UNSET
        elif isinstance(self.done_at, datetime.datetime):
            done_at = self.done_at.isoformat()
        else:
            done_at = self.done_at

        owner: None | str | Unset
        if isinstance(self.owner, Unset):
            owner = UNSET
        elif isinstance(self.owner, UUID):
            owner = str(self.owner)
        else:
            owner = self.owner

        contact: None | str | Unset
        if isinstance(self.contact, Unset):
            contact = UNSET
        elif isinstance(self.contact, UUID):
            contact = str(self.contact)
        else:
            contact = self.contact

        company: None | str | Unset
        if isinstance(self.company, Unset):
            company = UNSET
        elif isinstance(self.company, UUID):
            company = str(self.company)
        else:
            company = self.company

        lead: None | str | Unset
        if isinstance(self.lead, Unset):
            lead = UNSET
        elif isinstance(self.lead, UUID):
            lead = str(self.lead)
        else:
            lead = self.lead

        deal: None | str | Unset
        if isinstance(self.deal, Unset):
            deal = UNSET
        elif isinstance(self.deal, UUID):
            deal = str(self.deal)
        else:
            deal = self.deal

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if external is not UNSET:
            field_dict["external"] = external
        if kind is not UNSET:
            field_dict["kind"] = kind
        if subject is not UNSET:
            field_dict["subject"] = subject
        if text is not UNSET:
            field_dict["text"] = text
        if due_on is not UNSET:
            field_dict["due_on"] = due_on
        if done_at is not UNSET:
            field_dict["done_at"] = done_at
        if owner is not UNSET:
            field_dict["owner"] = owner
        if contact is not UNSET:
            field_dict["contact"] = contact
        if company is not UNSET:
            field_dict["company"] = company
        if lead is not UNSET:
            field_dict["lead"] = lead
        if deal is not UNSET:
            field_dict["deal"] = deal

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.external_request import ExternalRequest  # noqa: PLC0415

        d = dict(src_dict)
        _external = d.pop("external", UNSET)
        external: list[ExternalRequest] | Unset = UNSET
        if _external is not UNSET:
            external = []
            for external_item_data in _external:
                external_item = ExternalRequest.from_dict(external_item_data)

                external.append(external_item)

        _kind = d.pop("kind", UNSET)
        kind: ActivityKind | Unset
        if isinstance(_kind, Unset):
            kind = UNSET
        else:
            kind = ActivityKind(_kind)

        subject = d.pop("subject", UNSET)

        text = d.pop("text", UNSET)

        def _parse_due_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_on_type_0 = datetime.date.fromisoformat(data)

                return due_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        due_on = _parse_due_on(d.pop("due_on", UNSET))

        def _parse_done_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                done_at_type_0 = datetime.datetime.fromisoformat(data)

                return done_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        done_at = _parse_done_at(d.pop("done_at", UNSET))

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

        def _parse_contact(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                contact_type_0 = UUID(data)

                return contact_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        contact = _parse_contact(d.pop("contact", UNSET))

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

        def _parse_lead(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                lead_type_0 = UUID(data)

                return lead_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        lead = _parse_lead(d.pop("lead", UNSET))

        def _parse_deal(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                deal_type_0 = UUID(data)

                return deal_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        deal = _parse_deal(d.pop("deal", UNSET))

        patched_activity_input_request = cls(
            external=external,
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
        )

        return patched_activity_input_request
