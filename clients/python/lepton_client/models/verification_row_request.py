from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.test_result import TestResult
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.external_request import ExternalRequest


T = TypeVar("T", bound="VerificationRowRequest")


@_attrs_define
class VerificationRowRequest:
    """A row of a batch of acceptance criteria.

    Attributes:
        external (list[ExternalRequest] | Unset): What other systems call it; replaces the whole list.
        id (UUID | Unset): A record that is here already.
        by_external (ExternalRequest | Unset): What another system calls a record.
        item (UUID | Unset): The item's id.
        criterion (str | Unset):
        test_plan (str | Unset):
        result (TestResult | Unset): * `open` - Open
            * `passed` - Passed
            * `failed` - Failed
        tested_by (str | Unset):
        tested_on (datetime.date | None | Unset):
        link (str | Unset):
        note (str | Unset):
    """

    external: list[ExternalRequest] | Unset = UNSET
    id: UUID | Unset = UNSET
    by_external: ExternalRequest | Unset = UNSET
    item: UUID | Unset = UNSET
    criterion: str | Unset = UNSET
    test_plan: str | Unset = UNSET
    result: TestResult | Unset = UNSET
    tested_by: str | Unset = UNSET
    tested_on: datetime.date | None | Unset = UNSET
    link: str | Unset = UNSET
    note: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        external: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.external, Unset):
            external = []
            for external_item_data in self.external:
                external_item = external_item_data.to_dict()
                external.append(external_item)

        id: str | Unset = UNSET
        if not isinstance(self.id, Unset):
            id = str(self.id)

        by_external: dict[str, Any] | Unset = UNSET
        if not isinstance(self.by_external, Unset):
            by_external = self.by_external.to_dict()

        item: str | Unset = UNSET
        if not isinstance(self.item, Unset):
            item = str(self.item)

        criterion = self.criterion

        test_plan = self.test_plan

        result: str | Unset = UNSET
        if not isinstance(self.result, Unset):
            result = self.result.value

        tested_by = self.tested_by

        tested_on: None | str | Unset
        if isinstance(self.tested_on, Unset):
            tested_on = UNSET
        elif isinstance(self.tested_on, datetime.date):
            tested_on = self.tested_on.isoformat()
        else:
            tested_on = self.tested_on

        link: str | Unset
        if isinstance(self.link, Unset):
            link = UNSET
        else:
            link = self.link

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if external is not UNSET:
            field_dict["external"] = external
        if id is not UNSET:
            field_dict["id"] = id
        if by_external is not UNSET:
            field_dict["by_external"] = by_external
        if item is not UNSET:
            field_dict["item"] = item
        if criterion is not UNSET:
            field_dict["criterion"] = criterion
        if test_plan is not UNSET:
            field_dict["test_plan"] = test_plan
        if result is not UNSET:
            field_dict["result"] = result
        if tested_by is not UNSET:
            field_dict["tested_by"] = tested_by
        if tested_on is not UNSET:
            field_dict["tested_on"] = tested_on
        if link is not UNSET:
            field_dict["link"] = link
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.external_request import ExternalRequest  # noqa: PLC0415

        d = dict(src_dict)
        _external = d.pop("external", UNSET)
        external: list[ExternalRequest] | Unset = UNSET
        if _external is not UNSET:
            external = []
            for external_item_data in _external:
                external_item = ExternalRequest.from_dict(external_item_data)

                external.append(external_item)

        _id = d.pop("id", UNSET)
        id: UUID | Unset
        if isinstance(_id, Unset):
            id = UNSET
        else:
            id = UUID(_id)

        _by_external = d.pop("by_external", UNSET)
        by_external: ExternalRequest | Unset
        if isinstance(_by_external, Unset):
            by_external = UNSET
        else:
            by_external = ExternalRequest.from_dict(_by_external)

        _item = d.pop("item", UNSET)
        item: UUID | Unset
        if isinstance(_item, Unset):
            item = UNSET
        else:
            item = UUID(_item)

        criterion = d.pop("criterion", UNSET)

        test_plan = d.pop("test_plan", UNSET)

        _result = d.pop("result", UNSET)
        result: TestResult | Unset
        if isinstance(_result, Unset):
            result = UNSET
        else:
            result = TestResult(_result)

        tested_by = d.pop("tested_by", UNSET)

        def _parse_tested_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                tested_on_type_0 = datetime.date.fromisoformat(data)

                return tested_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        tested_on = _parse_tested_on(d.pop("tested_on", UNSET))

        def _parse_link(data: object) -> str | Unset:
            if isinstance(data, Unset):
                return data
            return cast(str | Unset, data)

        link = _parse_link(d.pop("link", UNSET))

        note = d.pop("note", UNSET)

        verification_row_request = cls(
            external=external,
            id=id,
            by_external=by_external,
            item=item,
            criterion=criterion,
            test_plan=test_plan,
            result=result,
            tested_by=tested_by,
            tested_on=tested_on,
            link=link,
            note=note,
        )

        return verification_row_request
