"""Who may do what on every route of a project. A new route needs its row here.

``Route(name, get=lowest role that reads, post=lowest role that acts, args=URL arguments)``; see
``apps/core/testing/routes.py``. ``rows`` is ``tests.e2e.site.Site``.
"""

from collections.abc import Callable
from typing import Any

from apps.core.testing.routes import Route, project_routes


def ids(**names: str) -> Callable[[Any], dict[str, Any]]:
    """URL arguments from rows of the site: ``ids(job_id="job")``."""
    return lambda rows: {argument: getattr(rows, name).pk for argument, name in names.items()}


DATASET, UPLOAD = ids(dataset_id="dataset"), ids(upload_id="upload")
JOB, ENTRY, MODEL = ids(job_id="job"), ids(entry_id="entry"), ids(model_id="model")

# These pages count from the day that they are reachable.
DATA = tuple(
    route
    for route in (
        Route("datasets:list"),
        Route("datasets:upload", get="analyst", post="analyst"),
        Route("datasets:tus", get=None, post="analyst"),
        Route("datasets:tus_upload", get=None, args=UPLOAD),
        Route("datasets:preview", get="analyst", post="analyst", args=UPLOAD),
        Route("datasets:drop", get=None, post="analyst", args=UPLOAD),
        Route("datasets:detail", args=DATASET),
        Route("datasets:change", get="editor", post="editor", args=DATASET),
        Route("datasets:delete", get="editor", post="editor", args=DATASET),
        Route("datasets:rejections", args=DATASET),
        Route(
            "datasets:download", args=lambda rows: {"dataset_id": rows.dataset.pk, "form": "csv"}
        ),
    )
    if route.name in project_routes()
)

TABLE: tuple[Route, ...] = (
    # projects
    Route("projects:overview"),
    Route("projects:markets"),
    Route("projects:markets_add", get="editor", post="editor"),
    Route("projects:market", args=ENTRY),
    Route("projects:market_plan", get=None, post="editor", args=ENTRY),
    Route("projects:market_move", get=None, post="editor", args=ENTRY),
    Route("projects:market_remove", get="editor", post="editor", args=ENTRY),
    Route("projects:members", post="owner"),
    Route("projects:member_role", get=None, post="owner", args=ids(membership_id="membership")),
    Route("projects:member_remove", get=None, post="owner", args=ids(membership_id="membership")),
    Route("projects:withdraw", get=None, post="owner", args=ids(invitation_id="invitation")),
    Route("projects:settings", post="editor"),
    Route("projects:product", get=None, post="editor"),
    Route("projects:archive", get=None, post="owner"),
    Route("projects:restore", get=None, post="owner"),
    Route("projects:delete", get=None, post="owner"),
    Route("projects:audit", redirects=True),
    Route("events:audit"),
    *DATA,
    # jobs
    Route("jobs:list"),
    Route("jobs:new", get="analyst", post="analyst"),
    Route("jobs:compare", query=lambda rows: {"a": rows.job.pk, "b": rows.job.pk}),
    Route("jobs:detail", args=JOB),
    Route("jobs:live", args=JOB),
    # Analysts cancel what they started themselves; this job is the owner's.
    Route("jobs:cancel", get=None, post="editor", args=JOB),
    Route("jobs:rerun", get=None, post="analyst", args=JOB),
    Route("jobs:artifact", args=ids(job_id="job", artifact_id="artifact")),
    # models and research
    Route("modelhub:list"),
    Route("modelhub:detail", args=MODEL, post="analyst"),
    Route("modelhub:predict", args=MODEL, post="analyst"),
    Route("modelhub:live", args=ids(model_id="model", job_id="prediction")),
    Route("research:demand"),
    Route("research:demand_new", get="analyst", post="analyst"),
)
