"""What pages and API share."""

from django.db import transaction

from apps import sdk
from lepton_dummy.models import Note


@transaction.atomic
def write(scope, text):
    if sdk.own_rows(scope, Note).count() >= scope.setting("most"):
        raise sdk.Refused(sdk.msg("There are enough notes."), (("text", sdk.msg("One too many.")),))
    note = Note.objects.create(project_id=scope.project_id, text=text)
    sdk.report(scope, "dummy.note.written", note, text=text)
    return note
