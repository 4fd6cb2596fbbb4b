"""Reading a mailbox from where the last fetch stopped: each message once.

What a batch of messages becomes, which were seen and how far the folder was read are stored in one
transaction, on the held row of the mailbox. So a crash loses nothing and doubles nothing, and a
fetch that was taken over by a later one stores nothing more.
"""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from apps.core import ringing
from apps.core.happenings import report
from apps.core.messages import Message, mark, msg
from apps.crm.consent import suppressing
from apps.crm.models import Contact
from apps.feedback.mailin import imap, letters, sealed
from apps.feedback.mailin.imap import Folder, MailboxError
from apps.feedback.mailin.letters import Letter, Sort
from apps.feedback.mailin.models import Mailbox, SeenMessage
from apps.feedback.records.models import FeedbackRecord
from apps.feedback.records.reading import Reading, read
from apps.feedback.records.taking import LONGEST_TEXT, NewRecord, normalised, take
from apps.projects.domain.changes import hold
from apps.projects.models import Project

logger = logging.getLogger(__name__)
LEASE = timedelta(minutes=15)  # by then a fetch has stored something, or is gone
WINDOW = 5_000  # UIDs that are asked for at once
BATCH = 25  # messages that are stored at once
IN_ONE_GO = 500  # then the worker has its hands free, and is rung for the rest
MOST_WINDOWS = 200
COUNTED = {
    "taken": mark("Made into records"),
    "known": mark("There already"),
    "automatic": mark("Left out: automatic answers"),
    "bounce": mark("Left out: returned mail"),
    "bulk": mark("Left out: newsletters and lists"),
    "own": mark("Left out: sent by this mailbox"),
    "empty": mark("Left out: without text"),
    "unreadable": mark("Left out: not readable"),
}
NO_PASSWORD = msg("The stored password cannot be opened any more. Type it again.")


@dataclass(frozen=True)
class Read:
    """One message of a batch: what it is (a key of :data:`COUNTED`), and the letter to be taken."""

    uid: int
    sort: str
    letter: Letter | None = None


class Overtaken(Exception):
    """The mailbox was paused, changed or deleted, or another fetch reads it now."""


def ring(mailbox_id: Any) -> None:
    """Have a mailbox read by a worker."""
    ringing.ring("feedback.fetch_mail", mailbox_id)


def ring_due() -> int:
    """Ring for the mailboxes whose time has come; how many."""
    due = list(_due().order_by("next_at").values_list("pk", flat=True)[:1_000])
    for pk in due:
        ring(pk)
    return len(due)


def _due() -> Any:
    now = timezone.now()
    free = Q(busy_until=None) | Q(busy_until__lt=now)
    return Mailbox.objects.filter(free, paused=False, next_at__lte=now, project__archived_at=None)


def fetch(mailbox_id: Any) -> dict[str, int]:
    """Read what is new in a mailbox that is due; what became of the messages. Repeatable."""
    box = _claimed(mailbox_id)
    if box is None:
        return {}
    desk = _Desk(box)
    try:
        with imap.opened(_place(box)) as folder:
            more = desk.read(folder)
    except MailboxError as error:
        _end(box, desk, error.message, for_good=error.for_good)
    except Overtaken:
        return dict(desk.counts)
    else:
        _end(box, desk, None, more=more)
        if more:
            ring(mailbox_id)
    return dict(desk.counts)


def _claimed(mailbox_id: Any) -> Mailbox | None:
    mine = _due().filter(pk=mailbox_id)
    row = mine.first()
    if row is None:
        return None
    claimed = mine.filter(attempt=row.attempt).update(
        attempt=F("attempt") + 1, busy_until=timezone.now() + LEASE
    )
    if not claimed:
        return None
    found: Mailbox | None = (
        Mailbox.objects.select_related("project")
        .filter(pk=mailbox_id, attempt=row.attempt + 1)
        .first()
    )
    return found


def _place(box: Mailbox) -> imap.Place:
    password = sealed.VAULT.opened(box).get("password", "")
    if not password:
        raise MailboxError(NO_PASSWORD, for_good=True)
    starttls = box.security == Mailbox.Security.STARTTLS
    return imap.Place(box.host, box.port, starttls, box.user, password, box.folder)


def _held(box: Mailbox) -> Any:
    """The row, if this fetch is still the one that reads it."""
    return Mailbox.objects.select_for_update(no_key=True).filter(
        pk=box.pk, attempt=box.attempt, paused=False
    )


def _end(
    box: Mailbox,
    desk: _Desk,
    problem: Message | None,
    *,
    for_good: bool = False,
    more: bool = False,
) -> None:
    """Write how a fetch ended. What only a person can put right pauses the mailbox."""
    now = timezone.now()
    with transaction.atomic():
        if not _held(box).exists():
            return
        Mailbox.objects.filter(pk=box.pk).update(
            busy_until=None,
            fetched_at=now,
            next_at=now if more else now + timedelta(minutes=box.every),
            problem=problem.model_dump(mode="json") if problem else None,
            paused=for_good,
        )
        if for_good and problem is not None:
            report(
                "feedback.mailbox.stopped", project_id=box.project_id, subject=box,
                reason=problem.model_dump(mode="json"),
            )  # fmt: skip


class _Desk:
    """One fetch on its way: how far it is, and what became of the messages."""

    def __init__(self, box: Mailbox) -> None:
        self.box, self.counts = box, Counter[str]()
        self.reached, self.validity = box.last_uid, box.uid_validity

    def read(self, folder: Folder) -> bool:
        """Read batch after batch; whether there is more."""
        if folder.validity != self.validity:  # the server has numbered its messages anew
            self.reached, self.validity = 0, folder.validity
        self._store([], self.reached)
        for windows in range(MOST_WINDOWS):
            first, last = self.reached + 1, min(self.reached + WINDOW, folder.following - 1)
            if last < first:
                return False
            uids = folder.uids(first, last, self.box.since)
            room = IN_ONE_GO - sum(self.counts.values())
            if windows and len(uids) > room:
                return True
            for batch in _batches(uids[: max(room, 0)]):
                self._store([self._one(folder, uid) for uid in batch], batch[-1])
            if len(uids) > room:
                return True
            self._store([], last)
        return True

    def _one(self, folder: Folder, uid: int) -> Read:
        raw = folder.message(uid)
        if raw is None:
            return Read(uid, "unreadable")
        try:
            letter = letters.read(raw)
            if letter.text:
                normalised(_record(self.box, letter, None))
        except Exception:
            # One message that cannot be read must not keep back those behind it.
            logger.warning("message %s of mailbox %s was not read", uid, self.box.pk, exc_info=True)
            return Read(uid, "unreadable")
        if letter.sort is not Sort.WRITTEN:
            return Read(uid, letter.sort.value)
        if letter.sender and letter.sender == self.box.user.lower():
            return Read(uid, "own")
        return Read(uid, "taken" if letter.text else "empty", letter if letter.text else None)

    def _store(self, batch: Sequence[Read], reached: int) -> None:
        """Take a batch and say how far the folder is read, together."""
        counts = Counter(one.sort for one in batch)
        letters_by_digest = {_digest(one.letter): one.letter for one in batch if one.letter}
        wanted = sum(1 for one in batch if one.letter)
        readings = read(_record(self.box, one, None) for one in letters_by_digest.values())
        with transaction.atomic():
            project = hold(self.box.project_id)
            if not _held(self.box).exists():
                raise Overtaken
            new = _unseen(self.box, letters_by_digest)
            _take(project, self.box, list(new.values()), readings)
            SeenMessage.objects.bulk_create(
                SeenMessage(project=project, mailbox=self.box, digest=digest) for digest in new
            )
            if wanted:
                counts["taken"], counts["known"] = len(new), wanted - len(new)
            self.counts += counts
            Mailbox.objects.filter(pk=self.box.pk).update(
                uid_validity=self.validity,
                last_uid=reached,
                busy_until=timezone.now() + LEASE,
                counts=dict(self.counts),
                totals=dict(Counter(self.box.totals) + self.counts),
            )
        self.reached = reached


def _batches(uids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(uids), BATCH):
        yield uids[start : start + BATCH]


def _digest(letter: Letter) -> str:
    return hashlib.sha256(letter.id.encode()).hexdigest()


def _unseen(box: Mailbox, found: dict[str, Letter]) -> dict[str, Letter]:
    seen = SeenMessage.objects.filter(mailbox=box, digest__in=list(found))
    known = set(seen.values_list("digest", flat=True))
    return {digest: letter for digest, letter in found.items() if digest not in known}


def _take(
    project: Project, box: Mailbox, written: Sequence[Letter], readings: Mapping[str, Reading]
) -> None:
    """Make records of letters, with their senders where the project knows them."""
    people = _people(project, {letter.sender for letter in written if letter.sender})
    rows = [_record(box, letter, people.get(letter.sender)) for letter in written]
    take(project, rows, user=None, readings=readings)


def _people(project: Project, addresses: set[str]) -> dict[str, Contact]:
    """Contacts by address, without those who asked to be left in peace."""
    rows = Contact.objects.filter(project=project, email__in=addresses).exclude(email="")
    people = {contact.email: contact for contact in rows}
    listed = suppressing.find(project.pk, [("email", address) for address in people])
    return {key: one for key, one in people.items() if ("email", key) not in listed}


def _record(box: Mailbox, letter: Letter, contact: Contact | None) -> NewRecord:
    country = (contact.country if contact else "") or box.country
    return NewRecord(
        channel=FeedbackRecord.Channel.EMAIL,
        source=box.name,
        submission_id=letter.id,
        text=letter.text[:LONGEST_TEXT],
        country=country,
        occurred_at=letter.sent,
        contact=contact,
        attributes={"subject": letter.subject[:200]} if letter.subject else {},
    )
