from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.source_input_request_settings import SourceInputRequestSettings


T = TypeVar("T", bound="SourceInputRequest")


@_attrs_define
class SourceInputRequest:
    """Where the data is. The first rows are looked at by a job; then agree on them.

    Attributes:
        name (str):
        connector (str):
        settings (SourceInputRequestSettings): As the connector's schema says, secrets among them.
        dataset (None | Unset | UUID): Make new versions of this dataset.
    """

    name: str
    connector: str
    settings: SourceInputRequestSettings
    dataset: None | Unset | UUID = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        connector = self.connector

        settings = self.settings.to_dict()

        dataset: None | str | Unset
        if isinstance(self.dataset, Unset):
            dataset = UNSET
        elif isinstance(self.dataset, UUID):
            dataset = str(self.dataset)
        else:
            dataset = self.dataset

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "connector": connector,
                "settings": settings,
            }
        )
        if dataset is not UNSET:
            field_dict["dataset"] = dataset

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.source_input_request_settings import SourceInputRequestSettings  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        connector = d.pop("connector")

        settings = SourceInputRequestSettings.from_dict(d.pop("settings"))

        def _parse_dataset(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                dataset_type_0 = UUID(data)

                return dataset_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        dataset = _parse_dataset(d.pop("dataset", UNSET))

        source_input_request = cls(
            name=name,
            connector=connector,
            settings=settings,
            dataset=dataset,
        )

        return source_input_request
