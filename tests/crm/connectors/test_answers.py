"""What other systems answer: broken off, unclear, in other words, too late."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from apps.crm.connectors import access, actions, oauth, previewing, values
from apps.crm.connectors.contract import Change, Tokens, Unauthorised
from apps.crm.connectors.http import SHORT, without_values
from apps.crm.connectors.systems.espocrm import EspoCrm
from apps.crm.connectors.systems.hubspot import HubSpot
from apps.crm.domain.contacts import CONTACTS
from apps.crm.models import Company, Contact, SyncLink, SyncOutcome
from apps.datasets.sources.actions import SettingsRefused
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft, write, write_one
from tests.crm.connectors.conftest import HUB, ended, fresh, run, settle
from tests.crm.connectors.vendor import say
from tests.receiver import Say

pytestmark = pytest.mark.django_db


def people(project, owner, *rows):
    write(CONTACTS, project, owner, [Draft(row, place) for place, row in enumerate(rows)])


def once(vendor, number, status, fits):
    """The answer to the request ``number`` of those that fit is a failure."""
    met = []

    def fails(asked):
        if fits(asked):
            met.append(asked)
            if len(met) == number:
                return Say(status)
        return None

    vendor.first.append(fails)
    return met


# --- an error after the first answers -----------------------------------------
def test_espo_rows_before_an_error_are_known(joined, owner, project, espo):
    people(project, owner, *({"family_name": f"A{n}"} for n in range(3)))
    once(espo, 3, 401, lambda asked: asked.method == "POST")
    done = run(joined, owner)
    assert done.state == "failed"
    assert done.counts["contact"]["out"] == {"created": 2}
    assert (SyncLink.objects.count(), len(espo.rows["Contact"])) == (2, 2)
    ended(joined, owner)
    names = [row["lastName"] for row in espo.rows["Contact"].values()]
    assert (sorted(names), Contact.objects.count()) == (["A0", "A1", "A2"], 3)


def test_espo_a_record_that_fails_there_does_not_keep_the_others(joined, owner, project, espo):
    people(project, owner, *({"family_name": f"A{n}"} for n in range(3)))
    once(espo, 2, 500, lambda asked: asked.method == "POST")
    done = run(joined, owner)
    assert done.state == "done"
    assert done.counts["contact"]["out"] == {"created": 2, "refused": 1}
    assert SyncOutcome.objects.get(run=done, status="refused").reason["text"].endswith("{status}.")


def test_changed_rows_that_were_not_sent_stay_due(joined, owner, project, espo):
    people(project, owner, *({"family_name": f"A{n}"} for n in range(3)))
    ended(joined, owner)
    settle(joined, contact="out")
    SyncLink.objects.update(due=True, seen={})
    once(espo, 2, 402, lambda asked: asked.method == "PUT")
    assert run(joined, owner).state == "failed"
    assert SyncLink.objects.filter(due=True).count() == 2
    ended(joined, owner)
    assert not SyncLink.objects.filter(due=True).exists()


def test_hubspot_groups_before_an_error_are_known(with_hub, owner, project, hub):
    people(project, owner, {"family_name": "A"}, {"family_name": "B", "email": "b@example.com"})
    written = ("contacts/batch/upsert", "contacts/batch/create")
    once(hub, 2, 500, lambda asked: asked.path.endswith(written))
    done = run(with_hub, owner)
    assert (done.state, done.counts["contact"]["out"]) == ("failed", {"created": 1})
    ended(with_hub, owner)
    names = [row["properties"]["lastname"] for row in hub.rows["contacts"].values()]
    assert (sorted(names), Contact.objects.count()) == (["A", "B"], 2)


def test_salesforce_groups_before_an_error_are_known(with_force, owner, project, force):
    known = write_one(CONTACTS, project, owner, Draft({"family_name": "A"})).row
    ended(with_force, owner)
    settle(with_force, contact="out")
    write_one(CONTACTS, project, owner, Draft({"job_title": "B"}, pk=known.pk))
    people(project, owner, {"family_name": "C"})
    once(force, 1, 500, lambda asked: asked.path.endswith("/Contact/Lepton_Id__c"))
    done = run(with_force, owner)
    assert (done.state, done.counts["contact"]["out"]["updated"]) == ("failed", 1)
    ended(with_force, owner)
    assert len(force.rows["Contact"]) == 2


def test_an_association_that_fails_is_a_problem_of_its_row(with_hub, owner, project, hub):
    company = Company.objects.create(project=project, name="Akari")
    people(project, owner, {"family_name": "Sato", "company": company.pk})
    once(hub, 1, 500, lambda asked: "associations" in asked.path)
    done = run(with_hub, owner)
    assert (done.state, done.counts["contact"]["out"]) == ("done", {"created": 1})
    assert "500" in str(SyncOutcome.objects.get(run=done, kind="contact").reason)
    ended(with_hub, owner)
    (there,), (akari,) = hub.rows["contacts"].values(), hub.rows["companies"]
    assert there["properties"]["associatedcompanyid"] == akari
    hub.asked.clear()
    ended(with_hub, owner)
    assert hub.writes() == []


# --- sending again ------------------------------------------------------------
@pytest.mark.parametrize(("status", "sent"), [(502, 1), (503, 1), (504, 1), (429, 2)])
def test_what_may_have_been_done_is_not_asked_again(with_hub, owner, project, hub, status, sent):
    settle(with_hub, company="off")
    people(project, owner, {"family_name": "A"})
    once(hub, 1, status, lambda asked: asked.path.endswith("contacts/batch/create"))
    run(with_hub, owner)
    asked = [one for one in hub.asked if one.path.endswith("contacts/batch/create")]
    assert len(asked) == sent


def test_a_503_that_names_a_time_is_asked_again(with_hub, owner, project, hub):
    people(project, owner, {"family_name": "A"})
    hub.first.append(
        lambda asked: (
            Say(503, b"", {"retry-after": "0"})
            if asked.path.endswith("contacts/batch/create")
            else None
        )
    )
    assert ended(with_hub, owner)["contact"]["out"] == {"created": 1}


# --- companies of contacts ----------------------------------------------------
def test_another_company_becomes_the_primary_one(with_hub, owner, project, hub):
    first, second = hub.add("companies", name="First"), hub.add("companies", name="Second")
    anna = hub.add("contacts", lastname="Anna", associatedcompanyid=first)
    ended(with_hub, owner)
    here = Contact.objects.get()
    other = Company.objects.get(name="Second")
    write_one(CONTACTS, project, owner, Draft({"company": other.pk}, pk=here.pk))
    ended(with_hub, owner)
    assert hub.rows["contacts"][anna]["properties"]["associatedcompanyid"] == second
    ended(with_hub, owner)
    here.refresh_from_db()
    assert here.company == other


def test_a_contact_is_not_gone_because_its_account_is(with_force, owner, project, force):
    company = Company.objects.create(project=project, name="Akari")
    people(project, owner, {"family_name": "Sato"})
    ended(with_force, owner)
    (key,) = force.rows["Contact"]
    settle(with_force, company="off", contact="out")
    here = Contact.objects.get()
    write_one(CONTACTS, project, owner, Draft({"company": company.pk}, pk=here.pk))
    force.rows["Account"].clear()
    done = run(with_force, owner)
    assert done.counts["contact"]["out"]["refused"] == 1
    assert SyncLink.objects.get(external_id=key).state == "linked"


# --- values in another form ---------------------------------------------------
def test_numbers_that_come_back_as_texts_stay_numbers(with_hub, owner, project, hub):
    pairs = [*map(tuple, with_hub.plan["contact"]["fields"]), ("attributes.score", "score")]
    actions.map_fields(with_hub, owner, "contact", pairs)
    people(project, owner, {"family_name": "A", "attributes": {"score": 9}})
    ended(with_hub, owner)
    (key,) = hub.rows["contacts"]
    assert hub.rows["contacts"][key]["properties"]["score"] == "9"
    here = Contact.objects.get()
    ended(with_hub, owner)
    here.refresh_from_db()
    assert here.attributes == {"score": 9}
    hub.edit("contacts", key, score="10")
    hub.asked.clear()
    ended(with_hub, owner)
    here.refresh_from_db()
    assert (here.attributes, hub.writes()) == ({"score": 10}, [])


@pytest.mark.parametrize(
    ("here", "there", "found"),
    [
        (9, "9", 9), (9, "9.5", 9.5), (9.0, "9", 9.0), (True, "false", False), (True, "1", "1"),
        (9, "nine", "nine"), (9, "", ""), (9, "nan", "nan"), ("9", "9", "9"), ("", "9", "9"),
        (0, "-1", -1),
    ],
)  # fmt: skip
def test_texts_are_read_as_what_we_hold(here, there, found):
    told = values.alike("attributes.score", here, there)
    assert (told, type(told)) == (found, type(found))
    assert values.alike("note", here, there) == there


def test_an_own_field_that_is_emptied_beside_another_stays_empty(joined, owner, project, espo):
    pairs = [
        *map(tuple, joined.plan["contact"]["fields"]),
        ("attributes.score", "cScore"), ("attributes.rank", "title"),
    ]  # fmt: skip
    pairs = [pair for pair in pairs if pair != ("job_title", "title")]
    actions.map_fields(joined, owner, "contact", pairs)
    key = espo.add("Contact", lastName="A", cScore=7)
    ended(joined, owner)
    assert Contact.objects.get().attributes == {"score": 7}
    espo.edit("Contact", key, cScore=None, title="first")
    ended(joined, owner)
    assert Contact.objects.get().attributes == {"rank": "first"}


def test_a_duplicate_is_read_whole(joined, espo):
    """EspoCRM's answer names the twin without all its fields."""
    key = espo.add("Contact", lastName="Schmidt", emailAddress="anna@example.com", title="Buyer")
    sent = {"lastName": "Schmidt", "emailAddress": "anna@example.com"}
    change = Change("ours", "", sent)
    (told,) = EspoCrm().write(access.client(joined), "contact", [change])
    assert (told.answer, told.id, told.row.version) == ("exists", key, "1")
    assert told.row.values["title"] == "Buyer"


# --- access tokens ------------------------------------------------------------
def stored(connection, **secrets):
    """Another worker, or a person, stores other secrets."""
    row = fresh(connection)
    row.secrets = access.VAULT.sealed({**access.VAULT.opened(row), **secrets})
    row.save(update_fields=["secrets"])


def test_a_token_that_another_worker_got_is_taken(with_hub, owner, hub):
    """The refresh token counted once, and was used up meanwhile."""
    old = access.client(with_hub, lambda seconds: None)
    hub.access, hub.refresh = "access-9", "refresh-9"
    stored(with_hub, **{access.ACCESS: "access-9", access.REFRESH: "refresh-9"})
    assert old.send("GET", "/account-info/v3/details").data["portalId"] == 62515
    assert hub.tokens == 1


def test_a_token_that_another_worker_gets_at_the_same_time_is_taken(with_hub, hub, monkeypatch):
    old = access.client(with_hub, lambda seconds: None)
    hub.access, hub.refresh = "access-9", "refresh-9"

    refresh = HubSpot.refresh

    def second(self, api, token):
        stored(with_hub, **{access.ACCESS: "access-9", access.REFRESH: "refresh-9"})
        return refresh(self, api, token)

    monkeypatch.setattr(HubSpot, "refresh", second)
    assert old.send("GET", "/account-info/v3/details").status == 200


def test_late_tokens_are_not_mixed_with_those_of_another_log_in(with_hub):
    before = access.VAULT.opened(with_hub)[access.REFRESH]
    stored(with_hub, **{access.ACCESS: "of-another", access.REFRESH: "refresh-of-another"})
    late = Tokens("late", "late-refresh")
    assert access.keep(with_hub, late, instead_of=before)[access.ACCESS] == "of-another"
    assert access.VAULT.opened(fresh(with_hub))[access.REFRESH] == "refresh-of-another"


def test_late_tokens_do_not_let_changed_credentials_in(with_hub):
    before = access.VAULT.opened(with_hub)[access.REFRESH]
    row = fresh(with_hub)
    row.secrets = access.VAULT.sealed({"client_secret": "changed"})
    row.save(update_fields=["secrets"])
    with pytest.raises(Unauthorised):
        access.keep(with_hub, Tokens("late", "late-refresh"), instead_of=before)
    assert access.ACCESS not in fresh(with_hub).secrets


# --- waiting ------------------------------------------------------------------
def test_a_batch_of_many_requests_says_that_it_is_alive(joined, espo, monkeypatch):
    now, beats = [0.0], []

    def clock():
        now[0] += 7.0
        return now[0]

    monkeypatch.setattr("apps.crm.connectors.http.time", SimpleNamespace(monotonic=clock))
    client = access.client(joined, beats.append)
    for _ in range(20):
        client.send("GET", "/App/user")
    assert set(beats) == {0.0}
    assert 3 <= len(beats) <= 6


def test_a_person_is_not_kept_waiting(joined, owner, espo, monkeypatch):
    waited = []
    monkeypatch.setattr("apps.crm.connectors.http.time.sleep", waited.append)
    for after in ("0", "60"):
        espo.first = [lambda asked, after=after: Say(429, b"", {"retry-after": after})] * 5
        with pytest.raises(Refused, match="too many requests"):
            previewing.preview(joined, "contact")
    assert sum(waited) <= SHORT
    assert max(waited) <= SHORT


@pytest.mark.parametrize("strange", [{"unheard": "of"}, {"list": [{"name": "A"}]}, [1], "text"])
def test_a_preview_of_something_else_is_told_in_words(joined, espo, strange):
    espo.first.append(lambda asked: say(strange))
    with pytest.raises(Refused, match="not the system that was chosen"):
        previewing.preview(joined, "contact")


# --- what is typed and told ---------------------------------------------------
def test_a_log_in_page_is_encrypted(project, owner, hub, settings):
    settings.OUTBOUND_PORTS = frozenset({80, 443, *settings.OUTBOUND_PORTS})
    given = {**HUB, "address": hub.url}
    with pytest.raises(SettingsRefused, match="log-in page must begin with"):
        actions.make(
            project, owner, connector="hubspot", name="x",
            settings={**given, "pages": "http://93.184.216.34"},
        )  # fmt: skip
    actions.make(
        project, owner, connector="hubspot", name="x", settings={**given, "pages": hub.url}
    )


def test_a_problem_that_is_kept_tells_nobody_s_values(joined, owner, espo):
    said = 'Contact "Anna Schmidt" (anna@example.com, +49 30 901820) breaks column "lastName".'
    espo.first.append(lambda asked: say({"message": said}, 400))
    done = run(joined, owner)
    assert done.problem["values"]["said"] == 'Contact “…” (…, …) breaks column "lastName".'


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("No such column 'Title' on entity 'Contact'.",) * 2,
        ("You can't do this.",) * 2,
        ("Value 'Anna Schmidt", "Value “…”"),
        ("Field 'Anna Schmidt' is wrong", "Field “…” is wrong"),
        ("Call 030/901820 or a@b.example", "Call … or …"),
    ],
)
def test_values_are_cut_and_names_of_fields_stay(text, left):
    assert without_values(text) == left


def test_who_comes_back_without_a_code_is_told(with_hub):
    with pytest.raises(Refused, match="sent no code back"):
        oauth.finish(with_hub, {"redirect": "", "verifier": ""}, "", "")
