from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.effect_direction import EffectDirection
from ..models.plan_item_kind import PlanItemKind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.external_request import ExternalRequest


T = TypeVar("T", bound="PlanItemRowRequest")


@_attrs_define
class PlanItemRowRequest:
    """A row of a batch of plan items.

    Attributes:
        external (list[ExternalRequest] | Unset): What other systems call it; replaces the whole list.
        id (UUID | Unset): A record that is here already.
        by_external (ExternalRequest | Unset): What another system calls a record.
        title (str | Unset):
        kind (PlanItemKind | Unset): * `feature` - Feature
            * `improvement` - Improvement
            * `optimisation` - Optimisation
            * `localisation` - Localisation
            * `compliance` - Compliance
        goal (str | Unset):
        scope (str | Unset):
        requirement (str | Unset):
        owner (None | Unset | UUID): The `user.id` of a member of the project.
        priority (int | Unset): 1 (urgent) to 4 (low).
        need_ids (list[UUID] | Unset): Ids of the needs that it answers; replaces the whole list.
        effect (str | Unset): What it is expected to change, in one sentence.
        effect_value (float | None | Unset): By how much, in `effect_unit`.
        effect_unit (str | Unset):
        effect_direction (EffectDirection | Unset): * `up` - Rises
            * `down` - Falls
        target_on (datetime.date | None | Unset):
    """

    external: list[ExternalRequest] | Unset = UNSET
    id: UUID | Unset = UNSET
    by_external: ExternalRequest | Unset = UNSET
    title: str | Unset = UNSET
    kind: PlanItemKind | Unset = UNSET
    goal: str | Unset = UNSET
    scope: str | Unset = UNSET
    requirement: str | Unset = UNSET
    owner: None | Unset | UUID = UNSET
    priority: int | Unset = UNSET
    need_ids: list[UUID] | Unset = UNSET
    effect: str | Unset = UNSET
    effect_value: float | None | Unset = UNSET
    effect_unit: str | Unset = UNSET
    effect_direction: EffectDirection | Unset = UNSET
    target_on: datetime.date | None | Unset = UNSET

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

        title = self.title

        kind: str | Unset = UNSET
        if not isinstance(self.kind, Unset):
            kind = self.kind.value

        goal = self.goal

        scope = self.scope

        requirement = self.requirement

        owner: None | str | Unset
        if isinstance(self.owner, Unset):
            owner = UNSET
        elif isinstance(self.owner, UUID):
            owner = str(self.owner)
        else:
            owner = self.owner

        priority = self.priority

        need_ids: list[str] | Unset = UNSET
        if not isinstance(self.need_ids, Unset):
            need_ids = []
            for need_ids_item_data in self.need_ids:
                need_ids_item = str(need_ids_item_data)
                need_ids.append(need_ids_item)

        effect = self.effect

        effect_value: float | None | Unset
        if isinstance(self.effect_value, Unset):
            effect_value = UNSET
        else:
            effect_value = self.effect_value

        effect_unit = self.effect_unit

        effect_direction: str | Unset = UNSET
        if not isinstance(self.effect_direction, Unset):
            effect_direction = self.effect_direction.value

        target_on: None | str | Unset
        if isinstance(self.target_on, Unset):
            target_on = UNSET
        elif isinstance(self.target_on, datetime.date):
            target_on = self.target_on.isoformat()
        else:
            target_on = self.target_on

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if external is not UNSET:
            field_dict["external"] = external
        if id is not UNSET:
            field_dict["id"] = id
        if by_external is not UNSET:
            field_dict["by_external"] = by_external
        if title is not UNSET:
            field_dict["title"] = title
        if kind is not UNSET:
            field_dict["kind"] = kind
        if goal is not UNSET:
            field_dict["goal"] = goal
        if scope is not UNSET:
            field_dict["scope"] = scope
        if requirement is not UNSET:
            field_dict["requirement"] = requirement
        if owner is not UNSET:
            field_dict["owner"] = owner
        if priority is not UNSET:
            field_dict["priority"] = priority
        if need_ids is not UNSET:
            field_dict["need_ids"] = need_ids
        if effect is not UNSET:
            field_dict["effect"] = effect
        if effect_value is not UNSET:
            field_dict["effect_value"] = effect_value
        if effect_unit is not UNSET:
            field_dict["effect_unit"] = effect_unit
        if effect_direction is not UNSET:
            field_dict["effect_direction"] = effect_direction
        if target_on is not UNSET:
            field_dict["target_on"] = target_on

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

        title = d.pop("title", UNSET)

        _kind = d.pop("kind", UNSET)
        kind: PlanItemKind | Unset
        if isinstance(_kind, Unset):
            kind = UNSET
        else:
            kind = PlanItemKind(_kind)

        goal = d.pop("goal", UNSET)

        scope = d.pop("scope", UNSET)

        requirement = d.pop("requirement", UNSET)

        def _parse_owner(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                owner_type_0 = UUID(data)

                return owner_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        owner = _parse_owner(d.pop("owner", UNSET))

        priority = d.pop("priority", UNSET)

        _need_ids = d.pop("need_ids", UNSET)
        need_ids: list[UUID] | Unset = UNSET
        if _need_ids is not UNSET:
            need_ids = []
            for need_ids_item_data in _need_ids:
                need_ids_item = UUID(need_ids_item_data)

                need_ids.append(need_ids_item)

        effect = d.pop("effect", UNSET)

        def _parse_effect_value(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        effect_value = _parse_effect_value(d.pop("effect_value", UNSET))

        effect_unit = d.pop("effect_unit", UNSET)

        _effect_direction = d.pop("effect_direction", UNSET)
        effect_direction: EffectDirection | Unset
        if isinstance(_effect_direction, Unset):
            effect_direction = UNSET
        else:
            effect_direction = EffectDirection(_effect_direction)

        def _parse_target_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                target_on_type_0 = datetime.date.fromisoformat(data)

                return target_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        target_on = _parse_target_on(d.pop("target_on", UNSET))

        plan_item_row_request = cls(
            external=external,
            id=id,
            by_external=by_external,
            title=title,
            kind=kind,
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
        )

        return plan_item_row_request
