"""Names by which programs ask for whatever model serves now: pointing, the way back, taking away.

Aliases and no stages, as MLflow came to have them (RFC mlflow#10336): a stage says one thing about
a model, names say which model does which work.
"""

from __future__ import annotations

import re

from django.db import transaction

from apps.accounts.models import User
from apps.core.happenings import report
from apps.core.messages import msg
from apps.modelhub.domain.approvals import require_approved
from apps.modelhub.models import ModelAlias, RegisteredModel
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import hold, locked
from apps.projects.domain.errors import Refused
from apps.projects.models import Role

NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")


def point(model: RegisteredModel, name: str, user: User) -> tuple[ModelAlias, bool]:
    """Point ``name`` to ``model`` (editor); the alias, and whether it is new.

    Raises :class:`Refused` for a name that cannot be one, and for a model that needs other columns
    than the one that serves now: whoever asks by this name would be refused from then on.
    """
    require(membership_of(user, model.project_id), Role.EDITOR)
    if not NAME.fullmatch(name):
        sentence = msg(
            "A serving name has up to 40 small letters, digits and hyphens, and begins with a"
            " letter."
        )
        raise Refused(sentence, field="name")
    with transaction.atomic():
        hold(model.project_id)
        row = ModelAlias.objects.filter(project=model.project_id, name=name).first()
        if row is None:
            require_approved(model)
            row = ModelAlias(project_id=model.project_id, name=name, model=model, set_by=user)
            row.save(force_insert=True)
            _report_pointed(row, user, None)
            return row, True
        _move(row, model, user)
        return row, False


def roll_back(row: ModelAlias, user: User, *, seen: str | None = None) -> ModelAlias:
    """Point back to the model of before (editor). Raises :class:`Refused` if there is none, or if
    the alias is no longer as it was ``seen`` (its ``way``): a second click would otherwise
    undo the first.
    """
    require(membership_of(user, row.project_id), Role.EDITOR)
    with transaction.atomic():
        hold(row.project_id)
        held = locked(row)
        if seen is not None and seen != held.way:
            raise Refused(
                msg(
                    "'{name}' was pointed elsewhere meanwhile, to {model}. Look again before you"
                    " move it.",
                    name=held.name,
                    model=held.model.name,
                )
            )
        if held.former is None:
            raise Refused(msg("'{name}' has not pointed to another model before.", name=held.name))
        _move(held, held.former, user)
    return held


def remove(row: ModelAlias, user: User) -> None:
    """Take the name away (editor). Whoever asks by it gets 404; nothing looks for drift of it or
    trains for it any more.
    """
    from apps.modelhub.watching import checks, retraining  # which point names, too

    require(membership_of(user, row.project_id), Role.EDITOR)
    with transaction.atomic():
        project = hold(row.project_id)
        held = locked(row)
        report(
            "modelhub.alias.removed", actor=user, project_id=held.project_id, subject=held.model,
            alias=held.name,
        )  # fmt: skip
        retraining.drop(held, user)
        held.delete()
        checks.keep_schedule(project, user)


def _move(row: ModelAlias, model: RegisteredModel, user: User) -> None:
    from apps.modelhub.watching import retraining  # which points names, too

    if row.model_id == model.pk:
        return
    absent, more = _differences(row.model, model)
    if absent or more:
        raise Refused(
            msg(
                "'{model}' needs other columns than the model that '{name}' points to now:"
                " {columns}. Programs that ask by this name would be refused. Use another name, or"
                " remove this one first.",
                model=model.name,
                name=row.name,
                columns=sorted(absent | more),
            ),
            field="model",
        )
    require_approved(model)
    before = row.model
    row.former, row.model, row.set_by = before, model, user
    row.save(update_fields=["former", "model", "set_by", "updated_at"])
    _report_pointed(row, user, before)
    retraining.follow(row, user)


def _differences(now: RegisteredModel, then: RegisteredModel) -> tuple[set[str], set[str]]:
    """Columns that only the one needs, and those that only the other needs."""
    old, new = ({field["name"] for field in model.predict_fields} for model in (now, then))
    return old - new, new - old


def _report_pointed(row: ModelAlias, user: User, before: RegisteredModel | None) -> None:
    report(
        "modelhub.alias.set",
        actor=user,
        project_id=row.project_id,
        subject=row.model,
        alias=row.name,
        changes={"model": [before.name if before else None, row.model.name]},
    )
