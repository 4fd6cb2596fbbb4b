from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.engine_state import EngineState

T = TypeVar("T", bound="Engine")


@_attrs_define
class Engine:
    """An engine of this installation.

    Attributes:
        key (str):
        owner (str): The package that it comes from.
        state (EngineState): * `ready` - ready
            * `installing` - installing
            * `not_installed` - not_installed
            * `incompatible` - incompatible
            * `broken` - broken
        version (str):
        label (str):
        description (str):
        kind (str):
        predicts (bool):
        deterministic (bool):
        divisible (bool): Its runs are divided into parts.
        searches (bool): Its runs are searches of many trials.
    """

    key: str
    owner: str
    state: EngineState
    version: str
    label: str
    description: str
    kind: str
    predicts: bool
    deterministic: bool
    divisible: bool
    searches: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        owner = self.owner

        state = self.state.value

        version = self.version

        label = self.label

        description = self.description

        kind = self.kind

        predicts = self.predicts

        deterministic = self.deterministic

        divisible = self.divisible

        searches = self.searches

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key": key,
                "owner": owner,
                "state": state,
                "version": version,
                "label": label,
                "description": description,
                "kind": kind,
                "predicts": predicts,
                "deterministic": deterministic,
                "divisible": divisible,
                "searches": searches,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        key = d.pop("key")

        owner = d.pop("owner")

        state = EngineState(d.pop("state"))

        version = d.pop("version")

        label = d.pop("label")

        description = d.pop("description")

        kind = d.pop("kind")

        predicts = d.pop("predicts")

        deterministic = d.pop("deterministic")

        divisible = d.pop("divisible")

        searches = d.pop("searches")

        engine = cls(
            key=key,
            owner=owner,
            state=state,
            version=version,
            label=label,
            description=description,
            kind=kind,
            predicts=predicts,
            deterministic=deterministic,
            divisible=divisible,
            searches=searches,
        )

        engine.additional_properties = d
        return engine

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
