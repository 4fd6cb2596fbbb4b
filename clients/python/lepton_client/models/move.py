from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.stage import Stage

if TYPE_CHECKING:
    from ..models.person import Person


T = TypeVar("T", bound="Move")


@_attrs_define
class Move:
    """A dated move between stages, with the gate as it stood then.

    Attributes:
        id (UUID):
        from_stage (Stage): * `research` - Research
            * `development` - Product development
            * `promotion` - Promotion
            * `feedback` - Customer feedback
            * `optimisation` - Product optimisation
            * `entry` - International entry
            * `international_promotion` - International promotion
            * `international_feedback` - International feedback
            * `international_optimisation` - International optimisation
        to_stage (Stage): * `research` - Research
            * `development` - Product development
            * `promotion` - Promotion
            * `feedback` - Customer feedback
            * `optimisation` - Product optimisation
            * `entry` - International entry
            * `international_promotion` - International promotion
            * `international_feedback` - International feedback
            * `international_optimisation` - International optimisation
        moved_by (None | Person):
        reason (str):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    from_stage: Stage
    to_stage: Stage
    moved_by: None | Person
    reason: str
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.person import Person  # noqa: PLC0415

        id = str(self.id)

        from_stage = self.from_stage.value

        to_stage = self.to_stage.value

        moved_by: dict[str, Any] | None
        if isinstance(self.moved_by, Person):
            moved_by = self.moved_by.to_dict()
        else:
            moved_by = self.moved_by

        reason = self.reason

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "from_stage": from_stage,
                "to_stage": to_stage,
                "moved_by": moved_by,
                "reason": reason,
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

        from_stage = Stage(d.pop("from_stage"))

        to_stage = Stage(d.pop("to_stage"))

        def _parse_moved_by(data: object) -> None | Person:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                moved_by_type_0 = Person.from_dict(data)

                return moved_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Person, data)

        moved_by = _parse_moved_by(d.pop("moved_by"))

        reason = d.pop("reason")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        move = cls(
            id=id,
            from_stage=from_stage,
            to_stage=to_stage,
            moved_by=moved_by,
            reason=reason,
            created_at=created_at,
            updated_at=updated_at,
        )

        move.additional_properties = d
        return move

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
