"""Every change of a deal's stage leaves a row, whoever makes it and by whichever way."""

from __future__ import annotations

from collections.abc import Sequence

from apps.core.happenings import Happening, recorder
from apps.crm.models import Deal, DealMove


@recorder
def keep_moves(happenings: Sequence[Happening]) -> None:
    """In the transaction of the change itself."""
    moves = []
    for one in happenings:
        if one.kind not in ("crm.deal.created", "crm.deal.updated"):
            continue
        change = one.data.get("changes", {}).get("stage")
        if change and isinstance(one.subject, Deal):
            moves.append(
                DealMove(
                    project_id=one.project_id, deal=one.subject, from_stage=change[0] or "",
                    to_stage=change[1] or "", moved_by=one.actor,
                    reason=one.subject.reason,
                )
            )  # fmt: skip
    if moves:
        DealMove.objects.bulk_create(moves)
