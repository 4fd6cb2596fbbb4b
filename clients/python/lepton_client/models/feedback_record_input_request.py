from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.feedback_channel import FeedbackChannel
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.feedback_record_input_request_attributes import (
        FeedbackRecordInputRequestAttributes,
    )


T = TypeVar("T", bound="FeedbackRecordInputRequest")


@_attrs_define
class FeedbackRecordInputRequest:
    """A record to take in or change. It needs a text, a value or a number.

    Attributes:
        channel (FeedbackChannel | Unset): * `survey` - Survey
            * `import` - Table
            * `api` - API
            * `email` - E-mail
            * `review` - Review
            * `chat` - Chat
        source (str | Unset): Where it was said, such as `App Store`.
        submission_id (str | Unset): What was sent together. With channel, source and field it is taken in once.
        field_id (str | Unset): Which question of the submission.
        field_label (str | Unset): The question in words.
        text (str | Unset): What was said.
        value (Any | None | Unset): A typed answer: any JSON.
        number (float | None | Unset): A rating.
        number_max (float | None | Unset): The highest rating there is, such as 5.
        country (str | Unset): ISO 3166-1 alpha-3, such as `DEU`.
        language (str | Unset): BCP 47, such as `de` or `pt-BR`; recognised where it is not given.
        occurred_at (datetime.datetime | Unset): When it was said; now.
        contact (None | Unset | UUID):
        attributes (FeedbackRecordInputRequestAttributes | Unset): Your own fields: at most 50 named by a-z, 0-9, `_`;
            texts of at most 500 characters, numbers, true, false, null, or lists of at most 20 texts. Replaces them all.
    """

    channel: FeedbackChannel | Unset = UNSET
    source: str | Unset = UNSET
    submission_id: str | Unset = UNSET
    field_id: str | Unset = UNSET
    field_label: str | Unset = UNSET
    text: str | Unset = UNSET
    value: Any | None | Unset = UNSET
    number: float | None | Unset = UNSET
    number_max: float | None | Unset = UNSET
    country: str | Unset = UNSET
    language: str | Unset = UNSET
    occurred_at: datetime.datetime | Unset = UNSET
    contact: None | Unset | UUID = UNSET
    attributes: FeedbackRecordInputRequestAttributes | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        channel: str | Unset = UNSET
        if not isinstance(self.channel, Unset):
            channel = self.channel.value

        source = self.source

        submission_id = self.submission_id

        field_id = self.field_id

        field_label = self.field_label

        text = self.text

        value: Any | None | Unset
        if isinstance(self.value, Unset):
            value = UNSET
        else:
            value = self.value

        number: float | None | Unset
        if isinstance(self.number, Unset):
            number = UNSET
        else:
            number = self.number

        number_max: float | None | Unset
        if isinstance(self.number_max, Unset):
            number_max = UNSET
        else:
            number_max = self.number_max

        country = self.country

        language = self.language

        occurred_at: str | Unset = UNSET
        if not isinstance(self.occurred_at, Unset):
            occurred_at = self.occurred_at.isoformat()

        contact: None | str | Unset
        if isinstance(self.contact, Unset):
            contact = UNSET
        elif isinstance(self.contact, UUID):
            contact = str(self.contact)
        else:
            contact = self.contact

        attributes: dict[str, Any] | Unset = UNSET
        if not isinstance(self.attributes, Unset):
            attributes = self.attributes.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if channel is not UNSET:
            field_dict["channel"] = channel
        if source is not UNSET:
            field_dict["source"] = source
        if submission_id is not UNSET:
            field_dict["submission_id"] = submission_id
        if field_id is not UNSET:
            field_dict["field_id"] = field_id
        if field_label is not UNSET:
            field_dict["field_label"] = field_label
        if text is not UNSET:
            field_dict["text"] = text
        if value is not UNSET:
            field_dict["value"] = value
        if number is not UNSET:
            field_dict["number"] = number
        if number_max is not UNSET:
            field_dict["number_max"] = number_max
        if country is not UNSET:
            field_dict["country"] = country
        if language is not UNSET:
            field_dict["language"] = language
        if occurred_at is not UNSET:
            field_dict["occurred_at"] = occurred_at
        if contact is not UNSET:
            field_dict["contact"] = contact
        if attributes is not UNSET:
            field_dict["attributes"] = attributes

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.feedback_record_input_request_attributes import (
            FeedbackRecordInputRequestAttributes,  # noqa: PLC0415
        )

        d = dict(src_dict)
        _channel = d.pop("channel", UNSET)
        channel: FeedbackChannel | Unset
        if isinstance(_channel, Unset):
            channel = UNSET
        else:
            channel = FeedbackChannel(_channel)

        source = d.pop("source", UNSET)

        submission_id = d.pop("submission_id", UNSET)

        field_id = d.pop("field_id", UNSET)

        field_label = d.pop("field_label", UNSET)

        text = d.pop("text", UNSET)

        def _parse_value(data: object) -> Any | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(Any | None | Unset, data)

        value = _parse_value(d.pop("value", UNSET))

        def _parse_number(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        number = _parse_number(d.pop("number", UNSET))

        def _parse_number_max(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        number_max = _parse_number_max(d.pop("number_max", UNSET))

        country = d.pop("country", UNSET)

        language = d.pop("language", UNSET)

        _occurred_at = d.pop("occurred_at", UNSET)
        occurred_at: datetime.datetime | Unset
        if isinstance(_occurred_at, Unset):
            occurred_at = UNSET
        else:
            occurred_at = datetime.datetime.fromisoformat(_occurred_at)

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

        _attributes = d.pop("attributes", UNSET)
        attributes: FeedbackRecordInputRequestAttributes | Unset
        if isinstance(_attributes, Unset):
            attributes = UNSET
        else:
            attributes = FeedbackRecordInputRequestAttributes.from_dict(_attributes)

        feedback_record_input_request = cls(
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
            occurred_at=occurred_at,
            contact=contact,
            attributes=attributes,
        )

        return feedback_record_input_request
