from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse

from apps import sdk
from lepton_dummy.models import Note
from lepton_dummy.notes import write


def home(request, scope):
    """The notes of the project, and a form that writes one."""
    if request.method == "POST":
        write(scope, request.POST["text"])
        messages.success(request, "Written.")
        return redirect(scope.url("home"))
    context = {
        "project_read": sdk.project(scope),
        "notes": sdk.own_rows(scope, Note),
        "greeting": scope.setting("greeting"),
    }
    return render(request, "lepton_dummy/home.html", context)


def note(request, scope, note_id):
    found = sdk.own_rows(scope, Note).filter(pk=note_id).first()
    if found is None:
        raise Http404
    return TemplateResponse(request, "lepton_dummy/home.html", {"notes": [found]})
