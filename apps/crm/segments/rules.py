"""What the rows of a segment have in common, as it is stored."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from apps.core.messages import msg
from apps.crm.consent import purposes
from apps.crm.deals.stages import stages
from apps.crm.domain import values
from apps.crm.models import Lead
from apps.projects.domain.errors import Refused

MOST_DAYS = 3650


class Rules(BaseModel):
    """All that is said must hold; of a list any one. ``stages`` are keys of stages of deals, of
    leads their states. Days are counted back from now.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    countries: list[str] = Field(default_factory=list, max_length=250)
    tags: list[str] = Field(default_factory=list, max_length=20)
    stages: list[str] = Field(default_factory=list, max_length=20)
    consent: str = Field(default="", max_length=40)
    active_within: int | None = Field(default=None, ge=1, le=MOST_DAYS)
    quiet_for: int | None = Field(default=None, ge=1, le=MOST_DAYS)
    attributes: dict[str, str | int | float | bool | None] = Field(default_factory=dict)


def read(given: Any) -> Rules:
    """The rules as sent. Raises :class:`Refused` for what is none."""
    try:
        return Rules.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "rules"
        raise Refused(
            msg("'{field}' of the rules cannot have this value.", field=place),
            field="rules",
        ) from None


def settle(project_id: Any, of: str, given: Any) -> dict[str, Any]:
    """The rules in one way, as JSON, once the project knows all that they name."""
    rules = read(given)
    countries = sorted({values.country(code) for code in rules.countries} - {""})
    if rules.consent:
        purposes.check(project_id, rules.consent)
    known = set(Lead.State.values)
    if of != "lead":
        known = {one.key for one in stages(project_id)}
    unknown = sorted(set(rules.stages) - known)
    if unknown:
        raise Refused(
            msg("There is no stage {names}. Known are {known}.", names=unknown,
                known=sorted(known)), field="rules",
        )  # fmt: skip
    changed = {
        "countries": countries,
        "tags": values.tags(rules.tags),
        "attributes": values.attributes(rules.attributes),
    }
    return rules.model_copy(update=changed).model_dump(mode="json")
