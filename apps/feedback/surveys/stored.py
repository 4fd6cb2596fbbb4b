"""Files that respondents send: in the storage under random names, each with a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage

from apps.feedback.surveys import reading
from apps.feedback.surveys.models import Survey, SurveyFile, SurveyResponse, file_place

if TYPE_CHECKING:
    from apps.feedback.surveys.answering import Run

MOST_LISTED = 200


@dataclass
class Uploads:
    """What is in the storage and has no row yet: question → (name there, bytes)."""

    there: dict[str, tuple[str, int]] = field(default_factory=dict)

    def keep(self, response: SurveyResponse) -> None:
        """Give each whose answer counts its row, in the caller's transaction; it takes the place of
        an earlier file.
        """
        for key in self.there.keys() & response.answers.keys():
            name, size = self.there.pop(key)
            response.files.filter(question=key).delete()
            SurveyFile.objects.create(
                project_id=response.project_id,
                response=response,
                question=key,
                file=name,
                name=response.answers[key],
                size=size,
            )


@contextmanager
def uploads(run: Run, found: reading.Read) -> Iterator[Uploads]:
    """Store the files of a page; what gets no row, or whose transaction fails, is deleted again.

    More than a run may send together is a mistake of its question, and is not stored.
    """
    stored = Uploads()
    mine: list[str] = []
    try:
        room = reading.MOST_RUN_FILES - _bytes(run, found.files)
        for key, upload in found.files.items():
            room -= upload.size
            if room < 0:
                most = reading.MOST_RUN_FILES // reading.ONE_MEGABYTE
                found.mistakes[key] = reading.Mistake("files_size", most=most)
                del found.values[key]
                continue
            name = default_storage.save(file_place(run.survey, ""), upload)
            mine.append(name)
            stored.there[key] = (name, upload.size)
        yield stored
    except BaseException:
        _forget(mine)
        raise
    _forget([name for name, _size in stored.there.values()])


def _bytes(run: Run, replaced: Mapping[str, Any]) -> int:
    """What the run has sent so far, but for files that others now replace."""
    if run.response is None:
        return 0
    sizes = run.response.files.exclude(question__in=list(replaced)).values_list("size", flat=True)
    return sum(sizes)


def _forget(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)


def keep_only(response: SurveyResponse) -> None:
    """Delete the files of questions that are not among the answers which count."""
    response.files.exclude(question__in=list(response.answers)).delete()


def counted(survey: Survey, **only: Any) -> list[SurveyFile]:
    """The newest files of answers that count: others may be taken back or hidden yet."""
    done = SurveyResponse.State.COMPLETE
    rows = SurveyFile.objects.filter(response__survey=survey, response__state=done, **only)
    newest = rows.select_related("response").order_by("-created_at")[:MOST_LISTED]
    return [file for file in newest if file.question in file.response.answers]
