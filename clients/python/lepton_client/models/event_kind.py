from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.event_kind_example import EventKindExample
    from ..models.event_kind_schema import EventKindSchema


T = TypeVar("T", bound="EventKind")


@_attrs_define
class EventKind:
    """A kind of event that a webhook can carry.

    Attributes:
        key (str):
        label (str):
        example (EventKindExample): A body as a receiver gets it.
        schema (EventKindSchema): JSON Schema of the body.
    """

    key: str
    label: str
    example: EventKindExample
    schema: EventKindSchema
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        label = self.label

        example = self.example.to_dict()

        schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key": key,
                "label": label,
                "example": example,
                "schema": schema,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.event_kind_example import EventKindExample  # noqa: PLC0415
        from ..models.event_kind_schema import EventKindSchema  # noqa: PLC0415

        d = dict(src_dict)
        key = d.pop("key")

        label = d.pop("label")

        example = EventKindExample.from_dict(d.pop("example"))

        schema = EventKindSchema.from_dict(d.pop("schema"))

        event_kind = cls(
            key=key,
            label=label,
            example=example,
            schema=schema,
        )

        event_kind.additional_properties = d
        return event_kind

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
