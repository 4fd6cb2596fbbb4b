from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.label_decision import LabelDecision
from ..types import UNSET, Unset

T = TypeVar("T", bound="LabelDecisionInputRequest")


@_attrs_define
class LabelDecisionInputRequest:
    """`keep` the label, `take` what the model says (409 for numbers, which it estimates), `other`
    with the right `label`, `skip`, or `reopen` to take a decision back. Several labels are written
    as the column has them.

        Attributes:
            decision (LabelDecision): * `keep` - keep
                * `take` - take
                * `other` - other
                * `skip` - skip
                * `reopen` - reopen
            label (str | Unset):  Default: ''.
    """

    decision: LabelDecision
    label: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        decision = self.decision.value

        label = self.label

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "decision": decision,
            }
        )
        if label is not UNSET:
            field_dict["label"] = label

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decision = LabelDecision(d.pop("decision"))

        label = d.pop("label", UNSET)

        label_decision_input_request = cls(
            decision=decision,
            label=label,
        )

        return label_decision_input_request
