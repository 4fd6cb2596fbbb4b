from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.consent_decision import ConsentDecision
from ..models.consent_input_basis_enum import ConsentInputBasisEnum
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.external_request import ExternalRequest


T = TypeVar("T", bound="ConsentInputRequest")


@_attrs_define
class ConsentInputRequest:
    """What a person said. Name the person by exactly one of `contact`, `lead` and
    `contact_by_external`.

        Attributes:
            purpose (str): `surveys`, `campaigns`, `recommendations`, `analytics`, or one that the project has added.
            decision (ConsentDecision): * `given` - Given
                * `withdrawn` - Withdrawn
            contact (UUID | Unset):
            lead (UUID | Unset):
            contact_by_external (ExternalRequest | Unset): What another system calls a record.
            basis (ConsentInputBasisEnum | Unset): * `consent` - Consent (a)
                * `contract` - Contract (b)
                * `legal_obligation` - Legal obligation (c)
                * `vital_interests` - Vital interests (d)
                * `public_task` - Public task (e)
                * `legitimate_interests` - Legitimate interests (f)
            source (str | Unset): Where it was said. Needed where consent is given.
            evidence (str | Unset): What was agreed to, in its own words.
            at (datetime.datetime | Unset): When it was said: now, if left out.
            expires_on (datetime.date | None | Unset): The last day on which it counts.
    """

    purpose: str
    decision: ConsentDecision
    contact: UUID | Unset = UNSET
    lead: UUID | Unset = UNSET
    contact_by_external: ExternalRequest | Unset = UNSET
    basis: ConsentInputBasisEnum | Unset = UNSET
    source: str | Unset = UNSET
    evidence: str | Unset = UNSET
    at: datetime.datetime | Unset = UNSET
    expires_on: datetime.date | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        purpose = self.purpose

        decision = self.decision.value

        contact: str | Unset = UNSET
        if not isinstance(self.contact, Unset):
            contact = str(self.contact)

        lead: str | Unset = UNSET
        if not isinstance(self.lead, Unset):
            lead = str(self.lead)

        contact_by_external: dict[str, Any] | Unset = UNSET
        if not isinstance(self.contact_by_external, Unset):
            contact_by_external = self.contact_by_external.to_dict()

        basis: str | Unset = UNSET
        if not isinstance(self.basis, Unset):
            basis = self.basis.value

        source = self.source

        evidence = self.evidence

        at: str | Unset = UNSET
        if not isinstance(self.at, Unset):
            at = self.at.isoformat()

        expires_on: None | str | Unset
        if isinstance(self.expires_on, Unset):
            expires_on = UNSET
        elif isinstance(self.expires_on, datetime.date):
            expires_on = self.expires_on.isoformat()
        else:
            expires_on = self.expires_on

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "purpose": purpose,
                "decision": decision,
            }
        )
        if contact is not UNSET:
            field_dict["contact"] = contact
        if lead is not UNSET:
            field_dict["lead"] = lead
        if contact_by_external is not UNSET:
            field_dict["contact_by_external"] = contact_by_external
        if basis is not UNSET:
            field_dict["basis"] = basis
        if source is not UNSET:
            field_dict["source"] = source
        if evidence is not UNSET:
            field_dict["evidence"] = evidence
        if at is not UNSET:
            field_dict["at"] = at
        if expires_on is not UNSET:
            field_dict["expires_on"] = expires_on

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.external_request import ExternalRequest  # noqa: PLC0415

        d = dict(src_dict)
        purpose = d.pop("purpose")

        decision = ConsentDecision(d.pop("decision"))

        _contact = d.pop("contact", UNSET)
        contact: UUID | Unset
        if isinstance(_contact, Unset):
            contact = UNSET
        else:
            contact = UUID(_contact)

        _lead = d.pop("lead", UNSET)
        lead: UUID | Unset
        if isinstance(_lead, Unset):
            lead = UNSET
        else:
            lead = UUID(_lead)

        _contact_by_external = d.pop("contact_by_external", UNSET)
        contact_by_external: ExternalRequest | Unset
        if isinstance(_contact_by_external, Unset):
            contact_by_external = UNSET
        else:
            contact_by_external = ExternalRequest.from_dict(_contact_by_external)

        _basis = d.pop("basis", UNSET)
        basis: ConsentInputBasisEnum | Unset
        if isinstance(_basis, Unset):
            basis = UNSET
        else:
            basis = ConsentInputBasisEnum(_basis)

        source = d.pop("source", UNSET)

        evidence = d.pop("evidence", UNSET)

        _at = d.pop("at", UNSET)
        at: datetime.datetime | Unset
        if isinstance(_at, Unset):
            at = UNSET
        else:
            at = datetime.datetime.fromisoformat(_at)

        def _parse_expires_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_on_type_0 = datetime.date.fromisoformat(data)

                return expires_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        expires_on = _parse_expires_on(d.pop("expires_on", UNSET))

        consent_input_request = cls(
            purpose=purpose,
            decision=decision,
            contact=contact,
            lead=lead,
            contact_by_external=contact_by_external,
            basis=basis,
            source=source,
            evidence=evidence,
            at=at,
            expires_on=expires_on,
        )

        return consent_input_request
