from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Needs")


@_attrs_define
class Needs:
    """What the run will need, as its engine estimates it; what it does not tell is left out.
    `memory_bytes` is the main memory of all `processes` together (left out for one),
    `device_memory_bytes` that of each graphics processor where it computes on such, `seconds` the
    time on one core. The `least` of each is what it could do with, more slowly.

        Attributes:
            memory_bytes (int | Unset):
            processes (int | Unset):
            device_memory_bytes (int | Unset):
            least_memory_bytes (int | Unset):
            least_device_memory_bytes (int | Unset):
            seconds (float | Unset):
    """

    memory_bytes: int | Unset = UNSET
    processes: int | Unset = UNSET
    device_memory_bytes: int | Unset = UNSET
    least_memory_bytes: int | Unset = UNSET
    least_device_memory_bytes: int | Unset = UNSET
    seconds: float | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        memory_bytes = self.memory_bytes

        processes = self.processes

        device_memory_bytes = self.device_memory_bytes

        least_memory_bytes = self.least_memory_bytes

        least_device_memory_bytes = self.least_device_memory_bytes

        seconds = self.seconds

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if memory_bytes is not UNSET:
            field_dict["memory_bytes"] = memory_bytes
        if processes is not UNSET:
            field_dict["processes"] = processes
        if device_memory_bytes is not UNSET:
            field_dict["device_memory_bytes"] = device_memory_bytes
        if least_memory_bytes is not UNSET:
            field_dict["least_memory_bytes"] = least_memory_bytes
        if least_device_memory_bytes is not UNSET:
            field_dict["least_device_memory_bytes"] = least_device_memory_bytes
        if seconds is not UNSET:
            field_dict["seconds"] = seconds

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        memory_bytes = d.pop("memory_bytes", UNSET)

        processes = d.pop("processes", UNSET)

        device_memory_bytes = d.pop("device_memory_bytes", UNSET)

        least_memory_bytes = d.pop("least_memory_bytes", UNSET)

        least_device_memory_bytes = d.pop("least_device_memory_bytes", UNSET)

        seconds = d.pop("seconds", UNSET)

        needs = cls(
            memory_bytes=memory_bytes,
            processes=processes,
            device_memory_bytes=device_memory_bytes,
            least_memory_bytes=least_memory_bytes,
            least_device_memory_bytes=least_device_memory_bytes,
            seconds=seconds,
        )

        needs.additional_properties = d
        return needs

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
