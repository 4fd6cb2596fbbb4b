"""Every route below ``/api/``. Each line: path, view set, name, and what each method does."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, URLResolver, include, path, re_path
from rest_framework.viewsets import ViewSetMixin

from apps.accounts.api import MeViewSet
from apps.core.api import pages
from apps.datasets.api import DatasetsViewSet, VersionsViewSet
from apps.datasets.api_uploads import UploadsViewSet
from apps.engines.api import EngineViewSet
from apps.jobs.api import ArtifactsViewSet, JobsViewSet
from apps.modelhub.api import ModelsViewSet
from apps.projects.api import EntriesViewSet, MembersViewSet, ProjectsViewSet


def route(address: str, view: type[ViewSetMixin], name: str, **methods: str) -> URLPattern:
    """``route("jobs/", Jobs, "jobs", get="list", post="create")``."""
    actions: dict[str, Any] = dict(methods)
    return path(address, view.as_view(actions), name=name)


CHANGE = {"patch": "partial_update", "delete": "destroy"}

members = MembersViewSet
entries = EntriesViewSet
projects = ProjectsViewSet
jobs = JobsViewSet
artifacts = ArtifactsViewSet
datasets = DatasetsViewSet
versions = VersionsViewSet
uploads = UploadsViewSet
VERSION = "datasets/<uuid:dataset_id>/versions/<uuid:version_id>/"
UPLOAD = "uploads/<uuid:upload_id>/"
models = ModelsViewSet

inside = [
    route("archive/", projects, "project-archive", post="archive"),
    route("restore/", projects, "project-restore", post="restore"),
    route("members/", members, "members", get="list", post="create"),
    route("members/<uuid:member_id>/", members, "member", get="retrieve", **CHANGE),
    route("entries/", entries, "entries", get="list", post="create"),
    route("entries/<uuid:entry_id>/", entries, "entry", get="retrieve", **CHANGE),
    route("entries/<uuid:entry_id>/move/", entries, "entry-move", post="move"),
    route("entries/<uuid:entry_id>/moves/", entries, "entry-moves", get="moves"),
    route("uploads/", uploads, "uploads", get="list", post="create", options="metadata"),
    route(
        UPLOAD,
        uploads,
        "upload",
        get="retrieve",
        head="progress",
        patch="receive",
        delete="destroy",
        options="metadata",
    ),
    route(f"{UPLOAD}inspect/", uploads, "upload-inspect", post="inspect"),
    route(f"{UPLOAD}import/", uploads, "upload-import", post="start_import"),
    route("datasets/", datasets, "datasets", get="list"),
    route("datasets/<uuid:dataset_id>/", datasets, "dataset", get="retrieve", **CHANGE),
    route("datasets/<uuid:dataset_id>/versions/", versions, "versions", get="list"),
    route(VERSION, versions, "version", get="retrieve"),
    route(f"{VERSION}rows/", versions, "version-rows", get="rows"),
    route(f"{VERSION}download/", versions, "version-download", get="download"),
    route(f"{VERSION}rejections/", versions, "version-rejections", get="rejections"),
    route("jobs/", jobs, "jobs", get="list", post="create"),
    route("jobs/<uuid:job_id>/", jobs, "job", get="retrieve"),
    route("jobs/<uuid:job_id>/cancel/", jobs, "job-cancel", post="cancel"),
    route("jobs/<uuid:job_id>/rerun/", jobs, "job-rerun", post="rerun"),
    route("jobs/<uuid:job_id>/log/", jobs, "job-log", get="log"),
    route("jobs/<uuid:job_id>/metrics/", jobs, "job-metrics", get="metrics"),
    route("jobs/<uuid:job_id>/result/", jobs, "job-result", get="result"),
    route("jobs/<uuid:job_id>/artifacts/", artifacts, "artifacts", get="list"),
    route(
        "jobs/<uuid:job_id>/artifacts/<uuid:artifact_id>/", artifacts, "artifact", get="retrieve"
    ),
    route("models/", models, "models", get="list"),
    route("models/<uuid:model_id>/", models, "model", get="retrieve", patch="partial_update"),
    route("models/<uuid:model_id>/predict/", models, "model-predict", post="predict"),
]
v1: list[URLPattern | URLResolver] = [
    route("me/", MeViewSet, "me", get="retrieve"),
    route("engines/", EngineViewSet, "engines", get="list"),
    route("engines/<str:key>/", EngineViewSet, "engine", get="retrieve"),
    route("projects/", projects, "projects", get="list", post="create"),
    route("projects/<uuid:project_id>/", projects, "project", get="retrieve", **CHANGE),
    path("projects/<uuid:project_id>/", include(inside)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", pages.SchemaView.as_view(), name="api-schema"),
    path("docs/", pages.docs, name="api-docs"),
    path("problems/", pages.problems, name="api-problems"),
    path("v1/", include((v1, "api"))),
    re_path(r"", pages.unknown_address),
]
