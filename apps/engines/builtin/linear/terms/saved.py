"""How a design is kept in a saved model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel

from apps.engines.builtin.linear.terms.design import Design, design_of
from apps.engines.builtin.linear.terms.facts import Facts

if TYPE_CHECKING:
    from apps.engines.builtin.linear.scan import Spec


class SavedDesign(BaseModel):
    """``columns`` are those that the fit has, of all that the formula makes. ``sources`` are the
    targets as they stand in the table, where their logarithms are modelled, and ``smear`` the
    factors from median to mean; both empty else.
    """

    facts: Facts
    columns: list[str]
    sources: list[str] = []
    smear: list[float] = []

    @classmethod
    def of(cls, spec: Spec, smear: list[float]) -> SavedDesign | None:
        """None without a formula."""
        if spec.design is None:
            return None
        return cls(
            facts=spec.design.facts,
            columns=spec.design.names,
            sources=list(spec.sources),
            smear=smear,
        )

    def design(self) -> Design:
        whole = design_of(self.facts)
        places = {name: place for place, name in enumerate(whole.names)}
        return whole.only([places[name] for name in self.columns])
