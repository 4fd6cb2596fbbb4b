"""Many invitations at once, from a pasted list or a CSV file: read, checked, then sent together."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.utils import parseaddr

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from apps.accounts.domain.invitations import invite
from apps.accounts.models import Invitation, User
from apps.core.messages import Message, msg

MOST = 500
_HEADINGS = {"email", "e-mail", "mail", "e-mail address", "email address", "邮箱", "电子邮箱",
             "邮件", "邮箱地址", "电子邮件", "name", "full name", "姓名", "名字"}  # fmt: skip
_LONGEST_LINE = 10_000  # what goes on longer is nobody's address
_LONGEST_NAME = Invitation._meta.get_field("name").max_length or 150


class TooManyRows(Exception):
    """The list has more than :data:`MOST` rows."""


@dataclass
class Guest:
    """A row of the list, at its line of the file, from 1. A ``problem`` keeps it out."""

    line: int
    email: str
    name: str
    problem: Message | None = None


def read(text: str) -> list[Guest]:
    """The people in ``text``: an address and a name each, in either order, separated by comma,
    semicolon or tab; or 'Ada Lovelace <ada@example.com>'. Headings and empty lines are skipped.

    Raises :class:`TooManyRows`.
    """
    guests: list[Guest] = []
    for line, cells in _cells(text):
        if len(guests) == MOST:
            raise TooManyRows
        guests.append(_guest(line, cells))
    _find_repeated(guests)
    _find_known(guests)
    return guests


def decode(raw: bytes) -> str:
    """Text of a file as spreadsheets save it: UTF-8, UTF-16 with its mark, or GB18030.

    Raises UnicodeDecodeError.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


@transaction.atomic
def invite_all(
    guests: Iterable[Guest], actor: User, request: HttpRequest | None = None
) -> list[tuple[Invitation, str]]:
    """Invite those without a problem, all or none; returns each invitation with its link."""
    return [
        invite(guest.email, guest.name, actor, request=request)
        for guest in guests
        if guest.problem is None
    ]


def _cells(text: str) -> Iterator[tuple[int, list[str]]]:
    """Line numbers with their cells."""
    first = True
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        if not line.strip():
            continue
        mark = next((mark for mark in "\t;,，；" if mark in line), ",")
        cells = [cell.strip() for cell in next(csv.reader([line[:_LONGEST_LINE]], delimiter=mark))]
        if not (first and any(cell.lower() in _HEADINGS for cell in cells)):
            yield number, cells
        first = False


def _guest(line: int, cells: list[str]) -> Guest:
    address = next((cell for cell in cells if "@" in cell), cells[0])
    name = next((cell for cell in cells if cell and cell != address), "")
    if re.fullmatch(r".*<[^<>]+>", address):
        written, address = parseaddr(address)
        name = name or written
    guest = Guest(line, address.lower(), name)
    try:
        validate_email(address)
    except ValidationError:
        guest.problem = msg("This is no e-mail address. Write one like ada@example.com.")
    if len(name) > _LONGEST_NAME:
        guest.problem = msg("The name is too long: at most {most} characters.", most=_LONGEST_NAME)
    return guest


def _find_repeated(guests: list[Guest]) -> None:
    seen: dict[str, int] = {}
    for guest in guests:
        if guest.problem is None and guest.email in seen:
            guest.problem = msg("The same address as in line {line}.", line=seen[guest.email])
        seen.setdefault(guest.email, guest.line)


def _find_known(guests: list[Guest]) -> None:
    wanted = {guest.email for guest in guests if guest.problem is None}
    people = set(User.objects.filter(email__in=wanted).values_list("email", flat=True))
    waiting = Invitation.objects.filter(
        email__in=wanted, accepted_at=None, revoked_at=None, expires_at__gt=timezone.now()
    )
    invited = set(waiting.values_list("email", flat=True))
    for guest in guests:
        if guest.problem is None and guest.email in people:
            guest.problem = msg("There is an account with this address already.")
        elif guest.problem is None and guest.email in invited:
            guest.problem = msg(
                "An invitation to this address is open already. Open it in the list to send it"
                " again."
            )
