from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.quality_error import QualityError
    from ..models.quality_share import QualityShare


T = TypeVar("T", bound="QualityPeriod")


@_attrs_define
class QualityPeriod:
    """
    Attributes:
        start (datetime.date):
        share (None | QualityShare):
        error (None | QualityError):
    """

    start: datetime.date
    share: None | QualityShare
    error: None | QualityError
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.quality_error import QualityError  # noqa: PLC0415
        from ..models.quality_share import QualityShare  # noqa: PLC0415

        start = self.start.isoformat()

        share: dict[str, Any] | None
        if isinstance(self.share, QualityShare):
            share = self.share.to_dict()
        else:
            share = self.share

        error: dict[str, Any] | None
        if isinstance(self.error, QualityError):
            error = self.error.to_dict()
        else:
            error = self.error

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "start": start,
                "share": share,
                "error": error,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.quality_error import QualityError  # noqa: PLC0415
        from ..models.quality_share import QualityShare  # noqa: PLC0415

        d = dict(src_dict)
        start = datetime.date.fromisoformat(d.pop("start"))

        def _parse_share(data: object) -> None | QualityShare:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                share_type_0 = QualityShare.from_dict(data)

                return share_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | QualityShare, data)

        share = _parse_share(d.pop("share"))

        def _parse_error(data: object) -> None | QualityError:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                error_type_0 = QualityError.from_dict(data)

                return error_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | QualityError, data)

        error = _parse_error(d.pop("error"))

        quality_period = cls(
            start=start,
            share=share,
            error=error,
        )

        quality_period.additional_properties = d
        return quality_period

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
