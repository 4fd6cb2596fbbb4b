"""Whether the chosen inputs and columns can play the parts that an engine needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from apps.core.messages import msg
from apps.engines.contract import Engine, InputProfile, InputSlot, Issue, RoleSpec
from apps.jobs.inputs import kinds_for, providers
from apps.jobs.models import Task

MODEL_SLOT = InputSlot(key="model", label="Model", kinds=("model",))


def slots_of(engine: Engine, task: str) -> tuple[InputSlot, ...]:
    """The inputs of a task: those of the engine, or the model that is asked for predictions."""
    return (MODEL_SLOT,) if task == Task.PREDICT else engine.inputs


def gather(
    user: Any, project_id: Any, slots: Sequence[InputSlot], inputs: Mapping[str, Any]
) -> tuple[dict[str, InputProfile], list[Issue]]:
    """The profile of each chosen input with its roles, and what is wrong with the choices."""
    profiles: dict[str, InputProfile] = {}
    issues = [_unknown_slot(key) for key in inputs if key not in {slot.key for slot in slots}]
    for slot in slots:
        chosen = inputs.get(slot.key)
        if not isinstance(chosen, Mapping) or not chosen.get("id"):
            if slot.required:
                issues.append(_missing_input(slot))
            continue
        found = _profile(user, project_id, slot, chosen)
        if isinstance(found, Issue):
            issues.append(found)
        else:
            profiles[slot.key] = found
            issues += _role_issues(slot, found)
    return profiles, issues


def _profile(
    user: Any, project_id: Any, slot: InputSlot, chosen: Mapping[str, Any]
) -> InputProfile | Issue:
    kind = str(chosen.get("kind", "dataset"))
    provider = providers.get(kind)
    if kind not in kinds_for(slot) or provider is None:
        return Issue(
            message=msg(
                "'{slot}' cannot be filled with a {kind}.", slot=msg(slot.label), kind=kind
            ),
            field=slot.key,
        )
    try:
        profile = provider.profile(user, project_id, str(chosen["id"]))
    except LookupError:
        return Issue(
            message=msg("What was chosen for '{slot}' is not there.", slot=msg(slot.label)),
            fix=msg("Choose it again: it may have been deleted since."),
            field=slot.key,
        )
    roles = chosen.get("roles") or {}
    return profile.model_copy(update={"roles": {key: list(names) for key, names in roles.items()}})


def _role_issues(slot: InputSlot, profile: InputProfile) -> list[Issue]:
    known = {role.key for role in slot.roles}
    issues = [
        Issue(
            message=msg("'{slot}' has no role '{role}'.", slot=msg(slot.label), role=key),
            field=f"{slot.key}.{key}",
        )
        for key in profile.roles
        if key not in known
    ]
    for role in slot.roles:
        issues += _one_role(slot, role, profile)
    return issues


def _one_role(slot: InputSlot, role: RoleSpec, profile: InputProfile) -> list[Issue]:
    names = profile.roles.get(role.key, [])
    field, label = f"{slot.key}.{role.key}", msg(role.label)
    if len(names) < role.minimum:
        text = (
            msg("Choose a column for '{role}'.", role=label)
            if role.minimum == 1
            else msg(
                "Choose at least {count} columns for '{role}'.", count=role.minimum, role=label
            )
        )
        return [Issue(message=text, field=field)]
    if role.maximum is not None and len(names) > role.maximum:
        text = (
            msg("'{role}' takes one column only.", role=label)
            if role.maximum == 1
            else msg("'{role}' takes at most {count} columns.", role=label, count=role.maximum)
        )
        return [Issue(message=text, field=field)]
    if len(set(names)) < len(names):
        return [Issue(message=msg("'{role}' names a column twice.", role=label), field=field)]
    return [issue for name in names if (issue := _column(field, role, profile, name))]


def _column(field: str, role: RoleSpec, profile: InputProfile, name: str) -> Issue | None:
    column = profile.column(name)
    if column is None:
        return Issue(
            message=msg("'{table}' has no column '{column}'.", table=profile.name, column=name),
            fix=msg("Choose one of its columns."),
            field=field,
        )
    if column.dtype not in role.dtypes:
        return Issue(
            message=msg(
                "Column '{column}' holds {dtype}, and '{role}' needs {needed}.",
                column=name,
                dtype=msg(DTYPES[column.dtype]),
                role=msg(role.label),
                needed=_needed(role),
            ),
            fix=msg("Choose another column, or import the data again with the right type."),
            field=field,
        )
    return None


def _needed(role: RoleSpec) -> Any:
    if set(role.dtypes) <= {"number", "integer"}:
        return msg(DTYPES["number"])
    if len(role.dtypes) == 1:
        return msg(DTYPES[role.dtypes[0]])
    return [DTYPES[dtype] for dtype in role.dtypes]


DTYPES = {
    "number": msg("numbers").text,
    "integer": msg("whole numbers").text,
    "boolean": msg("yes or no").text,
    "text": msg("text").text,
    "date": msg("dates").text,
    "datetime": msg("dates with times").text,
}


def _unknown_slot(key: str) -> Issue:
    return Issue(message=msg("This engine takes no input '{slot}'.", slot=key), field=key)


def _missing_input(slot: InputSlot) -> Issue:
    return Issue(
        message=msg("Choose what to use as '{slot}'.", slot=msg(slot.label)), field=slot.key
    )
