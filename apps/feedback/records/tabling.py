"""Records as a dataset: for training, for tools of one's own.

A dataset is a copy: what is deleted here afterwards stays in it until its version is deleted. So
what identifies people in the texts is masked unless somebody says otherwise, and contacts are left
out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from apps.accounts.models import User
from apps.core.masking import masked as without_addresses
from apps.core.messages import msg
from apps.datasets.domain.create import create_from_rows
from apps.datasets.models import DatasetVersion
from apps.datasets.tabular.schema import Kind, StoredColumn
from apps.feedback.records.models import FeedbackRecord
from apps.projects.access import membership_of, require
from apps.projects.domain.changes import hold
from apps.projects.domain.errors import Refused
from apps.projects.models import Project, Role

MOST_ROWS = 50_000  # that are held in memory at once
CHUNK = 2_000
LONGEST_NAME = 120
# Column → field of the record. The theme is the label that people have put right.
FIELDS: dict[str, tuple[str, Kind]] = {
    "id": ("id", "text"),
    "text": ("text", "text"),
    "theme": ("theme_member__theme__name", "text"),
    "rating": ("number", "number"),
    "highest_rating": ("number_max", "number"),
    "market": ("country", "text"),
    "language": ("language", "text"),
    "said_on": ("occurred_at", "datetime"),
    "channel": ("channel", "text"),
    "source": ("source", "text"),
    "question": ("field_label", "text"),
}


@transaction.atomic
def as_dataset(
    project: Project, rows: QuerySet[FeedbackRecord], name: str, actor: User, *, masked: bool = True
) -> DatasetVersion:
    """A new dataset of the records with a text among ``rows``, in the order of their ids (analyst).
    ``masked`` replaces addresses, links and long numbers in what was said. Raises :class:`Refused`
    for too many, for none, and for a name that cannot be.
    """
    require(membership_of(actor, project.pk), Role.ANALYST)
    hold(project.pk)
    known = " ".join(name.split())
    if not 0 < len(known) <= LONGEST_NAME:
        raise Refused(
            msg("Give the dataset a name of at most {length} characters.", length=LONGEST_NAME),
            field="name",
        )
    told = list(_told(rows.filter(project=project).exclude(text=""), masked))
    if not told:
        raise Refused(msg("No record with a text is among these. Choose others."))
    if len(told) > MOST_ROWS:
        raise Refused(
            msg("At most {most} records become one dataset. Choose fewer.", most=MOST_ROWS)
        )
    columns = [StoredColumn(name=column, kind=kind) for column, (_field, kind) in FIELDS.items()]
    return create_from_rows(project, actor, known, columns, told)


def _told(rows: QuerySet[FeedbackRecord], masked: bool) -> Iterator[list[Any]]:
    fields = [field for field, _kind in FIELDS.values()]
    found = rows.order_by("id").values_list(*fields)[: MOST_ROWS + 1]
    for key, text, *rest in found.iterator(CHUNK):
        said = without_addresses(text) if masked else text
        yield [str(key), said, *(None if value == "" else value for value in rest)]
