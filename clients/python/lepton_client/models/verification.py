from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.test_result import TestResult

if TYPE_CHECKING:
    from ..models.external import External


T = TypeVar("T", bound="Verification")


@_attrs_define
class Verification:
    """An acceptance criterion with its test plan and result.

    Attributes:
        id (UUID):
        item (UUID):
        criterion (str):
        test_plan (str):
        result (TestResult): * `open` - Open
            * `passed` - Passed
            * `failed` - Failed
        tested_by (str):
        tested_on (datetime.date | None):
        link (str):
        note (str):
        external (list[External]):
        version (int):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    item: UUID
    criterion: str
    test_plan: str
    result: TestResult
    tested_by: str
    tested_on: datetime.date | None
    link: str
    note: str
    external: list[External]
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        item = str(self.item)

        criterion = self.criterion

        test_plan = self.test_plan

        result = self.result.value

        tested_by = self.tested_by

        tested_on: None | str
        if isinstance(self.tested_on, datetime.date):
            tested_on = self.tested_on.isoformat()
        else:
            tested_on = self.tested_on

        link = self.link

        note = self.note

        external = []
        for external_item_data in self.external:
            external_item = external_item_data.to_dict()
            external.append(external_item)

        version = self.version

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "item": item,
                "criterion": criterion,
                "test_plan": test_plan,
                "result": result,
                "tested_by": tested_by,
                "tested_on": tested_on,
                "link": link,
                "note": note,
                "external": external,
                "version": version,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.external import External  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        item = UUID(d.pop("item"))

        criterion = d.pop("criterion")

        test_plan = d.pop("test_plan")

        result = TestResult(d.pop("result"))

        tested_by = d.pop("tested_by")

        def _parse_tested_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                tested_on_type_0 = datetime.date.fromisoformat(data)

                return tested_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        tested_on = _parse_tested_on(d.pop("tested_on"))

        link = d.pop("link")

        note = d.pop("note")

        external = []
        _external = d.pop("external")
        for external_item_data in _external:
            external_item = External.from_dict(external_item_data)

            external.append(external_item)

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        verification = cls(
            id=id,
            item=item,
            criterion=criterion,
            test_plan=test_plan,
            result=result,
            tested_by=tested_by,
            tested_on=tested_on,
            link=link,
            note=note,
            external=external,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
        )

        verification.additional_properties = d
        return verification

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
