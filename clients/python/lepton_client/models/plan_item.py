from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.plan_item_kind import PlanItemKind
from ..models.plan_item_state import PlanItemState

if TYPE_CHECKING:
    from ..models.external import External
    from ..models.person import Person


T = TypeVar("T", bound="PlanItem")


@_attrs_define
class PlanItem:
    """A piece of work on the product. Its state changes by `move`.

    Attributes:
        id (UUID):
        title (str):
        kind (PlanItemKind): * `feature` - Feature
            * `improvement` - Improvement
            * `optimisation` - Optimisation
            * `localisation` - Localisation
            * `compliance` - Compliance
        state (PlanItemState): * `idea` - Idea
            * `agreed` - Agreed
            * `development` - In development
            * `verifying` - Verifying
            * `pilot` - Pilot
            * `released` - Released
            * `measured` - Measured
            * `dropped` - Dropped
        moved_at (datetime.datetime):
        goal (str):
        scope (str):
        requirement (str):
        owner (None | Person):
        priority (int):
        need_ids (list[UUID]):
        effect (str):
        effect_value (float | None):
        effect_unit (str):
        effect_direction (str):
        target_on (datetime.date | None):
        external (list[External]):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    title: str
    kind: PlanItemKind
    state: PlanItemState
    moved_at: datetime.datetime
    goal: str
    scope: str
    requirement: str
    owner: None | Person
    priority: int
    need_ids: list[UUID]
    effect: str
    effect_value: float | None
    effect_unit: str
    effect_direction: str
    target_on: datetime.date | None
    external: list[External]
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.person import Person  # noqa: PLC0415

        id = str(self.id)

        title = self.title

        kind = self.kind.value

        state = self.state.value

        moved_at = self.moved_at.isoformat()

        goal = self.goal

        scope = self.scope

        requirement = self.requirement

        owner: dict[str, Any] | None
        if isinstance(self.owner, Person):
            owner = self.owner.to_dict()
        else:
            owner = self.owner

        priority = self.priority

        need_ids = []
        for need_ids_item_data in self.need_ids:
            need_ids_item = str(need_ids_item_data)
            need_ids.append(need_ids_item)

        effect = self.effect

        effect_value: float | None
        effect_value = self.effect_value

        effect_unit = self.effect_unit

        effect_direction = self.effect_direction

        target_on: None | str
        if isinstance(self.target_on, datetime.date):
            target_on = self.target_on.isoformat()
        else:
            target_on = self.target_on

        external = []
        for external_item_data in self.external:
            external_item = external_item_data.to_dict()
            external.append(external_item)

        version = self.version

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "title": title,
                "kind": kind,
                "state": state,
                "moved_at": moved_at,
                "goal": goal,
                "scope": scope,
                "requirement": requirement,
                "owner": owner,
                "priority": priority,
                "need_ids": need_ids,
                "effect": effect,
                "effect_value": effect_value,
                "effect_unit": effect_unit,
                "effect_direction": effect_direction,
                "target_on": target_on,
                "external": external,
                "version": version,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.external import External  # noqa: PLC0415
        from ..models.person import Person  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        title = d.pop("title")

        kind = PlanItemKind(d.pop("kind"))

        state = PlanItemState(d.pop("state"))

        moved_at = datetime.datetime.fromisoformat(d.pop("moved_at"))

        goal = d.pop("goal")

        scope = d.pop("scope")

        requirement = d.pop("requirement")

        def _parse_owner(data: object) -> None | Person:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                owner_type_0 = Person.from_dict(data)

                return owner_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Person, data)

        owner = _parse_owner(d.pop("owner"))

        priority = d.pop("priority")

        need_ids = []
        _need_ids = d.pop("need_ids")
        for need_ids_item_data in _need_ids:
            need_ids_item = UUID(need_ids_item_data)

            need_ids.append(need_ids_item)

        effect = d.pop("effect")

        def _parse_effect_value(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        effect_value = _parse_effect_value(d.pop("effect_value"))

        effect_unit = d.pop("effect_unit")

        effect_direction = d.pop("effect_direction")

        def _parse_target_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                target_on_type_0 = datetime.date.fromisoformat(data)

                return target_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        target_on = _parse_target_on(d.pop("target_on"))

        external = []
        _external = d.pop("external")
        for external_item_data in _external:
            external_item = External.from_dict(external_item_data)

            external.append(external_item)

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        plan_item = cls(
            id=id,
            title=title,
            kind=kind,
            state=state,
            moved_at=moved_at,
            goal=goal,
            scope=scope,
            requirement=requirement,
            owner=owner,
            priority=priority,
            need_ids=need_ids,
            effect=effect,
            effect_value=effect_value,
            effect_unit=effect_unit,
            effect_direction=effect_direction,
            target_on=target_on,
            external=external,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        plan_item.additional_properties = d
        return plan_item

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
