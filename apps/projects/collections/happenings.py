"""The three things that happen to the rows of a collection."""

from __future__ import annotations

from apps.core.catalogue import EventKind, Subject


def three(
    noun: str, created: str, updated: str, deleted: str, route: str = ""
) -> tuple[EventKind, ...]:
    """Kinds of ``noun`` ('projects.plan_item', of the model PlanItem) with their marked labels.
    ``route`` is the name of the row's API route, where it is not the noun's last part.
    """
    name, model = route or noun.rpartition(".")[2], noun.replace("_", "")
    here, gone = Subject(model, f"api:{name}", f"{name}_id"), Subject(model)
    kinds = (("created", created, here), ("updated", updated, here), ("deleted", deleted, gone))
    return tuple(
        EventKind(f"{noun}.{verb}", label, webhook=True, subject=subject)
        for verb, label, subject in kinds
    )
