"""Filters of the project pages."""

from __future__ import annotations

from django import template

from apps.core import rendering
from apps.core.messages import Num
from apps.projects.facts import MarketFact
from apps.projects.meters import Usage
from apps.projects.models import Project, Role

register = template.Library()


@register.filter
def may_edit(role: Role | None, project: Project) -> bool:
    """Whether the reader may change the project's rows."""
    return bool(role and role.covers(Role.EDITOR) and not project.archived_at)


@register.filter
def figure(fact: MarketFact) -> str:
    """A fact's value with its unit; whole numbers in full, others to four digits."""
    if fact.style == "percent":
        return rendering.number(Num(value=fact.value, decimals=1, style="percent"))
    whole = fact.value is not None and abs(fact.value) >= 1000
    return rendering.number(
        Num(value=fact.value, unit=fact.unit, **({"decimals": 0} if whole else {"digits": 4}))
    )


@register.filter
def used(usage: Usage) -> str:
    return _amount(usage.used, usage.style)


@register.filter
def limit(usage: Usage) -> str:
    return _amount(usage.limit, usage.style)


def _amount(value: float | None, style: str) -> str:
    return rendering.number(Num.model_validate({"value": value, "style": style, "digits": 4}))
