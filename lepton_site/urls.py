"""Every page of the site. Each app owns its own ``urls.py``; the API is in ``api_urls.py``."""

from django.contrib import admin
from django.urls import include, path

from apps.accounts.views import SessionsView
from apps.plugins.routes import page_urls

urlpatterns = [
    path("", include("apps.core.urls")),
    path("", include("apps.projects.urls")),
    path("", include("apps.accounts.urls")),
    path("", include("apps.events.urls")),
    path("projects/<uuid:project_id>/data/", include("apps.datasets.urls")),
    path("projects/<uuid:project_id>/jobs/", include("apps.jobs.urls")),
    path("projects/<uuid:project_id>/customers/", include("apps.crm.urls")),
    path("projects/<uuid:project_id>/models/", include("apps.modelhub.urls")),
    path("projects/<uuid:project_id>/research/", include("apps.research.urls")),
    path("projects/<uuid:project_id>/feedback/", include("apps.feedback.urls")),
    path("projects/<uuid:project_id>/promotion/", include("apps.promotion.urls")),
    path("projects/<uuid:project_id>/plugins/", include(page_urls())),
    path("s/", include("apps.feedback.surveys.public_urls")),
    path("calendar/", include("apps.promotion.feeds.public_urls")),
    # In the place of allauth's own, which asks three times for each session.
    path("accounts/sessions/", SessionsView.as_view(), name="usersessions_list"),
    path("accounts/", include("allauth.urls")),
    path("api/", include("lepton_site.api_urls")),
    path("admin/", admin.site.urls),
]
handler400 = "apps.core.views.bad_request"
handler404 = "apps.core.views.not_found"
handler403 = "apps.core.views.forbidden"
handler500 = "apps.core.views.server_error"
handler429 = "apps.accounts.views.too_many_requests"
