from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.result_warning_severity import ResultWarningSeverity

T = TypeVar("T", bound="ResultWarning")


@_attrs_define
class ResultWarning:
    """Something the reader must know before trusting the answer, and what to do about it.

    Attributes:
        kind (Literal['warning']):
        code (str):
        severity (ResultWarningSeverity):
        message (str):
        fix (None | str):
    """

    kind: Literal["warning"]
    code: str
    severity: ResultWarningSeverity
    message: str
    fix: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        code = self.code

        severity = self.severity.value

        message = self.message

        fix: None | str
        fix = self.fix

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "code": code,
                "severity": severity,
                "message": message,
                "fix": fix,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        kind = cast(Literal["warning"], d.pop("kind"))
        if kind != "warning":
            raise ValueError(f"kind must match const 'warning', got '{kind}'")

        code = d.pop("code")

        severity = ResultWarningSeverity(d.pop("severity"))

        message = d.pop("message")

        def _parse_fix(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        fix = _parse_fix(d.pop("fix"))

        result_warning = cls(
            kind=kind,
            code=code,
            severity=severity,
            message=message,
            fix=fix,
        )

        result_warning.additional_properties = d
        return result_warning

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
