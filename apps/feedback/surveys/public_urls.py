"""The addresses that respondents are given."""

from django.urls import path

from apps.feedback.surveys import leaving, public

app_name = "surveys"
urlpatterns = [
    path("<str:token>/", public.answer, name="answer"),
    path("<str:token>/leave/", leaving.leave, name="leave"),
]
