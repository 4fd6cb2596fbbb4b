"""Pages of this room, below ``/projects/<project_id>/data/``."""

from django.urls import path

from apps.datasets.views import (
    combining,
    deriving,
    details,
    dictionary,
    labels,
    lists,
    previewing,
    sources,
    uploading,
)

app_name = "datasets"
urlpatterns = [
    path("", lists.dataset_list, name="list"),
    path("upload/", uploading.upload_page, name="upload"),
    path("uploads/", uploading.tus_create, name="tus"),
    path("uploads/<uuid:upload_id>/", uploading.tus_upload, name="tus_upload"),
    path("uploads/<uuid:upload_id>/check/", previewing.preview_page, name="preview"),
    path("uploads/<uuid:upload_id>/drop/", uploading.drop, name="drop"),
    path("combine/", combining.combine, name="combine"),
    path("sources/", sources.source_list, name="sources"),
    path("sources/new/", sources.new, name="source_new"),
    path("sources/<uuid:source_id>/", sources.detail, name="source"),
    path("sources/<uuid:source_id>/change/", sources.change, name="source_change"),
    path("sources/<uuid:source_id>/times/", sources.times, name="source_times"),
    path("sources/<uuid:source_id>/look/", sources.look, name="source_look"),
    path("sources/<uuid:source_id>/agree/", sources.agree, name="source_agree"),
    path("sources/<uuid:source_id>/fetch/", sources.fetch, name="source_fetch"),
    path("sources/<uuid:source_id>/accept/", sources.accept, name="source_accept"),
    path("sources/<uuid:source_id>/switch/", sources.switch, name="source_switch"),
    path("sources/<uuid:source_id>/delete/", sources.delete, name="source_delete"),
    path("<uuid:dataset_id>/", details.detail, name="detail"),
    path("<uuid:dataset_id>/change/", details.change, name="change"),
    path("<uuid:dataset_id>/add-columns/", deriving.derive, name="derive"),
    path("<uuid:dataset_id>/delete/", details.delete, name="delete"),
    path("<uuid:dataset_id>/rejections.csv", details.rejections, name="rejections"),
    path("<uuid:dataset_id>/labels/", labels.labels, name="labels"),
    path(
        "<uuid:dataset_id>/labels/<uuid:check_id>/decide/", labels.label_decide, name="label_decide"
    ),
    path("<uuid:dataset_id>/labels/<uuid:queue_id>/apply/", labels.label_apply, name="label_apply"),
    path("<uuid:dataset_id>/coverage/", combining.coverage, name="coverage"),
    path("<uuid:dataset_id>/combine/", combining.combine_again, name="combine_again"),
    path("<uuid:dataset_id>/dictionary/", dictionary.dictionary, name="dictionary"),
    path("<uuid:dataset_id>/dictionary/column/", dictionary.column, name="dictionary_column"),
    path("<uuid:dataset_id>/dictionary/fill/", dictionary.fill, name="dictionary_fill"),
    path("<uuid:dataset_id>/dictionary/forget/", dictionary.forget, name="dictionary_forget"),
    path("<uuid:dataset_id>/dictionary/import/", dictionary.bring, name="dictionary_import"),
    path(
        "<uuid:dataset_id>/dictionary.<str:form>", dictionary.download, name="dictionary_download"
    ),
    path("<uuid:dataset_id>/excel/", details.make_excel, name="make_excel"),
    path("<uuid:dataset_id>/data.<str:form>", details.download, name="download"),
]
