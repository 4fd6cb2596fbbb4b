from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.consent_decision import ConsentDecision
from ..models.lawful_basis import LawfulBasis

T = TypeVar("T", bound="Consent")


@_attrs_define
class Consent:
    """What was said at a moment; the newest of a person and purpose counts.

    Attributes:
        id (UUID):
        contact (None | UUID):
        lead (None | UUID):
        purpose (str):
        decision (ConsentDecision): * `given` - Given
            * `withdrawn` - Withdrawn
        basis (LawfulBasis): * `consent` - Consent (a)
            * `contract` - Contract (b)
            * `legal_obligation` - Legal obligation (c)
            * `vital_interests` - Vital interests (d)
            * `public_task` - Public task (e)
            * `legitimate_interests` - Legitimate interests (f)
            * `not_needed` - Not needed: no personal data
        source (str):
        evidence (str):
        at (datetime.datetime):
        expires_on (datetime.date | None):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    contact: None | UUID
    lead: None | UUID
    purpose: str
    decision: ConsentDecision
    basis: LawfulBasis
    source: str
    evidence: str
    at: datetime.datetime
    expires_on: datetime.date | None
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        contact: None | str
        if isinstance(self.contact, UUID):
            contact = str(self.contact)
        else:
            contact = self.contact

        lead: None | str
        if isinstance(self.lead, UUID):
            lead = str(self.lead)
        else:
            lead = self.lead

        purpose = self.purpose

        decision = self.decision.value

        basis = self.basis.value

        source = self.source

        evidence = self.evidence

        at = self.at.isoformat()

        expires_on: None | str
        if isinstance(self.expires_on, datetime.date):
            expires_on = self.expires_on.isoformat()
        else:
            expires_on = self.expires_on

        version = self.version

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "contact": contact,
                "lead": lead,
                "purpose": purpose,
                "decision": decision,
                "basis": basis,
                "source": source,
                "evidence": evidence,
                "at": at,
                "expires_on": expires_on,
                "version": version,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

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

        purpose = d.pop("purpose")

        decision = ConsentDecision(d.pop("decision"))

        basis = LawfulBasis(d.pop("basis"))

        source = d.pop("source")

        evidence = d.pop("evidence")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        def _parse_expires_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_on_type_0 = datetime.date.fromisoformat(data)

                return expires_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        expires_on = _parse_expires_on(d.pop("expires_on"))

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        consent = cls(
            id=id,
            contact=contact,
            lead=lead,
            purpose=purpose,
            decision=decision,
            basis=basis,
            source=source,
            evidence=evidence,
            at=at,
            expires_on=expires_on,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        consent.additional_properties = d
        return consent

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
