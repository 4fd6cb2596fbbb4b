from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.survey_state_enum import SurveyStateEnum

if TYPE_CHECKING:
    from ..models.survey_definition import SurveyDefinition


T = TypeVar("T", bound="Survey")


@_attrs_define
class Survey:
    """A survey. `definition` is what its makers edit; respondents are asked what was published.

    Attributes:
        id (UUID):
        title (str):
        state (SurveyStateEnum): * `draft` - Draft
            * `open` - Open
            * `closed` - Closed
        path (str): Its public page, below the site's address.
        quota_total (int | None):
        only_invited (bool):
        sites (list[str]): Sites that may embed it.
        definition (SurveyDefinition):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    title: str
    state: SurveyStateEnum
    path: str
    quota_total: int | None
    only_invited: bool
    sites: list[str]
    definition: SurveyDefinition
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        title = self.title

        state = self.state.value

        path = self.path

        quota_total: int | None
        quota_total = self.quota_total

        only_invited = self.only_invited

        sites = self.sites

        definition = self.definition.to_dict()

        version = self.version

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "title": title,
                "state": state,
                "path": path,
                "quota_total": quota_total,
                "only_invited": only_invited,
                "sites": sites,
                "definition": definition,
                "version": version,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.survey_definition import SurveyDefinition  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        title = d.pop("title")

        state = SurveyStateEnum(d.pop("state"))

        path = d.pop("path")

        def _parse_quota_total(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        quota_total = _parse_quota_total(d.pop("quota_total"))

        only_invited = d.pop("only_invited")

        sites = cast(list[str], d.pop("sites"))

        definition = SurveyDefinition.from_dict(d.pop("definition"))

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        survey = cls(
            id=id,
            title=title,
            state=state,
            path=path,
            quota_total=quota_total,
            only_invited=only_invited,
            sites=sites,
            definition=definition,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        survey.additional_properties = d
        return survey

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
