from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.label_check_reason import LabelCheckReason
from ..models.label_check_state import LabelCheckState

if TYPE_CHECKING:
    from ..models.person import Person


T = TypeVar("T", bound="LabelCheck")


@_attrs_define
class LabelCheck:
    """A text whose label waits for a decision, or has it. `quality` of the label goes from 0 to 1:
    the smaller, the likelier it is wrong; of a number it is the share of rows that are as far off.
    `better` is what the model says. `missing_in` is the
    version in which no row had this text and label when the decision was to be put in.

        Attributes:
            id (UUID):
            queue (UUID):
            row (int):
            text (str):
            label (str):
            better (str):
            quality (float):
            reason (LabelCheckReason): * `mislabelled` - The label looks wrong
                * `unsure` - Hard to tell
            state (LabelCheckState): * `open` - Waits
                * `kept` - Label kept
                * `changed` - Label changed
                * `skipped` - Skipped
            decided (str):
            decided_by (None | Person):
            decided_at (datetime.datetime | None):
            applied_in (None | UUID):
            missing_in (None | UUID):
            created_at (datetime.datetime):
            updated_at (datetime.datetime):
    """

    id: UUID
    queue: UUID
    row: int
    text: str
    label: str
    better: str
    quality: float
    reason: LabelCheckReason
    state: LabelCheckState
    decided: str
    decided_by: None | Person
    decided_at: datetime.datetime | None
    applied_in: None | UUID
    missing_in: None | UUID
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.person import Person  # noqa: PLC0415

        id = str(self.id)

        queue = str(self.queue)

        row = self.row

        text = self.text

        label = self.label

        better = self.better

        quality = self.quality

        reason = self.reason.value

        state = self.state.value

        decided = self.decided

        decided_by: dict[str, Any] | None
        if isinstance(self.decided_by, Person):
            decided_by = self.decided_by.to_dict()
        else:
            decided_by = self.decided_by

        decided_at: None | str
        if isinstance(self.decided_at, datetime.datetime):
            decided_at = self.decided_at.isoformat()
        else:
            decided_at = self.decided_at

        applied_in: None | str
        if isinstance(self.applied_in, UUID):
            applied_in = str(self.applied_in)
        else:
            applied_in = self.applied_in

        missing_in: None | str
        if isinstance(self.missing_in, UUID):
            missing_in = str(self.missing_in)
        else:
            missing_in = self.missing_in

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "queue": queue,
                "row": row,
                "text": text,
                "label": label,
                "better": better,
                "quality": quality,
                "reason": reason,
                "state": state,
                "decided": decided,
                "decided_by": decided_by,
                "decided_at": decided_at,
                "applied_in": applied_in,
                "missing_in": missing_in,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.person import Person  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        queue = UUID(d.pop("queue"))

        row = d.pop("row")

        text = d.pop("text")

        label = d.pop("label")

        better = d.pop("better")

        quality = d.pop("quality")

        reason = LabelCheckReason(d.pop("reason"))

        state = LabelCheckState(d.pop("state"))

        decided = d.pop("decided")

        def _parse_decided_by(data: object) -> None | Person:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                decided_by_type_0 = Person.from_dict(data)

                return decided_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Person, data)

        decided_by = _parse_decided_by(d.pop("decided_by"))

        def _parse_decided_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                decided_at_type_0 = datetime.datetime.fromisoformat(data)

                return decided_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        decided_at = _parse_decided_at(d.pop("decided_at"))

        def _parse_applied_in(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                applied_in_type_0 = UUID(data)

                return applied_in_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        applied_in = _parse_applied_in(d.pop("applied_in"))

        def _parse_missing_in(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                missing_in_type_0 = UUID(data)

                return missing_in_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        missing_in = _parse_missing_in(d.pop("missing_in"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        label_check = cls(
            id=id,
            queue=queue,
            row=row,
            text=text,
            label=label,
            better=better,
            quality=quality,
            reason=reason,
            state=state,
            decided=decided,
            decided_by=decided_by,
            decided_at=decided_at,
            applied_in=applied_in,
            missing_in=missing_in,
            created_at=created_at,
            updated_at=updated_at,
        )

        label_check.additional_properties = d
        return label_check

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
