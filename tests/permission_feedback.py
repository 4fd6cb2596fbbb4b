"""Who may do what with feedback records, for ``tests.permission_table``."""

from __future__ import annotations

from typing import Any

from apps.core.testing.routes import Route


def RECORD(rows: Any) -> dict[str, Any]:  # noqa: N802 - as in the table
    return {"record_id": rows.feedback_record.pk}


def INTAKE(rows: Any) -> dict[str, Any]:  # noqa: N802 - as in the table
    return {"import_id": rows.record_intake.pk}


ROUTES = (
    Route("feedback:records"),
    Route("feedback:record_new", get="analyst", post="analyst"),
    Route("feedback:as_dataset", get="analyst", post="analyst"),
    Route("feedback:record", args=RECORD),
    Route("feedback:record_edit", get="analyst", post="analyst", args=RECORD),
    Route("feedback:record_delete", get="editor", post="editor", args=RECORD),
    Route("feedback:from_table", get="analyst", post="analyst"),
    Route("feedback:intake", get="analyst", post="analyst", args=INTAKE),
    Route("feedback:intake_live", get="analyst", args=INTAKE),
    Route("feedback:intake_undo", get=None, post="editor", args=INTAKE),
    Route("feedback:intake_problems", get="analyst", args=INTAKE),
)
