from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.survey_answer_answers import SurveyAnswerAnswers


T = TypeVar("T", bound="SurveyAnswer")


@_attrs_define
class SurveyAnswer:
    """A complete answer: values by the key of their question, choices by value id.

    Attributes:
        id (UUID):
        survey (UUID):
        published (int): Which publication was answered.
        language (str):
        country (str):
        answers (SurveyAnswerAnswers):
        completed_at (datetime.datetime | None):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    survey: UUID
    published: int
    language: str
    country: str
    answers: SurveyAnswerAnswers
    completed_at: datetime.datetime | None
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        survey = str(self.survey)

        published = self.published

        language = self.language

        country = self.country

        answers = self.answers.to_dict()

        completed_at: None | str
        if isinstance(self.completed_at, datetime.datetime):
            completed_at = self.completed_at.isoformat()
        else:
            completed_at = self.completed_at

        version = self.version

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "survey": survey,
                "published": published,
                "language": language,
                "country": country,
                "answers": answers,
                "completed_at": completed_at,
                "version": version,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.survey_answer_answers import SurveyAnswerAnswers  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        survey = UUID(d.pop("survey"))

        published = d.pop("published")

        language = d.pop("language")

        country = d.pop("country")

        answers = SurveyAnswerAnswers.from_dict(d.pop("answers"))

        def _parse_completed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                completed_at_type_0 = datetime.datetime.fromisoformat(data)

                return completed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        completed_at = _parse_completed_at(d.pop("completed_at"))

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        survey_answer = cls(
            id=id,
            survey=survey,
            published=published,
            language=language,
            country=country,
            answers=answers,
            completed_at=completed_at,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        survey_answer.additional_properties = d
        return survey_answer

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
