from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.delivery_state import DeliveryState
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.delivery_detail_body import DeliveryDetailBody
    from ..models.try_ import Try


T = TypeVar("T", bound="DeliveryDetail")


@_attrs_define
class DeliveryDetail:
    """With what is sent, and every try.

    Attributes:
        id (UUID):
        kind (str):
        message_id (str):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
        body (DeliveryDetailBody): What is sent and signed.
        log (list[Try]):
        state (DeliveryState | Unset): * `pending` - Waiting
            * `delivered` - Delivered
            * `failed` - Failed
        tries (int | Unset):
        due_at (datetime.datetime | None | Unset):
        finished_at (datetime.datetime | None | Unset):
    """

    id: UUID
    kind: str
    message_id: str
    created_at: datetime.datetime
    updated_at: datetime.datetime
    body: DeliveryDetailBody
    log: list[Try]
    state: DeliveryState | Unset = UNSET
    tries: int | Unset = UNSET
    due_at: datetime.datetime | None | Unset = UNSET
    finished_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        kind = self.kind

        message_id = self.message_id

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        body = self.body.to_dict()

        log = []
        for log_item_data in self.log:
            log_item = log_item_data.to_dict()
            log.append(log_item)

        state: str | Unset = UNSET
        if not isinstance(self.state, Unset):
            state = self.state.value

        tries = self.tries

        due_at: None | str | Unset
        if isinstance(self.due_at, Unset):
            due_at = UNSET
        elif isinstance(self.due_at, datetime.datetime):
            due_at = self.due_at.isoformat()
        else:
            due_at = self.due_at

        finished_at: None | str | Unset
        if isinstance(self.finished_at, Unset):
            finished_at = UNSET
        elif isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "message_id": message_id,
                "created_at": created_at,
                "updated_at": updated_at,
                "body": body,
                "log": log,
            }
        )
        if state is not UNSET:
            field_dict["state"] = state
        if tries is not UNSET:
            field_dict["tries"] = tries
        if due_at is not UNSET:
            field_dict["due_at"] = due_at
        if finished_at is not UNSET:
            field_dict["finished_at"] = finished_at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.delivery_detail_body import DeliveryDetailBody  # noqa: PLC0415
        from ..models.try_ import Try  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        kind = d.pop("kind")

        message_id = d.pop("message_id")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        body = DeliveryDetailBody.from_dict(d.pop("body"))

        log = []
        _log = d.pop("log")
        for log_item_data in _log:
            log_item = Try.from_dict(log_item_data)

            log.append(log_item)

        _state = d.pop("state", UNSET)
        state: DeliveryState | Unset
        if isinstance(_state, Unset):
            state = UNSET
        else:
            state = DeliveryState(_state)

        tries = d.pop("tries", UNSET)

        def _parse_due_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_at_type_0 = datetime.datetime.fromisoformat(data)

                return due_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        due_at = _parse_due_at(d.pop("due_at", UNSET))

        def _parse_finished_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                finished_at_type_0 = datetime.datetime.fromisoformat(data)

                return finished_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        finished_at = _parse_finished_at(d.pop("finished_at", UNSET))

        delivery_detail = cls(
            id=id,
            kind=kind,
            message_id=message_id,
            created_at=created_at,
            updated_at=updated_at,
            body=body,
            log=log,
            state=state,
            tries=tries,
            due_at=due_at,
            finished_at=finished_at,
        )

        delivery_detail.additional_properties = d
        return delivery_detail

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
