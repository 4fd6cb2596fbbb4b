from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.person import Person


T = TypeVar("T", bound="PredictionScore")


@_attrs_define
class PredictionScore:
    """An actual value that a prediction was scored by: from a `version` of data, or typed `by` a
    person with a `source`. The newest counts.

        Attributes:
            id (UUID):
            actual (float):
            version (None | UUID):
            source (str):
            by (None | Person):
            at (datetime.datetime):
            inside (bool):
            error (float):
            interval_score (float):
            scaled_error (float | None):
            created_at (datetime.datetime):
            updated_at (datetime.datetime):
    """

    id: UUID
    actual: float
    version: None | UUID
    source: str
    by: None | Person
    at: datetime.datetime
    inside: bool
    error: float
    interval_score: float
    scaled_error: float | None
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.person import Person  # noqa: PLC0415

        id = str(self.id)

        actual = self.actual

        version: None | str
        if isinstance(self.version, UUID):
            version = str(self.version)
        else:
            version = self.version

        source = self.source

        by: dict[str, Any] | None
        if isinstance(self.by, Person):
            by = self.by.to_dict()
        else:
            by = self.by

        at = self.at.isoformat()

        inside = self.inside

        error = self.error

        interval_score = self.interval_score

        scaled_error: float | None
        scaled_error = self.scaled_error

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "actual": actual,
                "version": version,
                "source": source,
                "by": by,
                "at": at,
                "inside": inside,
                "error": error,
                "interval_score": interval_score,
                "scaled_error": scaled_error,
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

        actual = d.pop("actual")

        def _parse_version(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                version_type_0 = UUID(data)

                return version_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        version = _parse_version(d.pop("version"))

        source = d.pop("source")

        def _parse_by(data: object) -> None | Person:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                by_type_0 = Person.from_dict(data)

                return by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Person, data)

        by = _parse_by(d.pop("by"))

        at = datetime.datetime.fromisoformat(d.pop("at"))

        inside = d.pop("inside")

        error = d.pop("error")

        interval_score = d.pop("interval_score")

        def _parse_scaled_error(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        scaled_error = _parse_scaled_error(d.pop("scaled_error"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        prediction_score = cls(
            id=id,
            actual=actual,
            version=version,
            source=source,
            by=by,
            at=at,
            inside=inside,
            error=error,
            interval_score=interval_score,
            scaled_error=scaled_error,
            created_at=created_at,
            updated_at=updated_at,
        )

        prediction_score.additional_properties = d
        return prediction_score

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
