from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.import_input_request_plan import ImportInputRequestPlan


T = TypeVar("T", bound="ImportInputRequest")


@_attrs_define
class ImportInputRequest:
    """How to import. Everything left out stays as the inspection found it.

    Attributes:
        name (str | Unset): Of a new dataset.
        dataset (None | Unset | UUID): Make a new version of this dataset instead.
        plan (ImportInputRequestPlan | Unset): Members of `inspection.plan` to change. `columns` is a list of changes,
            each with the `position` of its column.
    """

    name: str | Unset = UNSET
    dataset: None | Unset | UUID = UNSET
    plan: ImportInputRequestPlan | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        dataset: None | str | Unset
        if isinstance(self.dataset, Unset):
            dataset = UNSET
        elif isinstance(self.dataset, UUID):
            dataset = str(self.dataset)
        else:
            dataset = self.dataset

        plan: dict[str, Any] | Unset = UNSET
        if not isinstance(self.plan, Unset):
            plan = self.plan.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if dataset is not UNSET:
            field_dict["dataset"] = dataset
        if plan is not UNSET:
            field_dict["plan"] = plan

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.import_input_request_plan import ImportInputRequestPlan  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name", UNSET)

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

        _plan = d.pop("plan", UNSET)
        plan: ImportInputRequestPlan | Unset
        if isinstance(_plan, Unset):
            plan = UNSET
        else:
            plan = ImportInputRequestPlan.from_dict(_plan)

        import_input_request = cls(
            name=name,
            dataset=dataset,
            plan=plan,
        )

        return import_input_request
