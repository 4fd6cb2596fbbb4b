"""Every page of the site. Each app owns its own ``urls.py``; the API is in ``api_urls.py``."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("apps.core.urls")),
    path("", include("apps.projects.urls")),
    path("", include("apps.accounts.urls")),
    path("", include("apps.events.urls")),
    path("projects/<uuid:project_id>/data/", include("apps.datasets.urls")),
    path("projects/<uuid:project_id>/jobs/", include("apps.jobs.urls")),
    path("projects/<uuid:project_id>/models/", include("apps.modelhub.urls")),
    path("projects/<uuid:project_id>/research/", include("apps.research.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/", include("lepton_site.api_urls")),
    path("admin/", admin.site.urls),
]
handler400 = "apps.core.views.bad_request"
handler404 = "apps.core.views.not_found"
handler403 = "apps.core.views.forbidden"
handler500 = "apps.core.views.server_error"
handler429 = "apps.accounts.views.too_many_requests"
