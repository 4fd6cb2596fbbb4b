from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.question_result import QuestionResult


T = TypeVar("T", bound="SurveyResults")


@_attrs_define
class SurveyResults:
    """What was answered, question by question.

    Attributes:
        begun (int): How many began.
        complete (int): How many of them got to the end.
        withheld (bool): Whether the group that was asked for is so small that only analysts see it.
        languages (list[str]):
        countries (list[str]):
        questions (list[QuestionResult]):
    """

    begun: int
    complete: int
    withheld: bool
    languages: list[str]
    countries: list[str]
    questions: list[QuestionResult]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        begun = self.begun

        complete = self.complete

        withheld = self.withheld

        languages = self.languages

        countries = self.countries

        questions = []
        for questions_item_data in self.questions:
            questions_item = questions_item_data.to_dict()
            questions.append(questions_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "begun": begun,
                "complete": complete,
                "withheld": withheld,
                "languages": languages,
                "countries": countries,
                "questions": questions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.question_result import QuestionResult  # noqa: PLC0415

        d = dict(src_dict)
        begun = d.pop("begun")

        complete = d.pop("complete")

        withheld = d.pop("withheld")

        languages = cast(list[str], d.pop("languages"))

        countries = cast(list[str], d.pop("countries"))

        questions = []
        _questions = d.pop("questions")
        for questions_item_data in _questions:
            questions_item = QuestionResult.from_dict(questions_item_data)

            questions.append(questions_item)

        survey_results = cls(
            begun=begun,
            complete=complete,
            withheld=withheld,
            languages=languages,
            countries=countries,
            questions=questions,
        )

        survey_results.additional_properties = d
        return survey_results

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
