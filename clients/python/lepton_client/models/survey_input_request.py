from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.survey_input_request_definition import SurveyInputRequestDefinition


T = TypeVar("T", bound="SurveyInputRequest")


@_attrs_define
class SurveyInputRequest:
    """A survey to make: a draft, which nobody sees before it is published.

    Attributes:
        title (str): For your team; the records that come of it name it as source.
        definition (SurveyInputRequestDefinition): What it asks: `languages` (BCP 47), `default`, `title`, `intro`,
            `consent` and `thanks` by language, and `sections` with their `questions`. Of these each has a `key`, a `kind`
            (single, multiple, matrix, ranking, scale, nps, text, number, date, file), a `text` by language and what belongs
            to its kind.
        quota_total (int | None | Unset): Complete answers at most.
        only_invited (bool | Unset): Only by invitation.
        sites (list[str] | Unset): Sites that may embed it, such as `https://shop.example.com`.
    """

    title: str
    definition: SurveyInputRequestDefinition
    quota_total: int | None | Unset = UNSET
    only_invited: bool | Unset = UNSET
    sites: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        title = self.title

        definition = self.definition.to_dict()

        quota_total: int | None | Unset
        if isinstance(self.quota_total, Unset):
            quota_total = UNSET
        else:
            quota_total = self.quota_total

        only_invited = self.only_invited

        sites: list[str] | Unset = UNSET
        if not isinstance(self.sites, Unset):
            sites = self.sites

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "title": title,
                "definition": definition,
            }
        )
        if quota_total is not UNSET:
            field_dict["quota_total"] = quota_total
        if only_invited is not UNSET:
            field_dict["only_invited"] = only_invited
        if sites is not UNSET:
            field_dict["sites"] = sites

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.survey_input_request_definition import (
            SurveyInputRequestDefinition,  # noqa: PLC0415
        )

        d = dict(src_dict)
        title = d.pop("title")

        definition = SurveyInputRequestDefinition.from_dict(d.pop("definition"))

        def _parse_quota_total(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        quota_total = _parse_quota_total(d.pop("quota_total", UNSET))

        only_invited = d.pop("only_invited", UNSET)

        sites = cast(list[str], d.pop("sites", UNSET))

        survey_input_request = cls(
            title=title,
            definition=definition,
            quota_total=quota_total,
            only_invited=only_invited,
            sites=sites,
        )

        return survey_input_request
