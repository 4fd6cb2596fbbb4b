from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.connector_settings import ConnectorSettings


T = TypeVar("T", bound="Connector")


@_attrs_define
class Connector:
    """A way to fetch data. `settings` is the JSON schema of what a source of it takes; members with
    `writeOnly` are secrets, which are stored encrypted and never given back.

        Attributes:
            key (str):
            version (str):
            label (str):
            description (str):
            settings (ConnectorSettings):
    """

    key: str
    version: str
    label: str
    description: str
    settings: ConnectorSettings
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        version = self.version

        label = self.label

        description = self.description

        settings = self.settings.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key": key,
                "version": version,
                "label": label,
                "description": description,
                "settings": settings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.connector_settings import ConnectorSettings  # noqa: PLC0415

        d = dict(src_dict)
        key = d.pop("key")

        version = d.pop("version")

        label = d.pop("label")

        description = d.pop("description")

        settings = ConnectorSettings.from_dict(d.pop("settings"))

        connector = cls(
            key=key,
            version=version,
            label=label,
            description=description,
            settings=settings,
        )

        connector.additional_properties = d
        return connector

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
