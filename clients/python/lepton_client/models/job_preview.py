from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.issue import Issue
    from ..models.needs import Needs


T = TypeVar("T", bound="JobPreview")


@_attrs_define
class JobPreview:
    """What a job would come to: the queue that it would wait in, what it would need, and what to
    know before it is asked for.

        Attributes:
            queue (str):
            needs (Needs): What the run will need, as its engine estimates it; what it does not tell is left out.
                `memory_bytes` is the main memory of all `processes` together (left out for one),
                `device_memory_bytes` that of each graphics processor where it computes on such, `seconds` the
                time on one core. The `least` of each is what it could do with, more slowly.
            warnings (list[Issue]):
    """

    queue: str
    needs: Needs
    warnings: list[Issue]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        queue = self.queue

        needs = self.needs.to_dict()

        warnings = []
        for warnings_item_data in self.warnings:
            warnings_item = warnings_item_data.to_dict()
            warnings.append(warnings_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "queue": queue,
                "needs": needs,
                "warnings": warnings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.issue import Issue  # noqa: PLC0415
        from ..models.needs import Needs  # noqa: PLC0415

        d = dict(src_dict)
        queue = d.pop("queue")

        needs = Needs.from_dict(d.pop("needs"))

        warnings = []
        _warnings = d.pop("warnings")
        for warnings_item_data in _warnings:
            warnings_item = Issue.from_dict(warnings_item_data)

            warnings.append(warnings_item)

        job_preview = cls(
            queue=queue,
            needs=needs,
            warnings=warnings,
        )

        job_preview.additional_properties = d
        return job_preview

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
