from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.rules_attributes import RulesAttributes


T = TypeVar("T", bound="Rules")


@_attrs_define
class Rules:
    """All that is said must hold; of a list any one.

    Attributes:
        countries (list[str] | Unset): ISO 3166-1 alpha-3.
        tags (list[str] | Unset):
        stages (list[str] | Unset): Keys of stages of deals; of leads their states.
        consent (str | Unset): A purpose: only those who may be written to for it.
        active_within (int | None | Unset): An activity in the last so many days.
        quiet_for (int | None | Unset): No activity in the last so many days.
        attributes (RulesAttributes | Unset): Own fields that have exactly these values.
    """

    countries: list[str] | Unset = UNSET
    tags: list[str] | Unset = UNSET
    stages: list[str] | Unset = UNSET
    consent: str | Unset = UNSET
    active_within: int | None | Unset = UNSET
    quiet_for: int | None | Unset = UNSET
    attributes: RulesAttributes | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

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
        field_dict.update(self.additional_properties)
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
        from ..models.rules_attributes import RulesAttributes  # noqa: PLC0415

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
        attributes: RulesAttributes | Unset
        if isinstance(_attributes, Unset):
            attributes = UNSET
        else:
            attributes = RulesAttributes.from_dict(_attributes)

        rules = cls(
            countries=countries,
            tags=tags,
            stages=stages,
            consent=consent,
            active_within=active_within,
            quiet_for=quiet_for,
            attributes=attributes,
        )

        rules.additional_properties = d
        return rules

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
