from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.plan_item_state import PlanItemState

if TYPE_CHECKING:
    from ..models.person import Person


T = TypeVar("T", bound="PlanMove")


@_attrs_define
class PlanMove:
    """A dated move of an item, with what was missing then.

    Attributes:
        id (UUID):
        from_state (PlanItemState): * `idea` - Idea
            * `agreed` - Agreed
            * `development` - In development
            * `verifying` - Verifying
            * `pilot` - Pilot
            * `released` - Released
            * `measured` - Measured
            * `dropped` - Dropped
        to_state (PlanItemState): * `idea` - Idea
            * `agreed` - Agreed
            * `development` - In development
            * `verifying` - Verifying
            * `pilot` - Pilot
            * `released` - Released
            * `measured` - Measured
            * `dropped` - Dropped
        moved_by (None | Person):
        reason (str):
        missing (list[None | str]):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    from_state: PlanItemState
    to_state: PlanItemState
    moved_by: None | Person
    reason: str
    missing: list[None | str]
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.person import Person  # noqa: PLC0415

        id = str(self.id)

        from_state = self.from_state.value

        to_state = self.to_state.value

        moved_by: dict[str, Any] | None
        if isinstance(self.moved_by, Person):
            moved_by = self.moved_by.to_dict()
        else:
            moved_by = self.moved_by

        reason = self.reason

        missing = []
        for missing_item_data in self.missing:
            missing_item: None | str
            missing_item = missing_item_data
            missing.append(missing_item)

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "from_state": from_state,
                "to_state": to_state,
                "moved_by": moved_by,
                "reason": reason,
                "missing": missing,
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

        from_state = PlanItemState(d.pop("from_state"))

        to_state = PlanItemState(d.pop("to_state"))

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

        missing = []
        _missing = d.pop("missing")
        for missing_item_data in _missing:

            def _parse_missing_item(data: object) -> None | str:
                if data is None:
                    return data
                return cast(None | str, data)

            missing_item = _parse_missing_item(missing_item_data)

            missing.append(missing_item)

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        plan_move = cls(
            id=id,
            from_state=from_state,
            to_state=to_state,
            moved_by=moved_by,
            reason=reason,
            missing=missing,
            created_at=created_at,
            updated_at=updated_at,
        )

        plan_move.additional_properties = d
        return plan_move

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
