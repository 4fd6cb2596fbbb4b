from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.licence_from_enum import LicenceFromEnum
from ..models.methods_enum import MethodsEnum
from ..models.origin_enum import OriginEnum
from ..models.purpose_enum import PurposeEnum

T = TypeVar("T", bound="BaseModel")


@_attrs_define
class BaseModel:
    """A pretrained model that text engines learn from; `id` is what their parameter `base` takes.

    `hub` and `revision` say where one in a folder was fetched from; they are empty if it was put
    there by hand. `languages` are codes, `multilingual` where the model names no single ones.

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
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
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

        base_model = cls(
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
        )

        base_model.additional_properties = d
        return base_model

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
