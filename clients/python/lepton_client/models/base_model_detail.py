from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.licence_from_enum import LicenceFromEnum
from ..models.methods_enum import MethodsEnum
from ..models.origin_enum import OriginEnum
from ..models.purpose_enum import PurposeEnum

if TYPE_CHECKING:
    from ..models.base_file import BaseFile


T = TypeVar("T", bound="BaseModelDetail")


@_attrs_define
class BaseModelDetail:
    """A base model with the files that were added; none where it was put there by hand.

    Attributes:
        id (str):
        name (str):
        origin (OriginEnum): * `package` - package
            * `folder` - folder
        package (str):
        package_version (str):
        hub (str):
        revision (str):
        architecture (str): As transformers calls it.
        purpose (PurposeEnum): * `reads` - reads
            * `writes` - writes
        parameters (int | None):
        bytes_ (int): All that it takes on disk.
        languages (list[str]):
        languages_text (str): The same in words.
        licence (str): Empty where none is stated.
        licence_from (LicenceFromEnum): * `card` - card
            * `package` - package
            * `file` - file
        usable (bool):
        problems (list[str]): Why it cannot be used.
        methods (list[MethodsEnum]):
        added_at (datetime.datetime | None):
        files (list[BaseFile]):
    """

    id: str
    name: str
    origin: OriginEnum
    package: str
    package_version: str
    hub: str
    revision: str
    architecture: str
    purpose: PurposeEnum
    parameters: int | None
    bytes_: int
    languages: list[str]
    languages_text: str
    licence: str
    licence_from: LicenceFromEnum
    usable: bool
    problems: list[str]
    methods: list[MethodsEnum]
    added_at: datetime.datetime | None
    files: list[BaseFile]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        origin = self.origin.value

        package = self.package

        package_version = self.package_version

        hub = self.hub

        revision = self.revision

        architecture = self.architecture

        purpose = self.purpose.value

        parameters: int | None
        parameters = self.parameters

        bytes_ = self.bytes_

        languages = self.languages

        languages_text = self.languages_text

        licence = self.licence

        licence_from = self.licence_from.value

        usable = self.usable

        problems = self.problems

        methods = []
        for methods_item_data in self.methods:
            methods_item = methods_item_data.value
            methods.append(methods_item)

        added_at: None | str
        if isinstance(self.added_at, datetime.datetime):
            added_at = self.added_at.isoformat()
        else:
            added_at = self.added_at

        files = []
        for files_item_data in self.files:
            files_item = files_item_data.to_dict()
            files.append(files_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "origin": origin,
                "package": package,
                "package_version": package_version,
                "hub": hub,
                "revision": revision,
                "architecture": architecture,
                "purpose": purpose,
                "parameters": parameters,
                "bytes": bytes_,
                "languages": languages,
                "languages_text": languages_text,
                "licence": licence,
                "licence_from": licence_from,
                "usable": usable,
                "problems": problems,
                "methods": methods,
                "added_at": added_at,
                "files": files,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.base_file import BaseFile  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        origin = OriginEnum(d.pop("origin"))

        package = d.pop("package")

        package_version = d.pop("package_version")

        hub = d.pop("hub")

        revision = d.pop("revision")

        architecture = d.pop("architecture")

        purpose = PurposeEnum(d.pop("purpose"))

        def _parse_parameters(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        parameters = _parse_parameters(d.pop("parameters"))

        bytes_ = d.pop("bytes")

        languages = cast(list[str], d.pop("languages"))

        languages_text = d.pop("languages_text")

        licence = d.pop("licence")

        licence_from = LicenceFromEnum(d.pop("licence_from"))

        usable = d.pop("usable")

        problems = cast(list[str], d.pop("problems"))

        methods = []
        _methods = d.pop("methods")
        for methods_item_data in _methods:
            methods_item = MethodsEnum(methods_item_data)

            methods.append(methods_item)

        def _parse_added_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                added_at_type_0 = datetime.datetime.fromisoformat(data)

                return added_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        added_at = _parse_added_at(d.pop("added_at"))

        files = []
        _files = d.pop("files")
        for files_item_data in _files:
            files_item = BaseFile.from_dict(files_item_data)

            files.append(files_item)

        base_model_detail = cls(
            id=id,
            name=name,
            origin=origin,
            package=package,
            package_version=package_version,
            hub=hub,
            revision=revision,
            architecture=architecture,
            purpose=purpose,
            parameters=parameters,
            bytes_=bytes_,
            languages=languages,
            languages_text=languages_text,
            licence=licence,
            licence_from=licence_from,
            usable=usable,
            problems=problems,
            methods=methods,
            added_at=added_at,
            files=files,
        )

        base_model_detail.additional_properties = d
        return base_model_detail

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
