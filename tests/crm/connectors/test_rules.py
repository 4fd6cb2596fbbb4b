"""The rules that need no database: who wins a field, and that paging leaves nothing out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.crm.connectors import walking
from apps.crm.connectors.comparing import compare
from apps.crm.connectors.contract import RemoteError, RemoteRow
from apps.crm.connectors.values import digest, held, sent, taken
from apps.crm.models import Contact
from apps.projects.domain.errors import Refused

SALT = "salt"
WORDS = st.sampled_from(["", "a", "b", "c"])
POLICIES = st.sampled_from(["ask", "theirs", "ours", "newest"])


def seen_as(here, there):
    return {"note": [digest(SALT, "note", here), digest(SALT, "note", there)]}


def verdict_of(here, there, seen, policy="ask", *, newer_there=False):
    return compare({"note": here}, {"note": there}, seen, SALT, policy, newer_there=newer_there)


@given(WORDS, WORDS, WORDS, WORDS, POLICIES, st.booleans())
def test_only_what_both_sides_changed_is_a_conflict(was_here, was_there, here, there, policy, new):
    found = verdict_of(here, there, seen_as(was_here, was_there), policy, newer_there=new)
    both = here != was_here and there != was_there and here != there
    assert bool(found.ask) == (both and policy == "ask")
    if both and policy != "ask":
        theirs_wins = policy == "theirs" or (policy == "newest" and new)
        assert found.take == ({"note": there} if theirs_wins else {})
        assert found.give == ([] if theirs_wins else ["note"])
    if here == there or (here == was_here and there == was_there):
        assert not any((found.take, found.give))
    elif here == was_here:
        assert found.take == {"note": there}
    elif there == was_there:
        assert found.give == ["note"]


@given(WORDS, WORDS, st.none() | st.tuples(WORDS, WORDS), POLICIES, st.booleans())
def test_after_an_exchange_both_sides_are_at_rest(here, there, base, policy, new):
    """Whatever was to be written is written: then nothing is left to do, unless a person is
    asked.
    """
    seen = seen_as(*base) if base else {}
    found = verdict_of(here, there, seen, policy, newer_there=new)
    if found.ask:
        return
    if found.take:
        here = there
    if found.give:
        there = here
    seen = {**seen, **found.seen}
    if found.take or found.give:
        seen = seen_as(here, there)
    again = verdict_of(here, there, seen, policy, newer_there=new)
    assert not any((again.take, again.give, again.ask))


@given(WORDS, WORDS, POLICIES)
def test_what_only_one_side_knew_both_get(here, there, policy):
    found = verdict_of(here, there, {}, policy)
    if here == there:
        assert not any((found.take, found.give, found.ask))
    elif not here:
        assert found.take == {"note": there}
    elif not there:
        assert found.give == ["note"]


@given(st.lists(st.integers(0, 6), max_size=40), st.integers(1, 5), st.integers(0, 1000))
def test_a_walk_meets_every_row_though_rows_change_meanwhile(seconds, size, seed):
    """Rows by the second of their change; while the walk goes on, some are changed again."""
    begin = datetime(2026, 1, 5, tzinfo=UTC)
    rows = {f"{n:03}": begin + timedelta(seconds=s) for n, s in enumerate(seconds)}
    met: dict[str, datetime] = {}

    def listed(fits, order):
        found = sorted((one for one in rows.items() if fits(*one)), key=order)
        return [RemoteRow(key, at) for key, at in found[:size]]

    def since(at, later):
        return listed(
            lambda key, moment: moment > at if later else moment >= at,
            # Rows of one moment come in an order that nobody promises.
            lambda one: (one[1], crc32(f"{one[0]}{seed}".encode())),
        )

    def tied(at, after):
        return listed(lambda key, moment: moment == at and key > after, lambda one: one[0])

    cursor, more, changes = "", True, 3
    for _ in range(400):
        if not more:
            break
        page = walking.page(cursor, size, since, tied)
        met |= {one.id: one.changed_at for one in page.rows}
        cursor, more = page.cursor, page.more
        if more and changes and rows:
            changes -= 1
            key = sorted(rows)[(seed + changes) % len(rows)]
            rows[key] = max(rows.values()) + timedelta(seconds=1)
    assert not more
    assert met == rows


def test_a_moment_that_is_none_is_told():
    with pytest.raises(RemoteError, match="when a record was changed"):
        walking.moment("yesterday")
    assert walking.moment("2026-01-05 08:00:00") == walking.moment("2026-01-05T09:00:00+01:00")


@pytest.mark.parametrize(
    ("field", "theirs", "ours"),
    [
        ("email", " Ann@Example.COM ", "ann@example.com"), ("phone", "030 901820", "+4930901820"),
        ("country", "Deutschland", "DEU"), ("country", "DE", "DEU"), ("language", "PT_br", "pt-BR"),
        ("website", "example.com", "https://example.com"), ("note", None, ""),
        ("given_name", "  Ann   Lee ", "Ann Lee"), ("attributes.score", 7, 7),
    ],
)  # fmt: skip
def test_values_are_taken_in_our_form(field, theirs, ours):
    assert taken("contact", field, theirs, "DEU") == ours


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("contact", "email", "nobody"), ("contact", "website", "javascript:alert(1)"),
        ("contact", "country", "Atlantis"), ("company", "employees", "many"),
        ("company", "employees", "12.7"), ("company", "employees", "nan"),
        ("contact", "given_name", "x" * 101), ("contact", "phone", "on request"),
    ],
)  # fmt: skip
def test_values_that_cannot_be_are_refused(kind, field, value):
    with pytest.raises(Refused):
        taken(kind, field, value, "")


def test_countries_are_sent_as_the_field_asks():
    assert sent("country", "MailingCountry", "DEU") == "Germany"
    assert sent("country", "MailingCountryCode", "DEU") == "DE"
    assert sent("note", "description", "") is None
    assert held(Contact(company_id=None), "company", {}) == ""
