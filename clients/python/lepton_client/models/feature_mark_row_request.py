from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.answer_enum import AnswerEnum
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.external_request import ExternalRequest


T = TypeVar("T", bound="FeatureMarkRowRequest")


@_attrs_define
class FeatureMarkRowRequest:
    """A row of a batch of answers on features.

    Attributes:
        external (list[ExternalRequest] | Unset): What other systems call it; replaces the whole list.
        id (UUID | Unset): A record that is here already.
        by_external (ExternalRequest | Unset): What another system calls a record.
        competitor (None | Unset | UUID): The competitor's id; null for your own product. A new row must name one.
        source (str | Unset): A web address, or in words where this was seen.
        seen_on (datetime.date | Unset):
        seen_by (str | Unset):
        note (str | Unset):
        feature (UUID | Unset): The feature's id.
        answer (AnswerEnum | Unset): * `yes` - Yes
            * `partly` - Partly
            * `no` - No
            * `unknown` - Unknown
    """

    external: list[ExternalRequest] | Unset = UNSET
    id: UUID | Unset = UNSET
    by_external: ExternalRequest | Unset = UNSET
    competitor: None | Unset | UUID = UNSET
    source: str | Unset = UNSET
    seen_on: datetime.date | Unset = UNSET
    seen_by: str | Unset = UNSET
    note: str | Unset = UNSET
    feature: UUID | Unset = UNSET
    answer: AnswerEnum | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        external: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.external, Unset):
            external = []
            for external_item_data in self.external:
                external_item = external_item_data.to_dict()
                external.append(external_item)

        id: str | Unset = UNSET
        if not isinstance(self.id, Unset):
            id = str(self.id)

        by_external: dict[str, Any] | Unset = UNSET
        if not isinstance(self.by_external, Unset):
            by_external = self.by_external.to_dict()

        competitor: None | str | Unset
        if isinstance(self.competitor, Unset):
            competitor = UNSET
        elif isinstance(self.competitor, UUID):
            competitor = str(self.competitor)
        else:
            competitor = self.competitor

        source = self.source

        seen_on: str | Unset = UNSET
        if not isinstance(self.seen_on, Unset):
            seen_on = self.seen_on.isoformat()

        seen_by = self.seen_by

        note = self.note

        feature: str | Unset = UNSET
        if not isinstance(self.feature, Unset):
            feature = str(self.feature)

        answer: str | Unset = UNSET
        if not isinstance(self.answer, Unset):
            answer = self.answer.value

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if external is not UNSET:
            field_dict["external"] = external
        if id is not UNSET:
            field_dict["id"] = id
        if by_external is not UNSET:
            field_dict["by_external"] = by_external
        if competitor is not UNSET:
            field_dict["competitor"] = competitor
        if source is not UNSET:
            field_dict["source"] = source
        if seen_on is not UNSET:
            field_dict["seen_on"] = seen_on
        if seen_by is not UNSET:
            field_dict["seen_by"] = seen_by
        if note is not UNSET:
            field_dict["note"] = note
        if feature is not UNSET:
            field_dict["feature"] = feature
        if answer is not UNSET:
            field_dict["answer"] = answer

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.external_request import ExternalRequest  # noqa: PLC0415

        d = dict(src_dict)
        _external = d.pop("external", UNSET)
        external: list[ExternalRequest] | Unset = UNSET
        if _external is not UNSET:
            external = []
            for external_item_data in _external:
                external_item = ExternalRequest.from_dict(external_item_data)

                external.append(external_item)

        _id = d.pop("id", UNSET)
        id: UUID | Unset
        if isinstance(_id, Unset):
            id = UNSET
        else:
            id = UUID(_id)

        _by_external = d.pop("by_external", UNSET)
        by_external: ExternalRequest | Unset
        if isinstance(_by_external, Unset):
            by_external = UNSET
        else:
            by_external = ExternalRequest.from_dict(_by_external)

        def _parse_competitor(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                competitor_type_0 = UUID(data)

                return competitor_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        competitor = _parse_competitor(d.pop("competitor", UNSET))

        source = d.pop("source", UNSET)

        _seen_on = d.pop("seen_on", UNSET)
        seen_on: datetime.date | Unset
        if isinstance(_seen_on, Unset):
            seen_on = UNSET
        else:
            seen_on = datetime.date.fromisoformat(_seen_on)

        seen_by = d.pop("seen_by", UNSET)

        note = d.pop("note", UNSET)

        _feature = d.pop("feature", UNSET)
        feature: UUID | Unset
        if isinstance(_feature, Unset):
            feature = UNSET
        else:
            feature = UUID(_feature)

        _answer = d.pop("answer", UNSET)
        answer: AnswerEnum | Unset
        if isinstance(_answer, Unset):
            answer = UNSET
        else:
            answer = AnswerEnum(_answer)

        feature_mark_row_request = cls(
            external=external,
            id=id,
            by_external=by_external,
            competitor=competitor,
            source=source,
            seen_on=seen_on,
            seen_by=seen_by,
            note=note,
            feature=feature,
            answer=answer,
        )

        return feature_mark_row_request
