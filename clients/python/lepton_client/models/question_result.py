from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.question_result_kind_enum import QuestionResultKindEnum

if TYPE_CHECKING:
    from ..models.result_chart import ResultChart
    from ..models.result_equation import ResultEquation
    from ..models.result_table import ResultTable
    from ..models.result_text import ResultText
    from ..models.result_tiles import ResultTiles
    from ..models.result_warning import ResultWarning
    from ..models.result_world_map import ResultWorldMap


T = TypeVar("T", bound="QuestionResult")


@_attrs_define
class QuestionResult:
    """One question's answers.

    Attributes:
        key (str):
        kind (QuestionResultKindEnum): * `single` - single
            * `multiple` - multiple
            * `matrix` - matrix
            * `ranking` - ranking
            * `scale` - scale
            * `nps` - nps
            * `text` - text
            * `number` - number
            * `date` - date
            * `file` - file
        text (str): The question in the survey's default language.
        blocks (list[ResultChart | ResultEquation | ResultTable | ResultText | ResultTiles | ResultWarning |
            ResultWorldMap]): Counts, shares and scores with their 95 % intervals. Sentences are in the caller's language; a
            figure has `value`, `unit` and `text`.
    """

    key: str
    kind: QuestionResultKindEnum
    text: str
    blocks: list[
        ResultChart
        | ResultEquation
        | ResultTable
        | ResultText
        | ResultTiles
        | ResultWarning
        | ResultWorldMap
    ]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.result_chart import ResultChart  # noqa: PLC0415
        from ..models.result_equation import ResultEquation  # noqa: PLC0415
        from ..models.result_table import ResultTable  # noqa: PLC0415
        from ..models.result_text import ResultText  # noqa: PLC0415
        from ..models.result_tiles import ResultTiles  # noqa: PLC0415
        from ..models.result_world_map import ResultWorldMap  # noqa: PLC0415

        key = self.key

        kind = self.kind.value

        text = self.text

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

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key": key,
                "kind": kind,
                "text": text,
                "blocks": blocks,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.result_chart import ResultChart  # noqa: PLC0415
        from ..models.result_equation import ResultEquation  # noqa: PLC0415
        from ..models.result_table import ResultTable  # noqa: PLC0415
        from ..models.result_text import ResultText  # noqa: PLC0415
        from ..models.result_tiles import ResultTiles  # noqa: PLC0415
        from ..models.result_warning import ResultWarning  # noqa: PLC0415
        from ..models.result_world_map import ResultWorldMap  # noqa: PLC0415

        d = dict(src_dict)
        key = d.pop("key")

        kind = QuestionResultKindEnum(d.pop("kind"))

        text = d.pop("text")

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

        question_result = cls(
            key=key,
            kind=kind,
            text=text,
            blocks=blocks,
        )

        question_result.additional_properties = d
        return question_result

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
