from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.job_input_request_inputs import JobInputRequestInputs
    from ..models.job_input_request_params import JobInputRequestParams


T = TypeVar("T", bound="JobInputRequest")


@_attrs_define
class JobInputRequest:
    """A run to ask for. `GET /engines/{key}/` says what `params` and `inputs` it takes.

    Attributes:
        engine (str):
        title (str | Unset):
        purpose (str | Unset): The page that lists the job: `research.demand` for the page 'Demand'.
        params (JobInputRequestParams | Unset):
        inputs (JobInputRequestInputs | Unset):
        seed (int | Unset):
    """

    engine: str
    title: str | Unset = UNSET
    purpose: str | Unset = UNSET
    params: JobInputRequestParams | Unset = UNSET
    inputs: JobInputRequestInputs | Unset = UNSET
    seed: int | Unset = UNSET

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

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "engine": engine,
            }
        )
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

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.job_input_request_inputs import JobInputRequestInputs  # noqa: PLC0415
        from ..models.job_input_request_params import JobInputRequestParams  # noqa: PLC0415

        d = dict(src_dict)
        engine = d.pop("engine")

        title = d.pop("title", UNSET)

        purpose = d.pop("purpose", UNSET)

        _params = d.pop("params", UNSET)
        params: JobInputRequestParams | Unset
        if isinstance(_params, Unset):
            params = UNSET
        else:
            params = JobInputRequestParams.from_dict(_params)

        _inputs = d.pop("inputs", UNSET)
        inputs: JobInputRequestInputs | Unset
        if isinstance(_inputs, Unset):
            inputs = UNSET
        else:
            inputs = JobInputRequestInputs.from_dict(_inputs)

        seed = d.pop("seed", UNSET)

        job_input_request = cls(
            engine=engine,
            title=title,
            purpose=purpose,
            params=params,
            inputs=inputs,
            seed=seed,
        )

        return job_input_request
