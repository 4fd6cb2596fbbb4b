from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.job_state import JobState
from ..models.task_enum import TaskEnum

if TYPE_CHECKING:
    from ..models.issue import Issue
    from ..models.job_detail_params import JobDetailParams
    from ..models.needs import Needs
    from ..models.parts import Parts
    from ..models.person import Person
    from ..models.progress import Progress


T = TypeVar("T", bound="JobDetail")


@_attrs_define
class JobDetail:
    """A job with what was asked and how it ended.

    Attributes:
        id (UUID):
        title (str):
        engine (str):
        engine_version (str):
        task (TaskEnum): * `run` - Run
            * `predict` - Predict
            * `part` - Part of a run
        purpose (str):
        state (JobState): * `queued` - Queued
            * `starting` - Starting
            * `running` - Running
            * `cancelling` - Cancelling
            * `succeeded` - Succeeded
            * `refused` - Refused
            * `errored` - Failed
            * `timed_out` - Timed out
            * `cancelled` - Cancelled
        is_final (bool): Ended, and what follows from it is in place.
        kept (bool):
        progress (Progress): `done` of `total`, in the engine's own unit; `total` 0 means not known.
        created_by (None | Person):
        rerun_of (None | UUID):
        parent (None | UUID): The run that this is a part or trial of.
        part_number (int | None): Of `parent`, from 1.
        parts (None | Parts): Once a run has been divided.
        pruned (bool): A trial that its search has given up early.
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
        started_at (datetime.datetime | None):
        finished_at (datetime.datetime | None):
        params (JobDetailParams):
        inputs (Any):
        seed (int):
        attempt (int):
        needs (Needs): What the run will need, as its engine estimates it; what it does not tell is left out.
            `memory_bytes` is the main memory of all `processes` together (left out for one),
            `device_memory_bytes` that of each graphics processor where it computes on such, `seconds` the
            time on one core. The `least` of each is what it could do with, more slowly.
        refusal (Issue | None): Where `state` is `refused`.
        explanation (str): How it ended, in one sentence.
    """

    id: UUID
    title: str
    engine: str
    engine_version: str
    task: TaskEnum
    purpose: str
    state: JobState
    is_final: bool
    kept: bool
    progress: Progress
    created_by: None | Person
    rerun_of: None | UUID
    parent: None | UUID
    part_number: int | None
    parts: None | Parts
    pruned: bool
    created_at: datetime.datetime
    updated_at: datetime.datetime
    started_at: datetime.datetime | None
    finished_at: datetime.datetime | None
    params: JobDetailParams
    inputs: Any
    seed: int
    attempt: int
    needs: Needs
    refusal: Issue | None
    explanation: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.issue import Issue  # noqa: PLC0415
        from ..models.parts import Parts  # noqa: PLC0415
        from ..models.person import Person  # noqa: PLC0415

        id = str(self.id)

        title = self.title

        engine = self.engine

        engine_version = self.engine_version

        task = self.task.value

        purpose = self.purpose

        state = self.state.value

        is_final = self.is_final

        kept = self.kept

        progress = self.progress.to_dict()

        created_by: dict[str, Any] | None
        if isinstance(self.created_by, Person):
            created_by = self.created_by.to_dict()
        else:
            created_by = self.created_by

        rerun_of: None | str
        if isinstance(self.rerun_of, UUID):
            rerun_of = str(self.rerun_of)
        else:
            rerun_of = self.rerun_of

        parent: None | str
        if isinstance(self.parent, UUID):
            parent = str(self.parent)
        else:
            parent = self.parent

        part_number: int | None
        part_number = self.part_number

        parts: dict[str, Any] | None
        if isinstance(self.parts, Parts):
            parts = self.parts.to_dict()
        else:
            parts = self.parts

        pruned = self.pruned

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        started_at: None | str
        if isinstance(self.started_at, datetime.datetime):
            started_at = self.started_at.isoformat()
        else:
            started_at = self.started_at

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        params = self.params.to_dict()

        inputs = self.inputs

        seed = self.seed

        attempt = self.attempt

        needs = self.needs.to_dict()

        refusal: dict[str, Any] | None
        if isinstance(self.refusal, Issue):
            refusal = self.refusal.to_dict()
        else:
            refusal = self.refusal

        explanation = self.explanation

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "title": title,
                "engine": engine,
                "engine_version": engine_version,
                "task": task,
                "purpose": purpose,
                "state": state,
                "is_final": is_final,
                "kept": kept,
                "progress": progress,
                "created_by": created_by,
                "rerun_of": rerun_of,
                "parent": parent,
                "part_number": part_number,
                "parts": parts,
                "pruned": pruned,
                "created_at": created_at,
                "updated_at": updated_at,
                "started_at": started_at,
                "finished_at": finished_at,
                "params": params,
                "inputs": inputs,
                "seed": seed,
                "attempt": attempt,
                "needs": needs,
                "refusal": refusal,
                "explanation": explanation,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.issue import Issue  # noqa: PLC0415
        from ..models.job_detail_params import JobDetailParams  # noqa: PLC0415
        from ..models.needs import Needs  # noqa: PLC0415
        from ..models.parts import Parts  # noqa: PLC0415
        from ..models.person import Person  # noqa: PLC0415
        from ..models.progress import Progress  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        title = d.pop("title")

        engine = d.pop("engine")

        engine_version = d.pop("engine_version")

        task = TaskEnum(d.pop("task"))

        purpose = d.pop("purpose")

        state = JobState(d.pop("state"))

        is_final = d.pop("is_final")

        kept = d.pop("kept")

        progress = Progress.from_dict(d.pop("progress"))

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

        def _parse_rerun_of(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                rerun_of_type_0 = UUID(data)

                return rerun_of_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        rerun_of = _parse_rerun_of(d.pop("rerun_of"))

        def _parse_parent(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                parent_type_0 = UUID(data)

                return parent_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        parent = _parse_parent(d.pop("parent"))

        def _parse_part_number(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        part_number = _parse_part_number(d.pop("part_number"))

        def _parse_parts(data: object) -> None | Parts:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                parts_type_0 = Parts.from_dict(data)

                return parts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Parts, data)

        parts = _parse_parts(d.pop("parts"))

        pruned = d.pop("pruned")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        def _parse_started_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                started_at_type_0 = datetime.datetime.fromisoformat(data)

                return started_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        started_at = _parse_started_at(d.pop("started_at"))

        def _parse_finished_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                finished_at_type_0 = datetime.datetime.fromisoformat(data)

                return finished_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        finished_at = _parse_finished_at(d.pop("finished_at"))

        params = JobDetailParams.from_dict(d.pop("params"))

        inputs = d.pop("inputs")

        seed = d.pop("seed")

        attempt = d.pop("attempt")

        needs = Needs.from_dict(d.pop("needs"))

        def _parse_refusal(data: object) -> Issue | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                refusal_type_0 = Issue.from_dict(data)

                return refusal_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Issue | None, data)

        refusal = _parse_refusal(d.pop("refusal"))

        explanation = d.pop("explanation")

        job_detail = cls(
            id=id,
            title=title,
            engine=engine,
            engine_version=engine_version,
            task=task,
            purpose=purpose,
            state=state,
            is_final=is_final,
            kept=kept,
            progress=progress,
            created_by=created_by,
            rerun_of=rerun_of,
            parent=parent,
            part_number=part_number,
            parts=parts,
            pruned=pruned,
            created_at=created_at,
            updated_at=updated_at,
            started_at=started_at,
            finished_at=finished_at,
            params=params,
            inputs=inputs,
            seed=seed,
            attempt=attempt,
            needs=needs,
            refusal=refusal,
            explanation=explanation,
        )

        job_detail.additional_properties = d
        return job_detail

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
