"""Routes: functions and pydantic models."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from apps import sdk
from lepton_dummy import notes
from lepton_dummy.models import Note


class NoteOut(BaseModel):
    id: UUID
    text: str


class NotePage(BaseModel):
    results: list[NoteOut]


class NoteIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=200, title="Text")


class Search(BaseModel):
    q: str = Field("", description="Only notes with these words.")


def list_notes(scope, query):
    """The notes of the project."""
    rows = sdk.own_rows(scope, Note).filter(text__icontains=query.q).order_by("text")
    return NotePage(results=[NoteOut(id=row.pk, text=row.text) for row in rows])


def write_note(scope, body):
    """Write a note."""
    row = notes.write(scope, body.text)
    return NoteOut(id=row.pk, text=row.text)


def delete_note(scope, note_id):
    """Delete a note."""
    deleted, _rows = sdk.own_rows(scope, Note).filter(pk=note_id).delete()
    if not deleted:
        raise sdk.NotFound(sdk.msg("There is no such note."))


NOTES = [
    sdk.Endpoint("get", list_notes, token="read", answer=NotePage, query=Search),
    sdk.Endpoint("post", write_note, token="write", role="editor", answer=NoteOut, body=NoteIn),
]
NOTE = [sdk.Endpoint("delete", delete_note, token="write", role="editor")]
