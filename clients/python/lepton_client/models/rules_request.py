from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.rules_request_attributes import RulesRequestAttributes


T = TypeVar("T", bound="RulesRequest")


@_attrs_define
class RulesRequest:
    """All that is said must hold; of a list any one.

    Attributes:
        countries (list[str] | Unset): ISO 3166-1 alpha-3.
        tags (list[str] | Unset):
        stages (list[str] | Unset): Keys of stages of deals; of leads their states.
        consent (str | Unset): A purpose: only those who may be written to for it.
        active_within (int | None | Unset): An activity in the last so many days.
        quiet_for (int | None | Unset): No activity in the last so many days.
        attributes (RulesRequestAttributes | Unset): Own fields that have exactly these values.
    """

    countries: list[str] | Unset = UNSET
    tags: list[str] | Unset = UNSET
    stages: list[str] | Unset = UNSET
    consent: str | Unset = UNSET
    active_within: int | None | Unset = UNSET
    quiet_for: int | None | Unset = UNSET
    attributes: RulesRequestAttributes | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        countries: list[str] | Unset = UNSET
        if not isinstance(self.countries, Unset):
            countries = self.countries

        tags: list[str] | Unset = UNSET
        if not isinstance(self.tags, Unset):
            tags = self.tags

        stages: list[str] | Unset = UNSET
        if not isinstance(self.stages, Unset):
            stages = self.stages

        consent = self.consent

        active_within: int | None | Unset
        if isinstance(self.active_within, Unset):
            active_within = UNSET
        else:
            active_within = self.active_within

        quiet_for: int | None | Unset
        if isinstance(self.quiet_for, Unset):
            quiet_for = UNSET
        else:
            quiet_for = self.quiet_for

        attributes: dict[str, Any] | Unset = UNSET
        if not isinstance(self.attributes, Unset):
            attributes = self.attributes.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if countries is not UNSET:
            field_dict["countries"] = countries
        if tags is not UNSET:
            field_dict["tags"] = tags
        if stages is not UNSET:
            field_dict["stages"] = stages
        if consent is not UNSET:
            field_dict["consent"] = consent
        if active_within is not UNSET:
            field_dict["active_within"] = active_within
        if quiet_for is not UNSET:
            field_dict["quiet_for"] = quiet_for
        if attributes is not UNSET:
            field_dict["attributes"] = attributes

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.rules_request_attributes import RulesRequestAttributes  # noqa: PLC0415

        d = dict(src_dict)
        countries = cast(list[str], d.pop("countries", UNSET))

        tags = cast(list[str], d.pop("tags", UNSET))

        stages = cast(list[str], d.pop("stages", UNSET))

        consent = d.pop("consent", UNSET)

        def _parse_active_within(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        active_within = _parse_active_within(d.pop("active_within", UNSET))

        def _parse_quiet_for(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        quiet_for = _parse_quiet_for(d.pop("quiet_for", UNSET))

        _attributes = d.pop("attributes", UNSET)
        attributes: RulesRequestAttributes | Unset
        if isinstance(_attributes, Unset):
            attributes = UNSET
        else:
            attributes = RulesRequestAttributes.from_dict(_attributes)

        rules_request = cls(
            countries=countries,
            tags=tags,
            stages=stages,
            consent=consent,
            active_within=active_within,
            quiet_for=quiet_for,
            attributes=attributes,
        )

        return rules_request
