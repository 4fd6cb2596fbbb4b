from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.by_enum import ByEnum

T = TypeVar("T", bound="ThemeRecord")


@_attrs_define
class ThemeRecord:
    """A record and who placed it: a run, with its similarity to the theme's centre, or a person.

    Attributes:
        id (UUID):
        record (UUID):
        text (str):
        country (str):
        language (str):
        occurred_at (datetime.datetime):
        by (ByEnum): * `run` - by a run
            * `person` - by a person
        similarity (float | None):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    record: UUID
    text: str
    country: str
    language: str
    occurred_at: datetime.datetime
    by: ByEnum
    similarity: float | None
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        record = str(self.record)

        text = self.text

        country = self.country

        language = self.language

        occurred_at = self.occurred_at.isoformat()

        by = self.by.value

        similarity: float | None
        similarity = self.similarity

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "record": record,
                "text": text,
                "country": country,
                "language": language,
                "occurred_at": occurred_at,
                "by": by,
                "similarity": similarity,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        record = UUID(d.pop("record"))

        text = d.pop("text")

        country = d.pop("country")

        language = d.pop("language")

        occurred_at = datetime.datetime.fromisoformat(d.pop("occurred_at"))

        by = ByEnum(d.pop("by"))

        def _parse_similarity(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        similarity = _parse_similarity(d.pop("similarity"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        theme_record = cls(
            id=id,
            record=record,
            text=text,
            country=country,
            language=language,
            occurred_at=occurred_at,
            by=by,
            similarity=similarity,
            created_at=created_at,
            updated_at=updated_at,
        )

        theme_record.additional_properties = d
        return theme_record

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
