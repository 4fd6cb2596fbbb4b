from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.engine_state import EngineState

if TYPE_CHECKING:
    from ..models.engine_detail_params import EngineDetailParams
    from ..models.slot import Slot


T = TypeVar("T", bound="EngineDetail")


@_attrs_define
class EngineDetail:
    """An engine with all that a caller needs to submit a job to it.

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
        params (EngineDetailParams): JSON Schema of `params`.
        inputs (list[Slot]):
        docs (str): Method, sources and limits, in Markdown.
        sources (list[str]):
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
    params: EngineDetailParams
    inputs: list[Slot]
    docs: str
    sources: list[str]
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

        params = self.params.to_dict()

        inputs = []
        for inputs_item_data in self.inputs:
            inputs_item = inputs_item_data.to_dict()
            inputs.append(inputs_item)

        docs = self.docs

        sources = self.sources

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
                "params": params,
                "inputs": inputs,
                "docs": docs,
                "sources": sources,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.engine_detail_params import EngineDetailParams  # noqa: PLC0415
        from ..models.slot import Slot  # noqa: PLC0415

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

        params = EngineDetailParams.from_dict(d.pop("params"))

        inputs = []
        _inputs = d.pop("inputs")
        for inputs_item_data in _inputs:
            inputs_item = Slot.from_dict(inputs_item_data)

            inputs.append(inputs_item)

        docs = d.pop("docs")

        sources = cast(list[str], d.pop("sources"))

        engine_detail = cls(
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
            params=params,
            inputs=inputs,
            docs=docs,
            sources=sources,
        )

        engine_detail.additional_properties = d
        return engine_detail

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
