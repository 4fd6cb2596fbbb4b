"""Many people are invited at once: a list, a preview with a reason for each line, links once."""

from __future__ import annotations

import base64
import csv
import io
import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.accounts.domain import guest_list
from apps.accounts.models import Invitation
from apps.events.models import AuditEntry
from tests.factories.accounts import InvitationFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "E-mail,Name\nada@example.com,Ada Lovelace\n\ngrace@example.com;Grace\n"


@pytest.fixture
def url():
    return reverse("admin:invite_many")


@pytest.fixture
def no_server(settings):
    settings.EMAIL_BACKEND = "apps.accounts.outbox.OutboxBackend"


def read(text):
    return [(g.line, g.email, g.name, str(g.problem or "")) for g in guest_list.read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "ada@example.com,Ada Lovelace",
        "Ada Lovelace\tada@example.com",
        "ADA@Example.com ; Ada Lovelace",
        "Ada Lovelace <ada@example.com>",
        '\ufeffada@example.com,"Ada Lovelace"',
        "ada@example.com，Ada Lovelace",
    ],
)
def test_lists_as_people_have_them(text):
    assert read(text) == [(1, "ada@example.com", "Ada Lovelace", "")]


def test_headings_and_empty_lines_are_skipped_and_lines_counted():
    assert [row[:2] for row in read(LIST)] == [(2, "ada@example.com"), (4, "grace@example.com")]
    assert read("邮箱,姓名\nada@example.com,李") == [(2, "ada@example.com", "李", "")]


def test_each_problem_is_told_at_its_line(db):
    UserFactory(email="old@example.com")
    InvitationFactory(email="open@example.com")
    InvitationFactory(email="gone@example.com", revoked_at=timezone.now())
    rows = read(
        "a@example.com,A\nnonsense,B\nx@,C\nA@example.com,D\nold@example.com\nopen@example.com\n"
        f"gone@example.com\nlong@example.com,{'n' * 151}\n"
    )
    assert [row[3].partition(".")[0] for row in rows] == [
        "",
        "This is no e-mail address",
        "This is no e-mail address",
        "The same address as in line 1",
        "There is an account with this address already",
        "An invitation to this address is open already",
        "",
        "The name is too long: at most 150 characters",
    ]
    assert rows[1][1] == "nonsense"  # what was typed is shown again


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_files_of_spreadsheets(panel, url, encoding):
    file = SimpleUploadedFile("list.csv", "li@example.com,李明".encode(encoding))
    page = panel.post(url, {"file": file}).content.decode()
    assert "李明" in page
    assert "1 person can be invited" in page


def test_the_preview_invites_nobody(panel, url, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = panel.post(url, {"people": LIST + "nonsense"}).content.decode()
    assert "2 people can be invited" in page
    assert "1 line has a problem and is left out" in page
    assert "This is no e-mail address" in page
    assert page.count("nonsense") == 3  # in the table, for the next step, in the field to correct
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"people": " \n "}, "Nobody is in the list"),
        ({"people": "E-mail,Name"}, "Nobody is in the list"),
        ({"people": "a@example.com\n" * 501}, "at most 500 people at once"),
        ({"file": b"\xff\x00\x81"}, "The file is no text"),
        ({"file": b"a" * 1_048_577}, "larger than 1 MB"),
    ],
)
def test_what_cannot_be_read_is_said(panel, url, data, words):
    if "file" in data:
        data = {"file": SimpleUploadedFile("x.csv", data["file"])}
    response = panel.post(url, data)
    assert response.status_code == 200
    assert words in response.content.decode()


def test_links_are_shown_and_downloaded_once_and_work(panel, url, boss, no_server):
    response = panel.post(url, {"people": LIST + "=1+1,sum@example.com\nbad", "send": "yes"})
    assert "no-store" in response["Cache-Control"]
    page = unescape(response.content.decode())
    assert "3 invitations made" in page
    data = re.search(r'href="data:text/csv;charset=utf-8;base64,([^"]+)" download', page)[1]
    rows = list(csv.reader(io.StringIO(base64.b64decode(data).decode("utf-8-sig"))))
    assert rows[0] == ["email", "name", "link"]
    assert [row[:2] for row in rows[1:]] == [
        ["ada@example.com", "Ada Lovelace"],
        ["grace@example.com", "Grace"],
        ["sum@example.com", "'=1+1"],
    ]
    for _email, _name, link in rows[1:]:
        assert link in page
        assert Client().get(urlsplit(link).path).status_code == 200
    assert {row.invited_by for row in Invitation.objects.all()} == {boss}
    assert AuditEntry.objects.filter(kind="accounts.invitation.sent").count() == 3
    listed = panel.get(reverse("admin:accounts_invitation_changelist")).content.decode()
    assert "ada@example.com" in listed
    assert not any(row[2] in listed for row in rows[1:])


def test_sending_twice_invites_nobody_twice(panel, url, no_server):
    for _ in range(2):
        response = panel.post(url, {"people": LIST, "send": "yes"})
    page = response.content.decode()
    assert Invitation.objects.count() == 2
    assert "0 people can be invited" in page
    assert page.count("An invitation to this address is open already") == 2


def test_with_a_mail_server_links_go_by_mail_only(panel, url, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = panel.post(url, {"people": LIST, "send": "yes"}).content.decode()
    assert "2 invitations are on their way." in page
    assert "data:text/csv" not in page
    assert sorted(message.to[0] for message in mail.outbox) == [
        "ada@example.com",
        "grace@example.com",
    ]


def test_the_list_of_invitations_leads_here_in_both_languages(panel, url):
    english = panel.get(reverse("admin:accounts_invitation_changelist")).content.decode()
    assert f'href="{url}"' in english
    chinese = panel.get(url, headers={"Accept-Language": "zh-hans"}).content.decode()
    assert "批量邀请" in chinese


def test_for_administrators_only(client, url):
    client.force_login(UserFactory())
    assert client.post(url, {"people": LIST, "send": "yes"}).status_code in (302, 403)
    assert not Invitation.objects.exists()


def test_a_line_without_end_is_no_address():
    (found,) = read('"' + "x" * 300_000)
    assert "no e-mail address" in found[3]
