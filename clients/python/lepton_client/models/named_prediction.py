from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.result_predicted_row import ResultPredictedRow
    from ..models.result_prediction_column import ResultPredictionColumn


T = TypeVar("T", bound="NamedPrediction")


@_attrs_define
class NamedPrediction:
    """
    Attributes:
        columns (list[ResultPredictionColumn]): `key` names a member of `values`; `role` is point, mean_low, mean_high,
            new_low, new_high or other; `target` is what is predicted.
        rows (list[ResultPredictedRow]): In the order asked: `values`, and `warnings` such as extrapolation.
        job (None | UUID): Null: a process that holds the model answered at once.
        prediction_ids (list[None | UUID] | None): By which true labels are sent, in the order of the rows; null for a
            row that is not logged, and altogether where the name is not watched.
    """

    columns: list[ResultPredictionColumn]
    rows: list[ResultPredictedRow]
    job: None | UUID
    prediction_ids: list[None | UUID] | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        columns = []
        for columns_item_data in self.columns:
            columns_item = columns_item_data.to_dict()
            columns.append(columns_item)

        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        job: None | str
        if isinstance(self.job, UUID):
            job = str(self.job)
        else:
            job = self.job

        prediction_ids: list[None | str] | None
        if isinstance(self.prediction_ids, list):
            prediction_ids = []
            for prediction_ids_type_0_item_data in self.prediction_ids:
                prediction_ids_type_0_item: None | str
                if isinstance(prediction_ids_type_0_item_data, UUID):
                    prediction_ids_type_0_item = str(prediction_ids_type_0_item_data)
                else:
                    prediction_ids_type_0_item = prediction_ids_type_0_item_data
                prediction_ids.append(prediction_ids_type_0_item)

        else:
            prediction_ids = self.prediction_ids

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "columns": columns,
                "rows": rows,
                "job": job,
                "prediction_ids": prediction_ids,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.result_predicted_row import ResultPredictedRow  # noqa: PLC0415
        from ..models.result_prediction_column import ResultPredictionColumn  # noqa: PLC0415

        d = dict(src_dict)
        columns = []
        _columns = d.pop("columns")
        for columns_item_data in _columns:
            columns_item = ResultPredictionColumn.from_dict(columns_item_data)

            columns.append(columns_item)

        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = ResultPredictedRow.from_dict(rows_item_data)

            rows.append(rows_item)

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

        def _parse_prediction_ids(data: object) -> list[None | UUID] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                prediction_ids_type_0 = []
                _prediction_ids_type_0 = data
                for prediction_ids_type_0_item_data in _prediction_ids_type_0:

                    def _parse_prediction_ids_type_0_item(data: object) -> None | UUID:
                        if data is None:
                            return data
                        try:
                            if not isinstance(data, str):
                                raise TypeError()
                            prediction_ids_type_0_item_type_0 = UUID(data)

                            return prediction_ids_type_0_item_type_0
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        return cast(None | UUID, data)

                    prediction_ids_type_0_item = _parse_prediction_ids_type_0_item(
                        prediction_ids_type_0_item_data
                    )

                    prediction_ids_type_0.append(prediction_ids_type_0_item)

                return prediction_ids_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[None | UUID] | None, data)

        prediction_ids = _parse_prediction_ids(d.pop("prediction_ids"))

        named_prediction = cls(
            columns=columns,
            rows=rows,
            job=job,
            prediction_ids=prediction_ids,
        )

        named_prediction.additional_properties = d
        return named_prediction

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
