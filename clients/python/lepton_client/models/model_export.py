from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.export_target import ExportTarget

if TYPE_CHECKING:
    from ..models.export_file import ExportFile
    from ..models.export_report import ExportReport
    from ..models.person import Person


T = TypeVar("T", bound="ModelExport")


@_attrs_define
class ModelExport:
    """A format that the model can be written in, and the newest job that does or did it. `state`
    is that job's, null where nobody has asked; `report` and `file` are null until it has made one.

        Attributes:
            target (ExportTarget): * `onnx` - onnx
                * `openvino` - openvino
            name (str):
            state (None | str): As of a job: `queued`, …, `succeeded`, `refused`, …
            explanation (str): Why the job has made nothing; empty otherwise.
            job (None | UUID):
            asked_by (None | Person):
            asked_at (datetime.datetime | None):
            report (ExportReport | None):
            file (ExportFile | None):
    """

    target: ExportTarget
    name: str
    state: None | str
    explanation: str
    job: None | UUID
    asked_by: None | Person
    asked_at: datetime.datetime | None
    report: ExportReport | None
    file: ExportFile | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.export_file import ExportFile  # noqa: PLC0415
        from ..models.export_report import ExportReport  # noqa: PLC0415
        from ..models.person import Person  # noqa: PLC0415

        target = self.target.value

        name = self.name

        state: None | str
        state = self.state

        explanation = self.explanation

        job: None | str
        if isinstance(self.job, UUID):
            job = str(self.job)
        else:
            job = self.job

        asked_by: dict[str, Any] | None
        if isinstance(self.asked_by, Person):
            asked_by = self.asked_by.to_dict()
        else:
            asked_by = self.asked_by

        asked_at: None | str
        if isinstance(self.asked_at, datetime.datetime):
            asked_at = self.asked_at.isoformat()
        else:
            asked_at = self.asked_at

        report: dict[str, Any] | None
        if isinstance(self.report, ExportReport):
            report = self.report.to_dict()
        else:
            report = self.report

        file: dict[str, Any] | None
        if isinstance(self.file, ExportFile):
            file = self.file.to_dict()
        else:
            file = self.file

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "target": target,
                "name": name,
                "state": state,
                "explanation": explanation,
                "job": job,
                "asked_by": asked_by,
                "asked_at": asked_at,
                "report": report,
                "file": file,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.export_file import ExportFile  # noqa: PLC0415
        from ..models.export_report import ExportReport  # noqa: PLC0415
        from ..models.person import Person  # noqa: PLC0415

        d = dict(src_dict)
        target = ExportTarget(d.pop("target"))

        name = d.pop("name")

        def _parse_state(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        state = _parse_state(d.pop("state"))

        explanation = d.pop("explanation")

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

        def _parse_asked_by(data: object) -> None | Person:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                asked_by_type_0 = Person.from_dict(data)

                return asked_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Person, data)

        asked_by = _parse_asked_by(d.pop("asked_by"))

        def _parse_asked_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                asked_at_type_0 = datetime.datetime.fromisoformat(data)

                return asked_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        asked_at = _parse_asked_at(d.pop("asked_at"))

        def _parse_report(data: object) -> ExportReport | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                report_type_0 = ExportReport.from_dict(data)

                return report_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ExportReport | None, data)

        report = _parse_report(d.pop("report"))

        def _parse_file(data: object) -> ExportFile | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                file_type_0 = ExportFile.from_dict(data)

                return file_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ExportFile | None, data)

        file = _parse_file(d.pop("file"))

        model_export = cls(
            target=target,
            name=name,
            state=state,
            explanation=explanation,
            job=job,
            asked_by=asked_by,
            asked_at=asked_at,
            report=report,
            file=file,
        )

        model_export.additional_properties = d
        return model_export

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
