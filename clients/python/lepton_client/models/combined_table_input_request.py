from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.rule_enum import RuleEnum
from ..types import UNSET, Unset

T = TypeVar("T", bound="CombinedTableInputRequest")


@_attrs_define
class CombinedTableInputRequest:
    """One of the tables: its newest `version` is `latest_id` of its dataset.

    Attributes:
        version (UUID): Of a dataset of the project.
        market (str): The column of countries: names or ISO 3166-1 codes.
        period (str | Unset): The column of periods; without one the rows hold for all periods. Default: ''.
        columns (list[str] | Unset): The columns to take.
        rule (RuleEnum | Unset): * `refuse` - refuse
            * `sum` - sum
            * `mean` - mean
            * `last` - last Default: RuleEnum.REFUSE.
        repeat (bool | Unset): Write values of longer periods beside each shorter one. Default: False.
    """

    version: UUID
    market: str
    period: str | Unset = ""
    columns: list[str] | Unset = UNSET
    rule: RuleEnum | Unset = RuleEnum.REFUSE
    repeat: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        version = str(self.version)

        market = self.market

        period = self.period

        columns: list[str] | Unset = UNSET
        if not isinstance(self.columns, Unset):
            columns = self.columns

        rule: str | Unset = UNSET
        if not isinstance(self.rule, Unset):
            rule = self.rule.value

        repeat = self.repeat

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "market": market,
            }
        )
        if period is not UNSET:
            field_dict["period"] = period
        if columns is not UNSET:
            field_dict["columns"] = columns
        if rule is not UNSET:
            field_dict["rule"] = rule
        if repeat is not UNSET:
            field_dict["repeat"] = repeat

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        version = UUID(d.pop("version"))

        market = d.pop("market")

        period = d.pop("period", UNSET)

        columns = cast(list[str], d.pop("columns", UNSET))

        _rule = d.pop("rule", UNSET)
        rule: RuleEnum | Unset
        if isinstance(_rule, Unset):
            rule = UNSET
        else:
            rule = RuleEnum(_rule)

        repeat = d.pop("repeat", UNSET)

        combined_table_input_request = cls(
            version=version,
            market=market,
            period=period,
            columns=columns,
            rule=rule,
            repeat=repeat,
        )

        return combined_table_input_request
