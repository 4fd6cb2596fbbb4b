"""What a run that finds themes takes: the project's records, and the themes as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from apps.core.masking import masked
from apps.engines.builtin.text_themes import outputs
from apps.engines.contract import ColumnProfile, InputProfile
from apps.feedback.models import FeedbackRecord, Theme, ThemeRun
from apps.projects.models import Project

ALL = "all"
FEEDBACK, THEMES = "feedback", "themes"
RECORDS = "records.parquet"
CHUNK = 5_000
COLUMNS = (
    ColumnProfile(name="id", dtype="text"),
    ColumnProfile(name="text", dtype="text"),
    ColumnProfile(name="market", dtype="text"),
    ColumnProfile(name="language", dtype="text"),
    ColumnProfile(name="day", dtype="text"),
)
ROLES = {
    "text": ["text"], "id": ["id"], "market": ["market"], "language": ["language"],
    "period": ["day"],
}  # fmt: skip
UNKNOWN = "und"


class FeedbackProvider:
    """Kind 'feedback': every record of the project that says something in words, once; what
    identifies people in it is masked.
    """

    kind = FEEDBACK
    erasable = True

    def profile(self, user: Any, project_id: Any, input_id: str) -> InputProfile:
        _visible(user, project_id, input_id)
        return _records(project_id)

    def choices(self, project_id: Any) -> list[InputProfile]:
        found = _records(project_id)
        return [found] if found.rows else []

    def materialise(self, project_id: Any, input_id: str) -> Path:
        raise LookupError("records are laid out for each attempt")

    def lay_out(self, project_id: Any, input_id: str, folder: Path) -> Path:
        return _written(folder / RECORDS, COLUMNS, _rows_of_records(project_id))

    def format(self, input_id: str) -> str:
        return "parquet"


class ThemesProvider:
    """Kind 'themes': those of the project, as people have put them right."""

    kind = THEMES
    erasable = False

    def profile(self, user: Any, project_id: Any, input_id: str) -> InputProfile:
        _visible(user, project_id, input_id)
        if not themes_of(project_id).exists():
            raise LookupError("no themes yet")
        return _themes(project_id)

    def choices(self, project_id: Any) -> list[InputProfile]:
        return [_themes(project_id)] if themes_of(project_id).exists() else []

    def materialise(self, project_id: Any, input_id: str) -> Path:
        raise LookupError("themes are laid out for each attempt")

    def lay_out(self, project_id: Any, input_id: str, folder: Path) -> Path:
        columns = outputs.themes().columns
        return _written(folder / outputs.THEMES, columns, iter([theme_rows(project_id)]))

    def format(self, input_id: str) -> str:
        return "parquet"


def themes_of(project_id: Any) -> Any:
    """Those that stand for themselves."""
    return Theme.objects.filter(project_id=project_id, merged_into=None)


def records_of(project_id: Any) -> Any:
    """Those with a text that are not told a second time."""
    rows = FeedbackRecord.objects.filter(project_id=project_id, duplicate_of=None)
    return rows.exclude(text="")


def theme_rows(project_id: Any) -> list[dict[str, Any]]:
    """A row for each part of a theme and for each language's place, as the model of the newest run
    sees them: centres that another model has found are not comparable, and stay behind.
    """
    run = ThemeRun.objects.filter(project_id=project_id).first()
    base = run.base if run else ""
    rows = [
        {
            "kind": "theme", "theme": theme.key, "name": theme.name, "named": theme.named,
            "locked": theme.locked, "similarity": part["similarity"], "texts": part["texts"],
            "base": base, "centroid": part["centroid"],
        }
        for theme in themes_of(project_id).order_by("key")
        for part in theme.parts
        if part.get("base", base) == base
    ]  # fmt: skip
    rows += [
        {
            "kind": "language", "theme": name, "name": "", "named": False, "locked": False,
            "similarity": None, "texts": 0, "base": base, "centroid": centroid,
        }
        for name, centroid in sorted((run.means if run else {}).items())
    ]  # fmt: skip
    return rows


def _rows_of_records(project_id: Any) -> Iterator[list[dict[str, Any]]]:
    names = ("id", "text", "country", "language", "occurred_at")
    found = records_of(project_id).order_by("id").values_list(*names)
    rows: list[dict[str, Any]] = []
    for pk, text, country, language, at in found.iterator(CHUNK):
        known = "" if language == UNKNOWN else language.partition("-")[0]
        rows.append(
            {"id": str(pk), "text": masked(text), "market": country, "language": known,
             "day": at.date().isoformat()}
        )  # fmt: skip
        if len(rows) == CHUNK:
            yield rows
            rows = []
    yield rows


def _written(
    path: Path,
    columns: Iterable[ColumnProfile],
    chunks: Iterator[list[dict[str, Any]]],
) -> Path:
    import pyarrow as pa  # not needed to start the web process
    import pyarrow.parquet as pq

    kinds = {"boolean": pa.bool_(), "number": pa.float64(), "integer": pa.int64()}
    schema = pa.schema([(one.name, kinds.get(one.dtype, pa.string())) for one in columns])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for rows in chunks:
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
    return path


def _records(project_id: Any) -> InputProfile:
    return InputProfile(
        kind=FEEDBACK,
        id=ALL,
        name=_("Feedback of the project"),
        rows=records_of(project_id).count(),
        columns=list(COLUMNS),
    )


def _themes(project_id: Any) -> InputProfile:
    return InputProfile(
        kind=THEMES,
        id=ALL,
        name=_("Themes of the project"),
        rows=themes_of(project_id).count(),
        columns=outputs.themes().columns,
    )


def _visible(user: Any, project_id: Any, input_id: str) -> None:
    seen = Project.objects.visible_to(user).filter(pk=project_id).exists()
    if not seen or input_id != ALL:
        raise LookupError(f"no feedback '{input_id}' in this project")
