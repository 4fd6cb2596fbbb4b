"""Pages of mailboxes, below those of feedback."""

from __future__ import annotations

from django.urls import path

from apps.feedback.mailin import views

BOXES = "mailboxes/"
BOX = f"{BOXES}<uuid:mailbox_id>/"

urlpatterns = [
    path(BOXES, views.mailboxes, name="mailboxes"),
    path(f"{BOXES}new/", views.new, name="mailbox_new"),
    path(BOX, views.mailbox, name="mailbox"),
    path(f"{BOX}edit/", views.edit, name="mailbox_edit"),
    path(f"{BOX}fetch/", views.fetch, name="mailbox_fetch"),
    path(f"{BOX}switch/", views.switch, name="mailbox_switch"),
    path(f"{BOX}delete/", views.delete, name="mailbox_delete"),
]
