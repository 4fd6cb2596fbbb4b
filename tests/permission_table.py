"""Who may do what on every route of a project. A new route needs its row here.

``Route(name, get=lowest role that reads, post=lowest role that acts, args=URL arguments)``; see
``apps/core/testing/routes.py``. ``rows`` in ``args`` is ``tests.e2e.site.Site``.
"""

from apps.core.testing.routes import Route

TABLE: tuple[Route, ...] = (
    Route("jobs:list"),
    Route("jobs:new", get="analyst", post="analyst"),
    Route("jobs:compare", query=lambda rows: {"a": rows.job.pk, "b": rows.job.pk}),
    Route("jobs:detail", args=lambda rows: {"job_id": rows.job.pk}),
    Route("jobs:live", args=lambda rows: {"job_id": rows.job.pk}),
    # Analysts cancel what they started themselves; this job is the owner's.
    Route("jobs:cancel", get=None, post="editor", args=lambda rows: {"job_id": rows.job.pk}),
    Route("jobs:rerun", get=None, post="analyst", args=lambda rows: {"job_id": rows.job.pk}),
    Route(
        "jobs:artifact",
        args=lambda rows: {"job_id": rows.job.pk, "artifact_id": rows.artifact.pk},
    ),
)
