"""What a run that finds themes takes: the records of the project or of one theme, and the themes
as they are now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from apps.core.masking import masked
from apps.engines.builtin.text_themes import outputs
from apps.engines.builtin.text_themes.opinions import LEAST
from apps.engines.contract import ColumnProfile, InputProfile
from apps.feedback.models import FeedbackRecord, Theme, ThemeRun
from apps.projects.models import Project

ALL = "all"
FEWEST = LEAST  # records that a run takes at least
PLACES = "languages"
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
    """Kind 'feedback': every record of the project that says something in words, once, or with a
    theme's id those of the theme; what identifies people in it is masked.
    """

    kind = FEEDBACK
    erasable = True

    def profile(self, user: Any, project_id: Any, input_id: str) -> InputProfile:
        _visible(user, project_id)
        return _records(project_id, input_id)

    def choices(self, project_id: Any) -> list[InputProfile]:
        found = _records(project_id, ALL)
        return [found] if found.rows else []

    def materialise(self, project_id: Any, input_id: str) -> Path:
        raise LookupError("records are laid out for each attempt")

    def lay_out(self, project_id: Any, input_id: str, folder: Path) -> Path:
        return _written(folder / RECORDS, COLUMNS, _rows_of_records(project_id, input_id))

    def format(self, input_id: str) -> str:
        return "parquet"


class ThemesProvider:
    """Kind 'themes': those of the project, as people have put them right. :data:`PLACES` are only
    those of its languages: what a run then finds is seen as the themes are, and goes on with none.
    """

    kind = THEMES
    erasable = False

    def profile(self, user: Any, project_id: Any, input_id: str) -> InputProfile:
        _visible(user, project_id)
        found = _themes(project_id, input_id) if input_id in (ALL, PLACES) else None
        if found is None or not found.rows:
            raise LookupError(f"no themes '{input_id}' in this project")
        return found

    def choices(self, project_id: Any) -> list[InputProfile]:
        return [_themes(project_id, ALL)] if themes_of(project_id).exists() else []

    def materialise(self, project_id: Any, input_id: str) -> Path:
        raise LookupError("themes are laid out for each attempt")

    def lay_out(self, project_id: Any, input_id: str, folder: Path) -> Path:
        columns = outputs.themes().columns
        return _written(folder / outputs.THEMES, columns, iter([theme_rows(project_id, input_id)]))

    def format(self, input_id: str) -> str:
        return "parquet"


def themes_of(project_id: Any) -> Any:
    """Those that stand for themselves."""
    return Theme.objects.filter(project_id=project_id, merged_into=None)


def records_of(project_id: Any, theme_id: Any = None) -> Any:
    """Those with a text that are not told a second time; with ``theme_id`` those of the theme."""
    rows = FeedbackRecord.objects.filter(project_id=project_id, duplicate_of=None)
    rows = rows.exclude(text="")
    return rows if theme_id is None else rows.filter(theme_member__theme=theme_id)


def theme_asked(input_id: str) -> UUID | None:
    """The theme whose records are an input; None for all records. Raises ``LookupError``."""
    if input_id == ALL:
        return None
    try:
        return UUID(input_id)
    except ValueError:
        raise LookupError(f"no feedback '{input_id}'") from None


def theme_rows(project_id: Any, input_id: str = ALL) -> list[dict[str, Any]]:
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
        for theme in (themes_of(project_id).order_by("key") if input_id == ALL else ())
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


def _rows_of_records(project_id: Any, input_id: str) -> Iterator[list[dict[str, Any]]]:
    names = ("id", "text", "country", "language", "occurred_at")
    asked = records_of(project_id, theme_asked(input_id))
    found = asked.order_by("id").values_list(*names)
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


def _records(project_id: Any, input_id: str) -> InputProfile:
    theme = theme_asked(input_id)
    name = _("Feedback of the project")
    if theme is not None:
        row = themes_of(project_id).filter(pk=theme).first()
        if row is None:
            raise LookupError(f"no theme '{input_id}' in this project")
        name = _("Feedback of the theme '{name}'").format(name=row.name)
    return InputProfile(
        kind=FEEDBACK,
        id=input_id,
        name=name,
        rows=records_of(project_id, theme).count(),
        columns=list(COLUMNS),
    )


def _themes(project_id: Any, input_id: str) -> InputProfile:
    everything = input_id == ALL
    return InputProfile(
        kind=THEMES,
        id=input_id,
        name=_("Themes of the project") if everything else _("Languages of the themes"),
        rows=themes_of(project_id).count() if everything else len(theme_rows(project_id, input_id)),
        columns=outputs.themes().columns,
    )


def _visible(user: Any, project_id: Any) -> None:
    if not Project.objects.visible_to(user).filter(pk=project_id).exists():
        raise LookupError("no such project")
