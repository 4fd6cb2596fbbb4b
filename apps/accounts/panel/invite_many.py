"""The panel's page to invite many people at once: list, preview, links."""

from __future__ import annotations

import base64
import csv
import io
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from apps.accounts.domain import guest_list
from apps.accounts.domain.guest_list import MOST, Guest, TooManyRows
from apps.accounts.domain.links import mail_is_sent
from apps.accounts.models import Invitation
from apps.accounts.panel.pages import Page, pages

FILE_BYTES = 1024 * 1024


class GuestListForm(forms.Form):
    """A pasted list or a file; ``guests()`` after it is valid."""

    people = forms.CharField(
        label=_("People"),
        required=False,
        strip=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 10}),
        help_text=_("One person a line: e-mail address, name. Copied from a spreadsheet is fine."),
    )
    file = forms.FileField(
        label=_("Or a CSV file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
        help_text=_("With the same columns; it is used instead of what is typed above."),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        text = self._text(values)
        if not self.errors:
            try:
                values["text"], values["guests"] = text, guest_list.read(text)
            except TooManyRows:
                raise forms.ValidationError(
                    _("The list is too long: at most %(most)s people at once. Divide it."),
                    params={"most": MOST},
                ) from None
            if not values["guests"]:
                raise forms.ValidationError(_("Nobody is in the list. Type or paste somebody."))
        return values

    def _text(self, values: dict[str, Any]) -> str:
        file = values.get("file")
        if file is None:
            return str(values.get("people", ""))
        if file.size > FILE_BYTES:
            self.add_error("file", _("The file is larger than 1 MB. Divide it."))
            return ""
        try:
            return guest_list.decode(file.read())
        except UnicodeDecodeError:
            self.add_error("file", _("The file is no text. Save it as CSV and choose it again."))
            return ""


def invite_many(request: HttpRequest) -> HttpResponse:
    form = GuestListForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        guests = form.cleaned_data["guests"]
        good = [guest for guest in guests if guest.problem is None]
        if "send" in request.POST and good:
            return _sent(request, good)
        context.update(guests=guests, good=len(good), bad=len(guests) - len(good))
        # The list comes back into the field, for corrections and for the next step.
        context["form"] = GuestListForm(initial={"people": form.cleaned_data["text"]})
        context["text"] = form.cleaned_data["text"]
    return _page(request, "accounts/panel/invite_many.html", context)


def _sent(request: HttpRequest, guests: list[Guest]) -> HttpResponse:
    """The links, on this page alone: only their hashes are stored."""
    user: Any = request.user
    made = guest_list.invite_all(guests, user, request)
    context: dict[str, Any] = {"count": len(made), "mail_is_sent": mail_is_sent()}
    if not context["mail_is_sent"]:
        context.update(made=made, file=_as_file(made))
    return _page(request, "accounts/panel/invited_many.html", context)


def _as_file(made: list[tuple[Invitation, str]]) -> str:
    """A CSV with all links as a 'data:' address, so that the server keeps no file of them."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["email", "name", "link"])
    for invitation, link in made:
        writer.writerow([_cell(invitation.email), _cell(invitation.name), link])
    encoded = base64.b64encode(file.getvalue().encode("utf-8-sig")).decode("ascii")
    return f"data:text/csv;charset=utf-8;base64,{encoded}"


def _cell(text: str) -> str:
    """Spreadsheets run what begins like a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    whole = {**admin.site.each_context(request), "title": _("Invite many people"), **context}
    response = TemplateResponse(request, template, whole)
    response["Cache-Control"] = "no-store"
    return response


pages.register(
    "invite_many", Page("invite_many", "invite-many/", invite_many), owner="apps.accounts"
)
