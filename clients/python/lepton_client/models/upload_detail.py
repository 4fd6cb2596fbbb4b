from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.upload_state import UploadState

if TYPE_CHECKING:
    from ..models.upload_detail_inspection_type_0 import UploadDetailInspectionType0
    from ..models.upload_detail_refusal_type_0 import UploadDetailRefusalType0


T = TypeVar("T", bound="UploadDetail")


@_attrs_define
class UploadDetail:
    """An upload with what was found in its file.

    Attributes:
        id (UUID):
        filename (str):
        size (int):
        offset (int):
        state (UploadState): * `receiving` - Receiving
            * `received` - Received
            * `inspecting` - Reading
            * `ready` - Ready to check
            * `importing` - Importing
            * `done` - Imported
            * `refused` - Refused
        refusal (None | UploadDetailRefusalType0): What is wrong and what to do.
        dataset (None | UUID):
        version (None | UUID):
        job (None | UUID):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
        inspection (None | UploadDetailInspectionType0): `plan` is how the file would be read, column by column; send
            changes of it to `import`. `findings` and `reviews` are what to look at first.
    """

    id: UUID
    filename: str
    size: int
    offset: int
    state: UploadState
    refusal: None | UploadDetailRefusalType0
    dataset: None | UUID
    version: None | UUID
    job: None | UUID
    created_at: datetime.datetime
    updated_at: datetime.datetime
    inspection: None | UploadDetailInspectionType0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.upload_detail_inspection_type_0 import UploadDetailInspectionType0  # noqa: PLC0415
        from ..models.upload_detail_refusal_type_0 import UploadDetailRefusalType0  # noqa: PLC0415

        id = str(self.id)

        filename = self.filename

        size = self.size

        offset = self.offset

        state = self.state.value

        refusal: dict[str, Any] | None
        if isinstance(self.refusal, UploadDetailRefusalType0):
            refusal = self.refusal.to_dict()
        else:
            refusal = self.refusal

        dataset: None | str
        if isinstance(self.dataset, UUID):
            dataset = str(self.dataset)
        else:
            dataset = self.dataset

        version: None | str
        if isinstance(self.version, UUID):
            version = str(self.version)
        else:
            version = self.version

        job: None | str
        if isinstance(self.job, UUID):
            job = str(self.job)
        else:
            job = self.job

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        inspection: dict[str, Any] | None
        if isinstance(self.inspection, UploadDetailInspectionType0):
            inspection = self.inspection.to_dict()
        else:
            inspection = self.inspection

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "filename": filename,
                "size": size,
                "offset": offset,
                "state": state,
                "refusal": refusal,
                "dataset": dataset,
                "version": version,
                "job": job,
                "created_at": created_at,
                "updated_at": updated_at,
                "inspection": inspection,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.upload_detail_inspection_type_0 import UploadDetailInspectionType0  # noqa: PLC0415
        from ..models.upload_detail_refusal_type_0 import UploadDetailRefusalType0  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        filename = d.pop("filename")

        size = d.pop("size")

        offset = d.pop("offset")

        state = UploadState(d.pop("state"))

        def _parse_refusal(data: object) -> None | UploadDetailRefusalType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                refusal_type_0 = UploadDetailRefusalType0.from_dict(data)

                return refusal_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UploadDetailRefusalType0, data)

        refusal = _parse_refusal(d.pop("refusal"))

        def _parse_dataset(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                dataset_type_0 = UUID(data)

                return dataset_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        dataset = _parse_dataset(d.pop("dataset"))

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

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        def _parse_inspection(data: object) -> None | UploadDetailInspectionType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                inspection_type_0 = UploadDetailInspectionType0.from_dict(data)

                return inspection_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UploadDetailInspectionType0, data)

        inspection = _parse_inspection(d.pop("inspection"))

        upload_detail = cls(
            id=id,
            filename=filename,
            size=size,
            offset=offset,
            state=state,
            refusal=refusal,
            dataset=dataset,
            version=version,
            job=job,
            created_at=created_at,
            updated_at=updated_at,
            inspection=inspection,
        )

        upload_detail.additional_properties = d
        return upload_detail

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
