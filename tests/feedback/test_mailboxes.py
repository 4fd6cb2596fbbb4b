"""Mailboxes become feedback: each message once, the mailbox unchanged, whatever the server does."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from ipaddress import ip_network
from zlib import crc32

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.crm.consent import suppressing
from apps.events.models import AuditEntry
from apps.feedback.mailin import actions, fetching, imap
from apps.feedback.models import FeedbackRecord, Mailbox, SeenMessage
from apps.feedback.records import editing
from apps.projects.domain.errors import Refused
from apps.projects.models import Role
from tests.factories.crm import ContactFactory
from tests.factories.mailboxes import MailboxFactory
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.feedback.imap_server import Post, certificate, serving

pytestmark = pytest.mark.django_db


def mail(text="The app crashes when I pay.", *, sender="Ann <Ann@Client.example>", **headers):
    """A message as a mail program sends it; ``List_Id`` is the header List-Id."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "support@shop.example", "Problem"
    made["Date"] = "Tue, 03 Mar 2026 10:00:00 +0100"
    made["Message-ID"] = f"<{crc32(repr((text, sender)).encode())}@client.example>"
    for name, value in headers.items():
        del made[name.replace("_", "-")]
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made.as_bytes()


@pytest.fixture(scope="session")
def pem(tmp_path_factory):
    return certificate(tmp_path_factory.mktemp("imap"))


@pytest.fixture
def trusting(settings, monkeypatch, pem):
    """An installation that lets this machine be reached, and knows the server's certificate."""
    settings.OUTBOUND_ALLOW = (ip_network("127.0.0.0/8"),)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    return settings


@pytest.fixture
def post(trusting, pem):
    made = Post()
    with serving(made, pem) as port:
        made.port = port
        trusting.OUTBOUND_PORTS = frozenset({80, 443, port})
        yield made


def values(post, **more):
    return {
        "name": "Support", "host": "127.0.0.1", "port": post.port, "security": "tls",
        "user": post.user, "folder": post.folder, "since": None, "country": "DEU", "every": 60,
        **more,
    }  # fmt: skip


@pytest.fixture
def analyst():
    return MembershipFactory(project=ProjectFactory(), role=Role.ANALYST)


@pytest.fixture
def box(post, analyst):
    return actions.add(analyst.project, analyst.user, values(post), post.password)


def again(box):
    """Its time has come once more."""
    Mailbox.objects.filter(pk=box.pk).update(next_at=timezone.now() - timedelta(seconds=1))
    return fetching.fetch(box.pk)


def now(box):
    return Mailbox.objects.get(pk=box.pk)


def texts():
    return sorted(FeedbackRecord.objects.values_list("text", flat=True))


def test_a_message_becomes_a_record_and_the_mailbox_stays_as_it_is(post, box):
    ann = ContactFactory(project=box.project, email="ann@client.example", country="FRA")
    post.put(mail(), mail("Die Lieferung fehlt.", sender="bob@client.example"))
    assert fetching.fetch(box.pk) == {"taken": 2}
    said = FeedbackRecord.objects.get(contact=ann)
    assert (said.channel, said.source, said.text) == (
        "email", "Support", "The app crashes when I pay.",
    )  # fmt: skip
    assert said.occurred_at == datetime(2026, 3, 3, 9, tzinfo=UTC)
    assert said.submission_id.endswith("@client.example")
    assert said.attributes == {"subject": "Problem"}
    assert said.country == "FRA"
    other = FeedbackRecord.objects.get(contact=None)
    assert (other.country, other.language) == ("DEU", "de")
    assert post.flags_set == 0
    opened = [asked for asked in post.asked if asked.startswith(("EXAMINE", "SELECT"))]
    assert opened == ['EXAMINE "INBOX"']
    assert now(box).counts == {"taken": 2}
    assert now(box).problem is None
    assert now(box).next_at > timezone.now() + timedelta(minutes=59)


def test_each_message_comes_once_also_after_a_deletion_and_a_new_numbering(post, box, analyst):
    post.put(mail())
    fetching.fetch(box.pk)
    post.put(mail("Now it works."))
    assert again(box) == {"taken": 1}
    assert texts() == ["Now it works.", "The app crashes when I pay."]
    editor = MembershipFactory(project=box.project, role=Role.EDITOR).user
    editing.delete(FeedbackRecord.objects.get(text="Now it works."), editor)
    post.validity += 1
    assert again(box) == {"known": 2}
    assert texts() == ["The app crashes when I pay."]
    assert now(box).totals == {"taken": 2, "known": 2}


def test_a_connection_that_ends_midway_loses_and_doubles_nothing(post, box, monkeypatch):
    monkeypatch.setattr(fetching, "BATCH", 2)
    post.put(*(mail(f"Message number {number} of five") for number in range(5)))
    post.breaks_at = 4
    assert fetching.fetch(box.pk) == {"taken": 2}
    stopped = now(box)
    assert "broke" in str(stopped.problem["text"])
    assert not stopped.paused
    assert (stopped.last_uid, stopped.busy_until) == (2, None)
    assert again(box) == {"taken": 3}
    assert len(texts()) == 5
    assert now(box).problem is None


def test_a_crash_between_messages_and_cursor_rolls_both_back(post, box, monkeypatch):
    post.put(mail())
    real = SeenMessage.objects.bulk_create

    def crash(rows):
        raise RuntimeError("the worker died")

    monkeypatch.setattr(SeenMessage.objects, "bulk_create", crash)
    with pytest.raises(RuntimeError):
        fetching.fetch(box.pk)
    monkeypatch.setattr(SeenMessage.objects, "bulk_create", real)
    assert (texts(), now(box).last_uid) == ([], 0)
    Mailbox.objects.update(busy_until=timezone.now() - timedelta(seconds=1))
    assert again(box) == {"taken": 1}


def test_a_fetch_that_was_taken_over_stores_nothing(post, box, analyst, monkeypatch):
    post.put(mail())
    real = imap.Folder.message

    def paused_meanwhile(folder, uid):
        actions.switch(box, analyst.user, on=False)
        return real(folder, uid)

    monkeypatch.setattr(imap.Folder, "message", paused_meanwhile)
    fetching.fetch(box.pk)
    assert texts() == []
    assert now(box).last_uid == 0


def test_what_programs_and_lists_send_is_left_out_and_counted(post, box):
    post.put(
        mail("I am away.", Auto_Submitted="auto-replied"),
        mail("Not delivered.", sender="MAILER-DAEMON@client.example"),
        mail("Not delivered either.", Return_Path="<>"),
        mail("Our newsletter", List_Id="<news.client.example>"),
        mail("An offer", Precedence="bulk"),
        mail("I wrote this myself", sender=post.user),
        mail(" "),
        mail("A person wrote this.", Auto_Submitted="no"),
    )
    assert fetching.fetch(box.pk) == {
        "automatic": 1, "bounce": 2, "bulk": 2, "own": 1, "empty": 1, "taken": 1,
    }  # fmt: skip
    assert texts() == ["A person wrote this."]


def test_who_is_on_the_suppression_list_is_not_linked(post, box):
    ContactFactory(project=box.project, email="ann@client.example")
    editor = MembershipFactory(project=box.project, role=Role.EDITOR).user
    suppressing.put(box.project.pk, editor, ("email", "ann@client.example"), "asked")
    post.put(mail())
    fetching.fetch(box.pk)
    assert FeedbackRecord.objects.get().contact is None


def test_a_second_message_with_a_known_id_does_not_overwrite_the_first(post, box):
    post.put(mail("First words", Message_ID="<one@x>"), mail("Other words", Message_ID="<one@x>"))
    fetching.fetch(box.pk)
    post.put(mail("Third words", Message_ID="<one@x>"))
    assert again(box) == {"known": 1}
    assert len(texts()) == 1


def test_a_message_of_30_mb_is_read_to_its_bound(post, box):
    filler = b"y" * 30_000_000
    post.put(mail("The beginning. ") + filler, mail("The next one"))
    assert fetching.fetch(box.pk) == {"taken": 2}
    post.put(mail("The new start. ") + filler, mail("And the last"))
    post.whole = True  # a server that knows no parts
    assert again(box) == {"taken": 2}
    assert max(map(len, texts())) <= 20_000
    assert sum(text.startswith("The ") for text in texts()) == 3


@pytest.mark.parametrize("plain", [True, False])
def test_a_wrong_password_pauses_the_mailbox_with_one_sentence(post, box, analyst, plain):
    post.plain, right = plain, post.password
    post.password = "changed"
    assert fetching.fetch(box.pk) == {}
    stopped = now(box)
    assert stopped.paused
    assert "does not accept the user or the password" in stopped.problem["text"]
    assert right not in str(stopped.problem)
    entry = AuditEntry.objects.get(kind="feedback.mailbox.stopped")
    assert right not in str(entry.data)
    assert fetching.ring_due() == 0
    post.password = right
    actions.change(stopped, analyst.user, values(post), right)
    actions.switch(now(box), analyst.user, on=True)
    post.put(mail())
    assert fetching.fetch(box.pk) == {"taken": 1}


def test_a_server_that_is_down_for_now_does_not_pause_it(post, box):
    post.password, post.refusal = "x", "[UNAVAILABLE] Try later"
    fetching.fetch(box.pk)
    assert not now(box).paused
    assert now(box).problem is not None


def test_folders_have_names_of_every_writing(post, analyst):
    post.folder = "&ZeVnLIqe-/R&-D"  # 日本語/R&D in modified UTF-7
    made = actions.add(analyst.project, analyst.user,
                       values(post, folder="日本語/R&D"), post.password)  # fmt: skip
    post.put(mail())
    assert fetching.fetch(made.pk) == {"taken": 1}
    actions.change(made, analyst.user, values(post, folder="Gone"), "")
    fetching.fetch(made.pk)
    assert now(made).paused
    assert "Gone" in str(now(made).problem)


def test_messages_from_a_day_on(post, analyst):
    made = actions.add(
        analyst.project, analyst.user, values(post, since=date(2026, 3, 2)), post.password
    )
    post.put(mail("Too old"), came=date(2026, 3, 1))
    post.put(mail("New enough"), came=date(2026, 3, 2))
    assert fetching.fetch(made.pk) == {"taken": 1}


def test_starttls_or_nothing(trusting, pem, analyst):
    post = Post()
    with serving(post, pem, starttls=True) as port:
        post.port = port
        trusting.OUTBOUND_PORTS = frozenset({port})
        made = actions.add(analyst.project, analyst.user,
                           values(post, security="starttls"), post.password)  # fmt: skip
        post.put(mail())
        assert fetching.fetch(made.pk) == {"taken": 1}
        assert post.asked.index("STARTTLS") < post.asked.index("AUTHENTICATE")
        post.starttls, post.asked[:] = False, []
        again(made)
        assert now(made).paused
        assert "AUTHENTICATE" not in post.asked


def test_a_certificate_that_nobody_knows_ends_it(post, box, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    post.put(mail())
    assert fetching.fetch(box.pk) == {}
    assert "certificate" in now(box).problem["text"]
    assert post.asked == []


def test_many_messages_are_read_in_several_goes(post, box, monkeypatch):
    monkeypatch.setattr(fetching, "IN_ONE_GO", 3)
    monkeypatch.setattr(fetching, "WINDOW", 4)
    rung = []
    monkeypatch.setattr(fetching, "ring", rung.append)
    post.put(*(mail(f"Message number {number} of ten") for number in range(10)))
    for _round in range(6):
        fetching.fetch(box.pk)
    assert len(texts()) == 10
    assert now(box).totals == {"taken": 10}
    assert rung == [box.pk] * 3


def test_private_addresses_and_other_ports_are_refused(settings, analyst):
    settings.OUTBOUND_ALLOW = ()
    post = Post()
    post.port = 993
    with pytest.raises(Refused) as refused:
        actions.add(analyst.project, analyst.user, values(post), "x")
    assert refused.value.field == "host"
    with pytest.raises(Refused) as refused:
        actions.add(analyst.project, analyst.user, values(post, port=22), "x")
    assert refused.value.field == "port"
    for name, wrong in (("host", "https://x/"), ("user", "a\r\nb"), ("folder", "")):
        with pytest.raises(Refused) as refused:
            actions.add(analyst.project, analyst.user, values(post, **{name: wrong}), "x")
        assert refused.value.field == name


def test_a_name_that_leads_inside_later_is_refused_and_pauses(settings, analyst, monkeypatch):
    settings.OUTBOUND_ALLOW = ()
    box = MailboxFactory(project=analyst.project, host="127.0.0.1")
    assert fetching.fetch(box.pk) == {}
    assert now(box).paused
    assert "not public" in str(now(box).problem)


def test_a_password_does_not_follow_the_mailbox_to_another_server(post, box, analyst):
    with pytest.raises(Refused) as refused:
        actions.change(box, analyst.user, values(post, user="else@x.example"))
    assert refused.value.field == "password"
    assert post.password not in str(Mailbox.objects.values().get())


@pytest.fixture
def desk(client, analyst):
    client.force_login(analyst.user)
    client.project = analyst.project
    return client


def test_the_pages_from_adding_to_deleting(desk, post):
    def address(name, *args):
        return reverse(f"feedback:{name}", args=[desk.project.pk, *args])

    assert "No mailboxes yet" in desk.get(address("mailboxes")).content.decode()
    sent = {**values(post), "since": "", "password": post.password}
    wrong = desk.post(address("mailbox_new"), {**sent, "password": ""})
    assert "Type the password." in wrong.content.decode()
    made = desk.post(address("mailbox_new"), sent, follow=True)
    assert "Not read yet" in made.content.decode()
    box = Mailbox.objects.get()
    post.put(mail(), mail("Bye", Auto_Submitted="auto-generated"))
    fetching.fetch(box.pk)
    page = desk.get(address("mailbox", box.pk)).content.decode()
    assert "Left out: automatic answers" in page
    assert post.password not in page
    for on, said in (("0", "It is paused."), ("1", "It is read by itself again.")):
        answer = desk.post(address("mailbox_switch", box.pk), {"on": on}, follow=True)
        assert said in answer.content.decode()
    assert desk.post(address("mailbox_fetch", box.pk)).status_code == 302
    edit = desk.get(address("mailbox_edit", box.pk)).content.decode()
    assert "the one that is stored stays" in edit
    changed = {**sent, "name": "Help", "password": "", "seen": ""}
    assert desk.post(address("mailbox_edit", box.pk), changed).status_code == 302
    assert desk.post(address("mailbox_delete", box.pk), {"confirm": "no"}).status_code == 422
    assert desk.post(address("mailbox_delete", box.pk), {"confirm": "Help"}).status_code == 302
    assert not Mailbox.objects.exists()
    assert FeedbackRecord.objects.count() == 1
    kinds = AuditEntry.objects.filter(kind__startswith="feedback.mailbox")
    assert set(kinds.values_list("kind", flat=True)) == {
        f"feedback.mailbox.{done}"
        for done in ("created", "paused", "resumed", "asked", "changed", "deleted")
    }
