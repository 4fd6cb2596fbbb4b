from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.feedback_channel import FeedbackChannel
from ..models.feedback_language_by import FeedbackLanguageBy

if TYPE_CHECKING:
    from ..models.feedback_record_attributes import FeedbackRecordAttributes


T = TypeVar("T", bound="FeedbackRecord")


@_attrs_define
class FeedbackRecord:
    """One thing that somebody said or answered.

    Attributes:
        id (UUID):
        channel (FeedbackChannel): * `survey` - Survey
            * `import` - Table
            * `api` - API
            * `email` - E-mail
            * `review` - Review
            * `chat` - Chat
        source (str):
        submission_id (str):
        field_id (str):
        field_label (str):
        text (str):
        value (Any):
        number (float | None):
        number_max (float | None):
        country (str):
        language (str):
        language_by (FeedbackLanguageBy): * `given` - given with the record
            * `detected` - detected
            * `person` - set by a person
        occurred_at (datetime.datetime):
        contact (None | UUID):
        duplicate_of (None | UUID):
        attributes (FeedbackRecordAttributes):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    channel: FeedbackChannel
    source: str
    submission_id: str
    field_id: str
    field_label: str
    text: str
    value: Any
    number: float | None
    number_max: float | None
    country: str
    language: str
    language_by: FeedbackLanguageBy
    occurred_at: datetime.datetime
    contact: None | UUID
    duplicate_of: None | UUID
    attributes: FeedbackRecordAttributes
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        channel = self.channel.value

        source = self.source

        submission_id = self.submission_id

        field_id = self.field_id

        field_label = self.field_label

        text = self.text

        value = self.value

        number: float | None
        number = self.number

        number_max: float | None
        number_max = self.number_max

        country = self.country

        language = self.language

        language_by = self.language_by.value

        occurred_at = self.occurred_at.isoformat()

        contact: None | str
        if isinstance(self.contact, UUID):
            contact = str(self.contact)
        else:
            contact = self.contact

        duplicate_of: None | str
        if isinstance(self.duplicate_of, UUID):
            duplicate_of = str(self.duplicate_of)
        else:
            duplicate_of = self.duplicate_of

        attributes = self.attributes.to_dict()

        version = self.version

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "channel": channel,
                "source": source,
                "submission_id": submission_id,
                "field_id": field_id,
                "field_label": field_label,
                "text": text,
                "value": value,
                "number": number,
                "number_max": number_max,
                "country": country,
                "language": language,
                "language_by": language_by,
                "occurred_at": occurred_at,
                "contact": contact,
                "duplicate_of": duplicate_of,
                "attributes": attributes,
                "version": version,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.feedback_record_attributes import FeedbackRecordAttributes  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        channel = FeedbackChannel(d.pop("channel"))

        source = d.pop("source")

        submission_id = d.pop("submission_id")

        field_id = d.pop("field_id")

        field_label = d.pop("field_label")

        text = d.pop("text")

        value = d.pop("value")

        def _parse_number(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        number = _parse_number(d.pop("number"))

        def _parse_number_max(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        number_max = _parse_number_max(d.pop("number_max"))

        country = d.pop("country")

        language = d.pop("language")

        language_by = FeedbackLanguageBy(d.pop("language_by"))

        occurred_at = datetime.datetime.fromisoformat(d.pop("occurred_at"))

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

        def _parse_duplicate_of(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                duplicate_of_type_0 = UUID(data)

                return duplicate_of_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        duplicate_of = _parse_duplicate_of(d.pop("duplicate_of"))

        attributes = FeedbackRecordAttributes.from_dict(d.pop("attributes"))

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        feedback_record = cls(
            id=id,
            channel=channel,
            source=source,
            submission_id=submission_id,
            field_id=field_id,
            field_label=field_label,
            text=text,
            value=value,
            number=number,
            number_max=number_max,
            country=country,
            language=language,
            language_by=language_by,
            occurred_at=occurred_at,
            contact=contact,
            duplicate_of=duplicate_of,
            attributes=attributes,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        feedback_record.additional_properties = d
        return feedback_record

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
