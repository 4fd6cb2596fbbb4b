from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.problem_errors_item import ProblemErrorsItem


T = TypeVar("T", bound="Problem")


@_attrs_define
class Problem:
    """An error (RFC 9457), in the language of `Accept-Language`.

    Attributes:
        type_ (str): Which kind of error; stable, made for programs.
        title (str):
        status (int):
        detail (str): What is wrong and what to do about it.
        instance (str):
        errors (list[ProblemErrorsItem] | Unset):
        required_scope (str | Unset):
        existing (str | Unset): 409: the id of what is in the way.
        existing_url (str | Unset): 409: where it can be read.
        reference (str | Unset): Names the log entry of a 500.
    """

    type_: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[ProblemErrorsItem] | Unset = UNSET
    required_scope: str | Unset = UNSET
    existing: str | Unset = UNSET
    existing_url: str | Unset = UNSET
    reference: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        title = self.title

        status = self.status

        detail = self.detail

        instance = self.instance

        errors: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.errors, Unset):
            errors = []
            for errors_item_data in self.errors:
                errors_item = errors_item_data.to_dict()
                errors.append(errors_item)

        required_scope = self.required_scope

        existing = self.existing

        existing_url = self.existing_url

        reference = self.reference

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "title": title,
                "status": status,
                "detail": detail,
                "instance": instance,
            }
        )
        if errors is not UNSET:
            field_dict["errors"] = errors
        if required_scope is not UNSET:
            field_dict["required_scope"] = required_scope
        if existing is not UNSET:
            field_dict["existing"] = existing
        if existing_url is not UNSET:
            field_dict["existing_url"] = existing_url
        if reference is not UNSET:
            field_dict["reference"] = reference

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.problem_errors_item import ProblemErrorsItem  # noqa: PLC0415

        d = dict(src_dict)
        type_ = d.pop("type")

        title = d.pop("title")

        status = d.pop("status")

        detail = d.pop("detail")

        instance = d.pop("instance")

        _errors = d.pop("errors", UNSET)
        errors: list[ProblemErrorsItem] | Unset = UNSET
        if _errors is not UNSET:
            errors = []
            for errors_item_data in _errors:
                errors_item = ProblemErrorsItem.from_dict(errors_item_data)

                errors.append(errors_item)

        required_scope = d.pop("required_scope", UNSET)

        existing = d.pop("existing", UNSET)

        existing_url = d.pop("existing_url", UNSET)

        reference = d.pop("reference", UNSET)

        problem = cls(
            type_=type_,
            title=title,
            status=status,
            detail=detail,
            instance=instance,
            errors=errors,
            required_scope=required_scope,
            existing=existing,
            existing_url=existing_url,
            reference=reference,
        )

        problem.additional_properties = d
        return problem

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
