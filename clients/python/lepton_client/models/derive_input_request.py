from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.into_enum import IntoEnum
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.derive_input_request_rates import DeriveInputRequestRates
    from ..models.derive_input_request_steps_item import DeriveInputRequestStepsItem


T = TypeVar("T", bound="DeriveInputRequest")


@_attrs_define
class DeriveInputRequest:
    """Columns to add. Each step has a `kind`, the `name` of its new column, and, by kind: `formula`
    (`formula`, `unit`), `change` (`column`, `measure`: lag, difference, growth, log_difference or
    rolling_mean, `periods`, `period`, `market`, `percent`), `share` (`column`, `groups`,
    `percent`), `unit` (`column`, `from_unit`, `to_unit`), `currency` (`column`, `currency_column`
    or `currency`, `to`, `date`, `rule`: last, month, quarter or year, `most_days`), `deflate`
    (`column`, `index`, `base`, `prices_of`).

        Attributes:
            steps (list[DeriveInputRequestStepsItem]):
            rates_dataset (None | Unset | UUID): The dataset of exchange rates; its newest version is taken.
            rates (DeriveInputRequestRates | Unset): How it is read: columns `currency`, `date`, `rate`; `base_column` or
                `base`; `direction`: `per_base` (units of the currency for one of the base, unless told) or `in_base`.
            into (IntoEnum | Unset): * `version` - version
                * `new` - new Default: IntoEnum.VERSION.
            name (str | Unset): Of a new dataset.
            replace (bool | Unset): Columns of the same name are replaced. Default: False.
    """

    steps: list[DeriveInputRequestStepsItem]
    rates_dataset: None | Unset | UUID = UNSET
    rates: DeriveInputRequestRates | Unset = UNSET
    into: IntoEnum | Unset = IntoEnum.VERSION
    name: str | Unset = UNSET
    replace: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        steps = []
        for steps_item_data in self.steps:
            steps_item = steps_item_data.to_dict()
            steps.append(steps_item)

        rates_dataset: None | str | Unset
        if isinstance(self.rates_dataset, Unset):
            rates_dataset = UNSET
        elif isinstance(self.rates_dataset, UUID):
            rates_dataset = str(self.rates_dataset)
        else:
            rates_dataset = self.rates_dataset

        rates: dict[str, Any] | Unset = UNSET
        if not isinstance(self.rates, Unset):
            rates = self.rates.to_dict()

        into: str | Unset = UNSET
        if not isinstance(self.into, Unset):
            into = self.into.value

        name = self.name

        replace = self.replace

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "steps": steps,
            }
        )
        if rates_dataset is not UNSET:
            field_dict["rates_dataset"] = rates_dataset
        if rates is not UNSET:
            field_dict["rates"] = rates
        if into is not UNSET:
            field_dict["into"] = into
        if name is not UNSET:
            field_dict["name"] = name
        if replace is not UNSET:
            field_dict["replace"] = replace

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.derive_input_request_rates import DeriveInputRequestRates  # noqa: PLC0415
        from ..models.derive_input_request_steps_item import DeriveInputRequestStepsItem  # noqa: PLC0415

        d = dict(src_dict)
        steps = []
        _steps = d.pop("steps")
        for steps_item_data in _steps:
            steps_item = DeriveInputRequestStepsItem.from_dict(steps_item_data)

            steps.append(steps_item)

        def _parse_rates_dataset(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                rates_dataset_type_0 = UUID(data)

                return rates_dataset_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        rates_dataset = _parse_rates_dataset(d.pop("rates_dataset", UNSET))

        _rates = d.pop("rates", UNSET)
        rates: DeriveInputRequestRates | Unset
        if isinstance(_rates, Unset):
            rates = UNSET
        else:
            rates = DeriveInputRequestRates.from_dict(_rates)

        _into = d.pop("into", UNSET)
        into: IntoEnum | Unset
        if isinstance(_into, Unset):
            into = UNSET
        else:
            into = IntoEnum(_into)

        name = d.pop("name", UNSET)

        replace = d.pop("replace", UNSET)

        derive_input_request = cls(
            steps=steps,
            rates_dataset=rates_dataset,
            rates=rates,
            into=into,
            name=name,
            replace=replace,
        )

        return derive_input_request
