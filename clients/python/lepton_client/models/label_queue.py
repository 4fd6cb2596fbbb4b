from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.label_queue_kind import LabelQueueKind

T = TypeVar("T", bound="LabelQueue")


@_attrs_define
class LabelQueue:
    """Labels of one column that a run has found worth a look. `looked` rows were looked at by a
    model that had not learned from them; `version` is the one that the rows are counted in. A cell
    holds one label, several `labels` parted by the `separator` (`semicolon`, `comma`, `bar`, or a
    `json` list), or a `number`, as `kind` says.

        Attributes:
            id (UUID):
            column (str):
            text_column (str):
            kind (LabelQueueKind): * `label` - One label
                * `labels` - Several labels
                * `number` - A number
            separator (str):
            classes (list[str]):
            looked (int):
            version (UUID):
            job (None | UUID):
            waiting (int): Checks without a decision.
            done (int): Checks with a decision.
            pending (int): Changed labels that are in no version yet.
            missing (int): Changed labels that were not applied: no row has the text and the label any more.
            created_at (datetime.datetime):
            updated_at (datetime.datetime):
    """

    id: UUID
    column: str
    text_column: str
    kind: LabelQueueKind
    separator: str
    classes: list[str]
    looked: int
    version: UUID
    job: None | UUID
    waiting: int
    done: int
    pending: int
    missing: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        column = self.column

        text_column = self.text_column

        kind = self.kind.value

        separator = self.separator

        classes = self.classes

        looked = self.looked

        version = str(self.version)

        job: None | str
        if isinstance(self.job, UUID):
            job = str(self.job)
        else:
            job = self.job

        waiting = self.waiting

        done = self.done

        pending = self.pending

        missing = self.missing

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "column": column,
                "text_column": text_column,
                "kind": kind,
                "separator": separator,
                "classes": classes,
                "looked": looked,
                "version": version,
                "job": job,
                "waiting": waiting,
                "done": done,
                "pending": pending,
                "missing": missing,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        column = d.pop("column")

        text_column = d.pop("text_column")

        kind = LabelQueueKind(d.pop("kind"))

        separator = d.pop("separator")

        classes = cast(list[str], d.pop("classes"))

        looked = d.pop("looked")

        version = UUID(d.pop("version"))

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

        waiting = d.pop("waiting")

        done = d.pop("done")

        pending = d.pop("pending")

        missing = d.pop("missing")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        label_queue = cls(
            id=id,
            column=column,
            text_column=text_column,
            kind=kind,
            separator=separator,
            classes=classes,
            looked=looked,
            version=version,
            job=job,
            waiting=waiting,
            done=done,
            pending=pending,
            missing=missing,
            created_at=created_at,
            updated_at=updated_at,
        )

        label_queue.additional_properties = d
        return label_queue

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
