from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.field import Field
    from ..models.person import Person


T = TypeVar("T", bound="Model")


@_attrs_define
class Model:
    """A fitted model. `predict_fields` are the members that each row needs.

    Attributes:
        id (UUID):
        name (str):
        engine (str):
        engine_version (str):
        job (UUID):
        aliases (list[str]): Serving names that point to it.
        predict_fields (list[Field]):
        created_by (None | Person):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    name: str
    engine: str
    engine_version: str
    job: UUID
    aliases: list[str]
    predict_fields: list[Field]
    created_by: None | Person
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.person import Person  # noqa: PLC0415

        id = str(self.id)

        name = self.name

        engine = self.engine

        engine_version = self.engine_version

        job = str(self.job)

        aliases = self.aliases

        predict_fields = []
        for predict_fields_item_data in self.predict_fields:
            predict_fields_item = predict_fields_item_data.to_dict()
            predict_fields.append(predict_fields_item)

        created_by: dict[str, Any] | None
        if isinstance(self.created_by, Person):
            created_by = self.created_by.to_dict()
        else:
            created_by = self.created_by

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "engine": engine,
                "engine_version": engine_version,
                "job": job,
                "aliases": aliases,
                "predict_fields": predict_fields,
                "created_by": created_by,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.field import Field  # noqa: PLC0415
        from ..models.person import Person  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        name = d.pop("name")

        engine = d.pop("engine")

        engine_version = d.pop("engine_version")

        job = UUID(d.pop("job"))

        aliases = cast(list[str], d.pop("aliases"))

        predict_fields = []
        _predict_fields = d.pop("predict_fields")
        for predict_fields_item_data in _predict_fields:
            predict_fields_item = Field.from_dict(predict_fields_item_data)

            predict_fields.append(predict_fields_item)

        def _parse_created_by(data: object) -> None | Person:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                created_by_type_0 = Person.from_dict(data)

                return created_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Person, data)

        created_by = _parse_created_by(d.pop("created_by"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        model = cls(
            id=id,
            name=name,
            engine=engine,
            engine_version=engine_version,
            job=job,
            aliases=aliases,
            predict_fields=predict_fields,
            created_by=created_by,
            created_at=created_at,
            updated_at=updated_at,
        )

        model.additional_properties = d
        return model

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
