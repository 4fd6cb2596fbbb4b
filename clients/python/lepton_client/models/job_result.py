from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.job_result_provenance import JobResultProvenance
    from ..models.job_result_summary import JobResultSummary
    from ..models.result_chart import ResultChart
    from ..models.result_equation import ResultEquation
    from ..models.result_predict_field import ResultPredictField
    from ..models.result_table import ResultTable
    from ..models.result_text import ResultText
    from ..models.result_tiles import ResultTiles
    from ..models.result_warning import ResultWarning
    from ..models.result_world_map import ResultWorldMap


T = TypeVar("T", bound="JobResult")


@_attrs_define
class JobResult:
    """
    Attributes:
        headline (str): The answer in one sentence.
        blocks (list[ResultChart | ResultEquation | ResultTable | ResultText | ResultTiles | ResultWarning |
            ResultWorldMap]): What the page shows, told apart by `kind`. Sentences are in the caller's language; a figure
            has `value`, `unit` and `text`.
        summary (JobResultSummary): For programs: plain numbers, full precision.
        predict_fields (list[ResultPredictField]): What the model needs for a prediction, with the range it was fitted
            on.
        provenance (JobResultProvenance): Engine, inputs by hash, seed, versions, who, when.
    """

    headline: str
    blocks: list[
        ResultChart
        | ResultEquation
        | ResultTable
        | ResultText
        | ResultTiles
        | ResultWarning
        | ResultWorldMap
    ]
    summary: JobResultSummary
    predict_fields: list[ResultPredictField]
    provenance: JobResultProvenance
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.result_chart import ResultChart  # noqa: PLC0415
        from ..models.result_equation import ResultEquation  # noqa: PLC0415
        from ..models.result_table import ResultTable  # noqa: PLC0415
        from ..models.result_text import ResultText  # noqa: PLC0415
        from ..models.result_tiles import ResultTiles  # noqa: PLC0415
        from ..models.result_world_map import ResultWorldMap  # noqa: PLC0415

        headline = self.headline

        blocks = []
        for blocks_item_data in self.blocks:
            blocks_item: dict[str, Any]
            if isinstance(blocks_item_data, ResultTiles):
                blocks_item = blocks_item_data.to_dict()
            elif isinstance(blocks_item_data, ResultTable):
                blocks_item = blocks_item_data.to_dict()
            elif isinstance(blocks_item_data, ResultEquation):
                blocks_item = blocks_item_data.to_dict()
            elif isinstance(blocks_item_data, ResultChart):
                blocks_item = blocks_item_data.to_dict()
            elif isinstance(blocks_item_data, ResultWorldMap):
                blocks_item = blocks_item_data.to_dict()
            elif isinstance(blocks_item_data, ResultText):
                blocks_item = blocks_item_data.to_dict()
            else:
                blocks_item = blocks_item_data.to_dict()

            blocks.append(blocks_item)

        summary = self.summary.to_dict()

        predict_fields = []
        for predict_fields_item_data in self.predict_fields:
            predict_fields_item = predict_fields_item_data.to_dict()
            predict_fields.append(predict_fields_item)

        provenance = self.provenance.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "headline": headline,
                "blocks": blocks,
                "summary": summary,
                "predict_fields": predict_fields,
                "provenance": provenance,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.job_result_provenance import JobResultProvenance  # noqa: PLC0415
        from ..models.job_result_summary import JobResultSummary  # noqa: PLC0415
        from ..models.result_chart import ResultChart  # noqa: PLC0415
        from ..models.result_equation import ResultEquation  # noqa: PLC0415
        from ..models.result_predict_field import ResultPredictField  # noqa: PLC0415
        from ..models.result_table import ResultTable  # noqa: PLC0415
        from ..models.result_text import ResultText  # noqa: PLC0415
        from ..models.result_tiles import ResultTiles  # noqa: PLC0415
        from ..models.result_warning import ResultWarning  # noqa: PLC0415
        from ..models.result_world_map import ResultWorldMap  # noqa: PLC0415

        d = dict(src_dict)
        headline = d.pop("headline")

        blocks = []
        _blocks = d.pop("blocks")
        for blocks_item_data in _blocks:

            def _parse_blocks_item(
                data: object,
            ) -> (
                ResultChart
                | ResultEquation
                | ResultTable
                | ResultText
                | ResultTiles
                | ResultWarning
                | ResultWorldMap
            ):
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_result_block_type_0 = ResultTiles.from_dict(data)

                    return componentsschemas_result_block_type_0
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_result_block_type_1 = ResultTable.from_dict(data)

                    return componentsschemas_result_block_type_1
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_result_block_type_2 = ResultEquation.from_dict(data)

                    return componentsschemas_result_block_type_2
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_result_block_type_3 = ResultChart.from_dict(data)

                    return componentsschemas_result_block_type_3
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_result_block_type_4 = ResultWorldMap.from_dict(data)

                    return componentsschemas_result_block_type_4
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_result_block_type_5 = ResultText.from_dict(data)

                    return componentsschemas_result_block_type_5
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_result_block_type_6 = ResultWarning.from_dict(data)

                return componentsschemas_result_block_type_6

            blocks_item = _parse_blocks_item(blocks_item_data)

            blocks.append(blocks_item)

        summary = JobResultSummary.from_dict(d.pop("summary"))

        predict_fields = []
        _predict_fields = d.pop("predict_fields")
        for predict_fields_item_data in _predict_fields:
            predict_fields_item = ResultPredictField.from_dict(predict_fields_item_data)

            predict_fields.append(predict_fields_item)

        provenance = JobResultProvenance.from_dict(d.pop("provenance"))

        job_result = cls(
            headline=headline,
            blocks=blocks,
            summary=summary,
            predict_fields=predict_fields,
            provenance=provenance,
        )

        job_result.additional_properties = d
        return job_result

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
