"""Pages of surveys within a project."""

from django.urls import path

from apps.feedback.surveys import building, results, sharing, translating, views

ONE = "surveys/<uuid:survey_id>/"
urlpatterns = [
    path("surveys/", views.index, name="surveys"),
    path("surveys/new/", views.new, name="survey_new"),
    path(ONE, views.detail, name="survey"),
    path(f"{ONE}words/", building.words, name="survey_words"),
    path(f"{ONE}change/", building.change, name="survey_change"),
    path(
        f"{ONE}questions/new/<slug:question_kind>/",
        building.question_new,
        name="survey_question_new",
    ),
    path(f"{ONE}questions/<slug:question_key>/", building.question, name="survey_question"),
    path(f"{ONE}pages/<slug:section_key>/", building.section, name="survey_section"),
    path(f"{ONE}settings/", views.settings, name="survey_settings"),
    path(f"{ONE}texts/", translating.words, name="survey_texts"),
    path(f"{ONE}texts/table/", translating.download, name="survey_texts_table"),
    path(f"{ONE}texts/upload/", translating.upload, name="survey_upload"),
    path(f"{ONE}preview/", views.preview, name="survey_preview"),
    path(f"{ONE}publish/", views.publish, name="survey_publish"),
    path(f"{ONE}close/", views.close, name="survey_close"),
    path(f"{ONE}duplicate/", views.duplicate, name="survey_duplicate"),
    path(f"{ONE}delete/", views.delete, name="survey_delete"),
    path(f"{ONE}share/", sharing.share, name="survey_share"),
    path(f"{ONE}share/code.svg", sharing.qr_code, name="survey_code"),
    path(f"{ONE}invite/", sharing.invite, name="survey_invite"),
    path(f"{ONE}invite/again/", sharing.invite_again, name="survey_invite_again"),
    path(f"{ONE}results/", results.results, name="survey_results"),
    path(f"{ONE}results/cross/", results.cross, name="survey_cross"),
    path(f"{ONE}results/answers.<slug:form>", results.download, name="survey_download"),
    path(f"{ONE}files/<uuid:file_id>/", results.file, name="survey_file"),
]
