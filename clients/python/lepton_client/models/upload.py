from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.upload_state import UploadState

if TYPE_CHECKING:
    from ..models.upload_refusal_type_0 import UploadRefusalType0


T = TypeVar("T", bound="Upload")


@_attrs_define
class Upload:
    """A file on its way in. Once `state` is `ready`, look at `inspection` and import.

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
        refusal (None | UploadRefusalType0): What is wrong and what to do.
        dataset (None | UUID):
        version (None | UUID):
        job (None | UUID):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    filename: str
    size: int
    offset: int
    state: UploadState
    refusal: None | UploadRefusalType0
    dataset: None | UUID
    version: None | UUID
    job: None | UUID
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.upload_refusal_type_0 import UploadRefusalType0  # noqa: PLC0415

        id = str(self.id)

        filename = self.filename

        size = self.size

        offset = self.offset

        state = self.state.value

        refusal: dict[str, Any] | None
        if isinstance(self.refusal, UploadRefusalType0):
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
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.upload_refusal_type_0 import UploadRefusalType0  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        filename = d.pop("filename")

        size = d.pop("size")

        offset = d.pop("offset")

        state = UploadState(d.pop("state"))

        def _parse_refusal(data: object) -> None | UploadRefusalType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                refusal_type_0 = UploadRefusalType0.from_dict(data)

                return refusal_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UploadRefusalType0, data)

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

        upload = cls(
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
        )

        upload.additional_properties = d
        return upload

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
