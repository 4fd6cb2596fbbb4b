from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.band_enum import BandEnum

if TYPE_CHECKING:
    from ..models.person import Person


T = TypeVar("T", bound="PeriodPrediction")


@_attrs_define
class PeriodPrediction:
    """A prediction as it was frozen, and what is known of its truth. `level` is the share of values
    that such intervals are to hold; `band` `mean` is an interval of the expected value and does not
    count for the coverage, nor does one with `hindsight`. `error` is actual − value;
    `interval_score` is Winkler's (Gneiting and Raftery 2007); `scaled_error` is in errors of the
    naive forecast.

        Attributes:
            id (UUID):
            engine (str):
            engine_version (str):
            run (str):
            job (None | UUID):
            version (None | UUID):
            target (str):
            unit (str):
            market (str):
            country (str):
            period (str):
            ends_on (datetime.date | None):
            ahead (int | None):
            value (float):
            low (float):
            high (float):
            level (float):
            band (BandEnum): * `value` - Interval of the value
                * `mean` - Interval of the expected value
            naive (float | None):
            scale (float | None):
            made_by (None | Person):
            made_at (datetime.datetime):
            hindsight (bool):
            actual (float | None):
            actual_version (None | UUID):
            actual_source (str):
            actual_by (None | Person):
            scored_at (datetime.datetime | None):
            inside (bool | None):
            error (float | None):
            interval_score (float | None):
            scaled_error (float | None):
            created_at (datetime.datetime):
            updated_at (datetime.datetime):
    """

    id: UUID
    engine: str
    engine_version: str
    run: str
    job: None | UUID
    version: None | UUID
    target: str
    unit: str
    market: str
    country: str
    period: str
    ends_on: datetime.date | None
    ahead: int | None
    value: float
    low: float
    high: float
    level: float
    band: BandEnum
    naive: float | None
    scale: float | None
    made_by: None | Person
    made_at: datetime.datetime
    hindsight: bool
    actual: float | None
    actual_version: None | UUID
    actual_source: str
    actual_by: None | Person
    scored_at: datetime.datetime | None
    inside: bool | None
    error: float | None
    interval_score: float | None
    scaled_error: float | None
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.person import Person  # noqa: PLC0415

        id = str(self.id)

        engine = self.engine

        engine_version = self.engine_version

        run = self.run

        job: None | str
        if isinstance(self.job, UUID):
            job = str(self.job)
        else:
            job = self.job

        version: None | str
        if isinstance(self.version, UUID):
            version = str(self.version)
        else:
            version = self.version

        target = self.target

        unit = self.unit

        market = self.market

        country = self.country

        period = self.period

        ends_on: None | str
        if isinstance(self.ends_on, datetime.date):
            ends_on = self.ends_on.isoformat()
        else:
            ends_on = self.ends_on

        ahead: int | None
        ahead = self.ahead

        value = self.value

        low = self.low

        high = self.high

        level = self.level

        band = self.band.value

        naive: float | None
        naive = self.naive

        scale: float | None
        scale = self.scale

        made_by: dict[str, Any] | None
        if isinstance(self.made_by, Person):
            made_by = self.made_by.to_dict()
        else:
            made_by = self.made_by

        made_at = self.made_at.isoformat()

        hindsight = self.hindsight

        actual: float | None
        actual = self.actual

        actual_version: None | str
        if isinstance(self.actual_version, UUID):
            actual_version = str(self.actual_version)
        else:
            actual_version = self.actual_version

        actual_source = self.actual_source

        actual_by: dict[str, Any] | None
        if isinstance(self.actual_by, Person):
            actual_by = self.actual_by.to_dict()
        else:
            actual_by = self.actual_by

        scored_at: None | str
        if isinstance(self.scored_at, datetime.datetime):
            scored_at = self.scored_at.isoformat()
        else:
            scored_at = self.scored_at

        inside: bool | None
        inside = self.inside

        error: float | None
        error = self.error

        interval_score: float | None
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
                "engine": engine,
                "engine_version": engine_version,
                "run": run,
                "job": job,
                "version": version,
                "target": target,
                "unit": unit,
                "market": market,
                "country": country,
                "period": period,
                "ends_on": ends_on,
                "ahead": ahead,
                "value": value,
                "low": low,
                "high": high,
                "level": level,
                "band": band,
                "naive": naive,
                "scale": scale,
                "made_by": made_by,
                "made_at": made_at,
                "hindsight": hindsight,
                "actual": actual,
                "actual_version": actual_version,
                "actual_source": actual_source,
                "actual_by": actual_by,
                "scored_at": scored_at,
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

        engine = d.pop("engine")

        engine_version = d.pop("engine_version")

        run = d.pop("run")

        def _parse_job(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                job_type_0 = UUID(data)

                return job_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        job = _parse_job(d.pop("job"))

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

        target = d.pop("target")

        unit = d.pop("unit")

        market = d.pop("market")

        country = d.pop("country")

        period = d.pop("period")

        def _parse_ends_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ends_on_type_0 = datetime.date.fromisoformat(data)

                return ends_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        ends_on = _parse_ends_on(d.pop("ends_on"))

        def _parse_ahead(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        ahead = _parse_ahead(d.pop("ahead"))

        value = d.pop("value")

        low = d.pop("low")

        high = d.pop("high")

        level = d.pop("level")

        band = BandEnum(d.pop("band"))

        def _parse_naive(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        naive = _parse_naive(d.pop("naive"))

        def _parse_scale(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        scale = _parse_scale(d.pop("scale"))

        def _parse_made_by(data: object) -> None | Person:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                made_by_type_0 = Person.from_dict(data)

                return made_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Person, data)

        made_by = _parse_made_by(d.pop("made_by"))

        made_at = datetime.datetime.fromisoformat(d.pop("made_at"))

        hindsight = d.pop("hindsight")

        def _parse_actual(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        actual = _parse_actual(d.pop("actual"))

        def _parse_actual_version(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                actual_version_type_0 = UUID(data)

                return actual_version_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        actual_version = _parse_actual_version(d.pop("actual_version"))

        actual_source = d.pop("actual_source")

        def _parse_actual_by(data: object) -> None | Person:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                actual_by_type_0 = Person.from_dict(data)

                return actual_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Person, data)

        actual_by = _parse_actual_by(d.pop("actual_by"))

        def _parse_scored_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                scored_at_type_0 = datetime.datetime.fromisoformat(data)

                return scored_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        scored_at = _parse_scored_at(d.pop("scored_at"))

        def _parse_inside(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        inside = _parse_inside(d.pop("inside"))

        def _parse_error(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        error = _parse_error(d.pop("error"))

        def _parse_interval_score(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        interval_score = _parse_interval_score(d.pop("interval_score"))

        def _parse_scaled_error(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        scaled_error = _parse_scaled_error(d.pop("scaled_error"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        period_prediction = cls(
            id=id,
            engine=engine,
            engine_version=engine_version,
            run=run,
            job=job,
            version=version,
            target=target,
            unit=unit,
            market=market,
            country=country,
            period=period,
            ends_on=ends_on,
            ahead=ahead,
            value=value,
            low=low,
            high=high,
            level=level,
            band=band,
            naive=naive,
            scale=scale,
            made_by=made_by,
            made_at=made_at,
            hindsight=hindsight,
            actual=actual,
            actual_version=actual_version,
            actual_source=actual_source,
            actual_by=actual_by,
            scored_at=scored_at,
            inside=inside,
            error=error,
            interval_score=interval_score,
            scaled_error=scaled_error,
            created_at=created_at,
            updated_at=updated_at,
        )

        period_prediction.additional_properties = d
        return period_prediction

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
