from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.patched_schedule_input_request_inputs import (
        PatchedScheduleInputRequestInputs,
    )
    from ..models.patched_schedule_input_request_params import (
        PatchedScheduleInputRequestParams,
    )


T = TypeVar("T", bound="PatchedScheduleInputRequest")


@_attrs_define
class PatchedScheduleInputRequest:
    """What to run, as for a job, and when.

    Attributes:
        engine (str | Unset):
        title (str | Unset):
        purpose (str | Unset): The page that lists the job: `research.demand` for the page 'Demand'.
        params (PatchedScheduleInputRequestParams | Unset):
        inputs (PatchedScheduleInputRequestInputs | Unset):
        seed (int | Unset):
        name (str | Unset):
        expression (str | Unset): Cron with five fields: minute, hour, day of the month, month, day of the week.
        time_zone (str | Unset): IANA name, such as `Europe/Berlin`; UTC unless told.
        newest (bool | Unset): True: each run takes the newest version of the datasets in `inputs`.
        enabled (bool | Unset): False pauses it.
    """

    engine: str | Unset = UNSET
    title: str | Unset = UNSET
    purpose: str | Unset = UNSET
    params: PatchedScheduleInputRequestParams | Unset = UNSET
    inputs: PatchedScheduleInputRequestInputs | Unset = UNSET
    seed: int | Unset = UNSET
    name: str | Unset = UNSET
    expression: str | Unset = UNSET
    time_zone: str | Unset = UNSET
    newest: bool | Unset = UNSET
    enabled: bool | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        engine = self.engine

        title = self.title

        purpose = self.purpose

        params: dict[str, Any] | Unset = UNSET
        if not isinstance(self.params, Unset):
            params = self.params.to_dict()

        inputs: dict[str, Any] | Unset = UNSET
        if not isinstance(self.inputs, Unset):
            inputs = self.inputs.to_dict()

        seed = self.seed

        name = self.name

        expression = self.expression

        time_zone = self.time_zone

        newest = self.newest

        enabled = self.enabled

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if engine is not UNSET:
            field_dict["engine"] = engine
        if title is not UNSET:
            field_dict["title"] = title
        if purpose is not UNSET:
            field_dict["purpose"] = purpose
        if params is not UNSET:
            field_dict["params"] = params
        if inputs is not UNSET:
            field_dict["inputs"] = inputs
        if seed is not UNSET:
            field_dict["seed"] = seed
        if name is not UNSET:
            field_dict["name"] = name
        if expression is not UNSET:
            field_dict["expression"] = expression
        if time_zone is not UNSET:
            field_dict["time_zone"] = time_zone
        if newest is not UNSET:
            field_dict["newest"] = newest
        if enabled is not UNSET:
            field_dict["enabled"] = enabled

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.patched_schedule_input_request_inputs import (
            PatchedScheduleInputRequestInputs,  # noqa: PLC0415
        )
        from ..models.patched_schedule_input_request_params import (
            PatchedScheduleInputRequestParams,  # noqa: PLC0415
        )

        d = dict(src_dict)
        engine = d.pop("engine", UNSET)

        title = d.pop("title", UNSET)

        purpose = d.pop("purpose", UNSET)

        _params = d.pop("params", UNSET)
        params: PatchedScheduleInputRequestParams | Unset
        if isinstance(_params, Unset):
            params = UNSET
        else:
            params = PatchedScheduleInputRequestParams.from_dict(_params)

        _inputs = d.pop("inputs", UNSET)
        inputs: PatchedScheduleInputRequestInputs | Unset
        if isinstance(_inputs, Unset):
            inputs = UNSET
        else:
            inputs = PatchedScheduleInputRequestInputs.from_dict(_inputs)

        seed = d.pop("seed", UNSET)

        name = d.pop("name", UNSET)

        expression = d.pop("expression", UNSET)

        time_zone = d.pop("time_zone", UNSET)

        newest = d.pop("newest", UNSET)

        enabled = d.pop("enabled", UNSET)

        patched_schedule_input_request = cls(
            engine=engine,
            title=title,
            purpose=purpose,
            params=params,
            inputs=inputs,
            seed=seed,
            name=name,
            expression=expression,
            time_zone=time_zone,
            newest=newest,
            enabled=enabled,
        )

        return patched_schedule_input_request
