from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Dataset")


@_attrs_define
class Dataset:
    """A named table. `latest_version` is what a job takes as the `id` of its input.

    Attributes:
        id (UUID):
        name (str):
        description (str):
        source (str):
        licence (str):
        latest_version (None | UUID):
        version (int | None):
        versions (int):
        rows (int | None):
        size (int | None): Bytes as Parquet.
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    name: str
    description: str
    source: str
    licence: str
    latest_version: None | UUID
    version: int | None
    versions: int
    rows: int | None
    size: int | None
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        name = self.name

        description = self.description

        source = self.source

        licence = self.licence

        latest_version: None | str
        if isinstance(self.latest_version, UUID):
            latest_version = str(self.latest_version)
        else:
            latest_version = self.latest_version

        version: int | None
        version = self.version

        versions = self.versions

        rows: int | None
        rows = self.rows

        size: int | None
        size = self.size

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "description": description,
                "source": source,
                "licence": licence,
                "latest_version": latest_version,
                "version": version,
                "versions": versions,
                "rows": rows,
                "size": size,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        name = d.pop("name")

        description = d.pop("description")

        source = d.pop("source")

        licence = d.pop("licence")

        def _parse_latest_version(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                latest_version_type_0 = UUID(data)

                return latest_version_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        latest_version = _parse_latest_version(d.pop("latest_version"))

        def _parse_version(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        version = _parse_version(d.pop("version"))

        versions = d.pop("versions")

        def _parse_rows(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        rows = _parse_rows(d.pop("rows"))

        def _parse_size(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        size = _parse_size(d.pop("size"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        dataset = cls(
            id=id,
            name=name,
            description=description,
            source=source,
            licence=licence,
            latest_version=latest_version,
            version=version,
            versions=versions,
            rows=rows,
            size=size,
            created_at=created_at,
            updated_at=updated_at,
        )

        dataset.additional_properties = d
        return dataset

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
