"""Pages of this room. allauth's own are in ``lepton_site/urls.py`` below ``accounts/``."""

from django.urls import path
from django.views.generic import RedirectView

from apps.accounts import invitation_views, token_views, views

app_name = "accounts"
urlpatterns = [
    path("accounts/profile/", views.profile, name="profile"),
    path("accounts/tokens/", token_views.token_list, name="tokens"),
    path("accounts/tokens/<uuid:token_id>/revoke/", token_views.revoke, name="revoke_token"),
    path("accounts/sessions/<int:session_id>/end/", views.end_session, name="end_session"),
    path("accounts/invitation/<str:secret>/", invitation_views.accept, name="invitation"),
    # The address is an account's key here, and only administrators change it.
    path("accounts/email/", RedirectView.as_view(pattern_name="accounts:profile")),
]
