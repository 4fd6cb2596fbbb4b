"""Invitations by mail: what fails, what is refused, whose sender vanishes, and the way out."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core.mail.backends.smtp import EmailBackend
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.crm.models import Consent, Contact
from apps.events.models import AuditEntry
from apps.feedback.models import Survey, SurveyInvitation
from apps.feedback.surveys import inviting, mailing
from apps.projects.domain.errors import Refused
from apps.projects.transfer.exporting import gather
from apps.projects.transfer.importing import import_project
from tests.factories.crm import ContactFactory
from tests.factories.crm_more import ConsentFactory
from tests.factories.projects import ProjectFactory
from tests.factories.surveys import ResponseFactory, SurveyFactory, SurveyInvitationFactory

pytestmark = pytest.mark.django_db
State = SurveyInvitation.State


class Post:
    """A mail server that fails as it is told, by address; '*' is for all."""

    def __init__(self, **fails: BaseException) -> None:
        self.fails: dict[str, BaseException] = fails
        self.sent: list[Any] = []

    def open(self) -> None: ...

    def send_messages(self, letters: list[Any]) -> int:
        (letter,) = letters
        wrong = self.fails.get(letter.to[0].partition("@")[0]) or self.fails.get("all")
        if wrong is not None:
            raise wrong
        self.sent.append(letter)
        self.then(letter)
        return 1

    def then(self, letter: Any) -> None:
        """What happens when a letter has been sent."""

    def close(self) -> None: ...


@pytest.fixture
def post(monkeypatch: Any) -> Post:
    made = Post()
    monkeypatch.setattr(mailing, "get_connection", lambda: made)
    return made


@pytest.fixture
def project(client: Any) -> Any:
    made = ProjectFactory()
    client.force_login(made.memberships.get().user)
    return made


def asked(survey: Survey, *names: str) -> list[SurveyInvitation]:
    """Invitations that wait, of contacts who agreed."""
    made = []
    for name in names:
        contact = ContactFactory(project=survey.project, email=f"{name}@example.com")
        ConsentFactory(contact=contact)
        made.append(SurveyInvitationFactory(survey=survey, contact=contact))
    return made


def states(survey: Survey) -> dict[str, str]:
    rows = survey.invitations.values_list("contact__email", "state")
    return {email.partition("@")[0]: state for email, state in rows}


def make_due() -> None:
    SurveyInvitation.objects.update(due_at=timezone.now() - timedelta(seconds=1))


def page(client: Client, survey: Survey) -> str:
    address = reverse("feedback:survey_share", args=[survey.project_id, survey.pk])
    return str(client.get(address).content.decode())


def refused(code: int, words: bytes) -> SMTPRecipientsRefused:
    return SMTPRecipientsRefused({"x": (code, words)})


def test_what_the_server_refuses_stops_no_other_and_says_so(client, project, post):
    survey = SurveyFactory(project=project)
    asked(survey, "ann", "bob", "cem")
    post.fails["bob"] = refused(550, b"5.1.1 no such user")
    assert mailing.mail(survey.pk) == 2
    assert states(survey) == {"ann": "sent", "bob": "failed", "cem": "sent"}
    text = page(client, survey)
    assert "The mail server refused it: 550 5.1.1 no such user" in text
    assert "Send 1 again" in text
    post.fails.clear()
    again = reverse("feedback:survey_invite_again", args=[project.pk, survey.pk])
    assert "1 invitation is sent again" in client.post(again, follow=True).content.decode()
    assert mailing.mail(survey.pk) == 1
    assert [one.to for one in post.sent].count(["bob@example.com"]) == 1
    assert "nothing to send again" in client.post(again, follow=True).content.decode()


def test_whoever_has_answered_is_not_asked_again(client, project, post):
    survey = SurveyFactory(project=project)
    rows = asked(survey, "ann", "bob", "cem")
    survey.invitations.update(state=State.UNCLEAR)
    for row, state in zip(rows, ("complete", "partial"), strict=False):
        ResponseFactory(survey=survey, invitation=row, state=state)
    again = reverse("feedback:survey_invite_again", args=[project.pk, survey.pk])
    assert "Send 1 again" in page(client, survey)
    assert again in page(client, survey)
    assert inviting.again(survey, project.memberships.get().user) == 1
    assert mailing.mail(survey.pk) == 1
    assert [one.to for one in post.sent] == [["cem@example.com"]]
    assert again not in page(client, survey)
    with pytest.raises(Refused, match="nothing to send again"):
        inviting.again(survey, project.memberships.get().user)


def test_of_contacts_merged_while_mail_goes_out_one_mail_is_sent(project, post):
    survey = SurveyFactory(project=project)
    asked(survey, "ann", "bob")

    def merge(letter: Any) -> None:
        SurveyInvitation.objects.filter(state=State.WAITING).update(replaced=True)

    post.then = merge
    assert mailing.mail(survey.pk) == 1
    assert len(post.sent) == 1
    assert survey.invitations.get(replaced=True).tries == 0


def test_nothing_is_lost_while_the_server_is_down(project, post):
    survey = SurveyFactory(project=project)
    asked(survey, "ann", "bob")
    post.fails["all"] = SMTPServerDisconnected("Connection unexpectedly closed")
    assert mailing.mail(survey.pk) == 0
    first = survey.invitations.get(tries=1)
    assert first.state == State.WAITING
    assert first.due_at > timezone.now() + timedelta(minutes=4)
    assert survey.invitations.get(tries=0).state == State.WAITING  # the server was left in peace
    post.fails.clear()
    assert mailing.mail(survey.pk) == 1  # whose time has come
    make_due()
    assert mailing.mail(survey.pk) == 1
    make_due()
    assert mailing.mail(survey.pk) == 0
    assert sorted(one.to[0] for one in post.sent) == ["ann@example.com", "bob@example.com"]


def test_a_mailbox_that_is_busy_is_tried_again_and_given_up_in_the_end(client, project, post):
    survey = SurveyFactory(project=project)
    asked(survey, "ann", "bob")
    post.fails["ann"] = SMTPDataError(451, b"greylisted, come back later")
    waits = []
    for _try in range(len(mailing.LADDER) + 1):
        mailing.mail(survey.pk)
        row = survey.invitations.get(contact__email="ann@example.com")
        waits.append(row.due_at - timezone.now())
        make_due()
    assert waits[:-1] == sorted(waits[:-1])
    assert states(survey) == {"ann": "failed", "bob": "sent"}
    assert "greylisted" in page(client, survey)


def test_a_sender_that_was_killed_neither_loses_nor_doubles_in_silence(client, project, post):
    survey = SurveyFactory(project=project)
    asked(survey, "ann", "bob")
    post.fails["ann"] = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        mailing.mail(survey.pk)
    post.fails.clear()
    assert mailing.mail(survey.pk) == 1  # bob; ann's is in somebody's hands still
    mailing.ring_again()
    assert states(survey)["ann"] == "sending"
    SurveyInvitation.objects.filter(state=State.SENDING).update(
        due_at=timezone.now() - timedelta(seconds=1)
    )
    mailing.ring_again()
    assert states(survey)["ann"] == "unclear"
    assert mailing.mail(survey.pk) == 0
    assert "Perhaps the mail has left" in page(client, survey)
    inviting.again(survey, project.memberships.get().user)
    assert mailing.mail(survey.pk) == 1
    assert [one.to[0] for one in post.sent] == ["bob@example.com", "ann@example.com"]
    row = survey.invitations.get(contact__email="ann@example.com")
    assert post.sent[1].extra_headers["Message-ID"].startswith(f"<survey.{row.pk.hex}@")


def test_a_lost_message_is_rung_for(project, post, monkeypatch):
    survey, closed = SurveyFactory(project=project), SurveyFactory(state="closed")
    asked(survey, "ann")
    asked(closed, "bob")
    rung: list[Any] = []
    monkeypatch.setattr(mailing, "ring", rung.append)
    assert mailing.ring_again() == 0  # its own message may be on the way
    SurveyInvitation.objects.update(due_at=timezone.now() - timedelta(minutes=6))
    mailing.ring_again()
    assert rung == [survey.pk]
    assert mailing.mail(closed.pk) == 0


def test_what_waits_in_an_archive_is_not_sent_from_two_places(client, project, post, tmp_path):
    survey = SurveyFactory(project=project)
    asked(survey, "ann")
    path = tmp_path / "project.zip"
    path.write_bytes(b"".join(gather(project).stream()))
    owner = project.memberships.get().user
    copy = import_project(path, owner, as_copy=True).project
    arrived = Survey.objects.get(project=copy)
    assert states(arrived) == {"ann": "unclear"}
    assert mailing.mail(arrived.pk) == 0
    assert mailing.mail(survey.pk) == 1
    assert "came with an archive" in page(client, arrived)


def test_a_long_list_goes_out_in_parts(project, post, monkeypatch):
    monkeypatch.setattr(mailing, "AT_ONCE", 1)
    monkeypatch.setattr(mailing, "IN_ONE_GO", 2)
    survey = SurveyFactory(project=project)
    asked(survey, "ann", "bob", "cem")
    rung: list[Any] = []
    monkeypatch.setattr(mailing, "ring", rung.append)
    assert (mailing.mail(survey.pk), rung) == (2, [survey.pk])
    assert (mailing.mail(survey.pk), rung) == (1, [survey.pk])


class Server:
    """What smtplib has of a mail server; the first mail to bob is put off."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.busy = {"bob@example.com"}

    def __call__(self, *args: Any, **options: Any) -> Server:
        self.calls.append("open")
        return self

    def sendmail(self, sender: str, to: list[str], *args: Any) -> None:
        (address,) = to
        if address in self.busy:
            self.busy.discard(address)
            raise SMTPDataError(451, b"come back later")
        self.calls.append(address.partition("@")[0])

    def quit(self) -> None:
        self.calls.append("quit")


def test_letters_share_a_connection_which_is_made_anew_after_a_failure(project, monkeypatch):
    server = Server()
    monkeypatch.setattr(EmailBackend, "connection_class", server)
    monkeypatch.setattr(mailing, "get_connection", EmailBackend)
    monkeypatch.setattr(mailing, "AT_ONCE", 5)
    survey = SurveyFactory(project=project)
    asked(survey, "ann", "bob", "cem", "dan", "eve", "fay")
    assert mailing.mail(survey.pk) == 5
    assert server.calls == [
        "open", "ann", "quit", "open", "cem", "dan", "eve", "quit", "open", "fay", "quit",
    ]  # fmt: skip


def leaving(letter: Any) -> str:
    """The address in the header that mail programs send to."""
    address = letter.extra_headers["List-Unsubscribe"].strip("<>")
    return "/s/" + str(address).partition("/s/")[2]


def test_one_click_in_the_mail_program_ends_the_invitations(project, post):
    survey = SurveyFactory(project=project)
    (invitation,) = asked(survey, "ann")
    mailing.mail(survey.pk)
    (letter,) = post.sent
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = leaving(letter)
    assert address in letter.body
    survey.state = Survey.State.CLOSED
    survey.save()
    looker, program = Client(), Client(enforce_csrf_checks=True)
    question = looker.get(address).content.decode()
    assert "Stop invitations" in question
    assert not Consent.objects.filter(decision="withdrawn").exists()  # a look changes nothing
    for _twice in range(2):
        answer = program.post(address, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "no more invitations" in answer.content.decode()
    said = Consent.objects.get(decision="withdrawn")
    assert (said.contact_id, said.purpose, said.recorded_by) == (
        invitation.contact_id, "surveys", None
    )  # fmt: skip
    assert AuditEntry.objects.get(kind="crm.consent.withdrawn").address is None
    other = SurveyFactory(project=project)
    assert inviting.choose(other, inviting.Wanted()).ready == []


def test_only_what_was_signed_ends_invitations(project, post):
    survey = SurveyFactory(project=project)
    (invitation,) = asked(survey, "ann")
    mailing.mail(survey.pk)
    address = leaving(post.sent[0])
    forged = address.replace(invitation.pk.hex, "0" * 32)
    for wrong in (forged, address.partition("?")[0]):
        assert Client().post(wrong).status_code == 404
    assert not Consent.objects.filter(decision="withdrawn").exists()
    german = address.replace("lang=en", "lang=de")
    assert "Keine Einladungen mehr" in Client().get(german).content.decode()


def test_all_contacts_are_looked_at(project):
    survey = SurveyFactory(project=project)
    Contact.objects.bulk_create(
        Contact(project=project, name=f"A {number:05}", email=f"{number}@example.com")
        for number in range(5_001)
    )
    last = ContactFactory(project=project, name="Zoe")
    ConsentFactory(contact=last)
    found = inviting.choose(survey, inviting.Wanted())
    assert found.ready == [last.pk]
    assert found.matched == 5_002
    assert inviting.invite(survey, project.memberships.get().user, inviting.Wanted()) == 1
