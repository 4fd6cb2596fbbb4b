from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.logged_prediction_numbers import LoggedPredictionNumbers
    from ..models.logged_prediction_texts_type_0 import LoggedPredictionTextsType0


T = TypeVar("T", bound="LoggedPrediction")


@_attrs_define
class LoggedPrediction:
    """A row that a model was asked about, and its answer, as far as it is kept.

    Attributes:
        id (UUID):
        model (UUID):
        length (int):
        texts (LoggedPredictionTextsType0 | None): By column; null where they are not kept.
        numbers (LoggedPredictionNumbers): By column.
        answer (str):
        score (float | None):
        truth (str):
        labelled_at (datetime.datetime | None):
        created_at (datetime.datetime):
        updated_at (datetime.datetime):
    """

    id: UUID
    model: UUID
    length: int
    texts: LoggedPredictionTextsType0 | None
    numbers: LoggedPredictionNumbers
    answer: str
    score: float | None
    truth: str
    labelled_at: datetime.datetime | None
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.logged_prediction_texts_type_0 import LoggedPredictionTextsType0  # noqa: PLC0415

        id = str(self.id)

        model = str(self.model)

        length = self.length

        texts: dict[str, Any] | None
        if isinstance(self.texts, LoggedPredictionTextsType0):
            texts = self.texts.to_dict()
        else:
            texts = self.texts

        numbers = self.numbers.to_dict()

        answer = self.answer

        score: float | None
        score = self.score

        truth = self.truth

        labelled_at: None | str
        if isinstance(self.labelled_at, datetime.datetime):
            labelled_at = self.labelled_at.isoformat()
        else:
            labelled_at = self.labelled_at

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "model": model,
                "length": length,
                "texts": texts,
                "numbers": numbers,
                "answer": answer,
                "score": score,
                "truth": truth,
                "labelled_at": labelled_at,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.logged_prediction_numbers import LoggedPredictionNumbers  # noqa: PLC0415
        from ..models.logged_prediction_texts_type_0 import LoggedPredictionTextsType0  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        model = UUID(d.pop("model"))

        length = d.pop("length")

        def _parse_texts(data: object) -> LoggedPredictionTextsType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                texts_type_0 = LoggedPredictionTextsType0.from_dict(data)

                return texts_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LoggedPredictionTextsType0 | None, data)

        texts = _parse_texts(d.pop("texts"))

        numbers = LoggedPredictionNumbers.from_dict(d.pop("numbers"))

        answer = d.pop("answer")

        def _parse_score(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        score = _parse_score(d.pop("score"))

        truth = d.pop("truth")

        def _parse_labelled_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                labelled_at_type_0 = datetime.datetime.fromisoformat(data)

                return labelled_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        labelled_at = _parse_labelled_at(d.pop("labelled_at"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        logged_prediction = cls(
            id=id,
            model=model,
            length=length,
            texts=texts,
            numbers=numbers,
            answer=answer,
            score=score,
            truth=truth,
            labelled_at=labelled_at,
            created_at=created_at,
            updated_at=updated_at,
        )

        logged_prediction.additional_properties = d
        return logged_prediction

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
