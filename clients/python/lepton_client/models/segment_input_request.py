from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.party_kind import PartyKind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.external_request import ExternalRequest
    from ..models.rules_request import RulesRequest


T = TypeVar("T", bound="SegmentInputRequest")


@_attrs_define
class SegmentInputRequest:
    """A segment to make or change. A new one needs a name and `of`.

    Attributes:
        external (list[ExternalRequest] | Unset): What other systems call it; replaces the whole list.
        name (str | Unset):
        of (PartyKind | Unset): * `company` - Companies
            * `contact` - Contacts
            * `lead` - Leads
        rules (RulesRequest | Unset): All that is said must hold; of a list any one.
        note (str | Unset):
    """

    external: list[ExternalRequest] | Unset = UNSET
    name: str | Unset = UNSET
    of: PartyKind | Unset = UNSET
    rules: RulesRequest | Unset = UNSET
    note: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        external: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.external, Unset):
            external = []
            for external_item_data in self.external:
                external_item = external_item_data.to_dict()
                external.append(external_item)

        name = self.name

        of: str | Unset = UNSET
        if not isinstance(self.of, Unset):
            of = self.of.value

        rules: dict[str, Any] | Unset = UNSET
        if not isinstance(self.rules, Unset):
            rules = self.rules.to_dict()

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if external is not UNSET:
            field_dict["external"] = external
        if name is not UNSET:
            field_dict["name"] = name
        if of is not UNSET:
            field_dict["of"] = of
        if rules is not UNSET:
            field_dict["rules"] = rules
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.external_request import ExternalRequest  # noqa: PLC0415
        from ..models.rules_request import RulesRequest  # noqa: PLC0415

        d = dict(src_dict)
        _external = d.pop("external", UNSET)
        external: list[ExternalRequest] | Unset = UNSET
        if _external is not UNSET:
            external = []
            for external_item_data in _external:
                external_item = ExternalRequest.from_dict(external_item_data)

                external.append(external_item)

        name = d.pop("name", UNSET)

        _of = d.pop("of", UNSET)
        of: PartyKind | Unset
        if isinstance(_of, Unset):
            of = UNSET
        else:
            of = PartyKind(_of)

        _rules = d.pop("rules", UNSET)
        rules: RulesRequest | Unset
        if isinstance(_rules, Unset):
            rules = UNSET
        else:
            rules = RulesRequest.from_dict(_rules)

        note = d.pop("note", UNSET)

        segment_input_request = cls(
            external=external,
            name=name,
            of=of,
            rules=rules,
            note=note,
        )

        return segment_input_request
