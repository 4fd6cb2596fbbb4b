"""Duplicates: which pairs are found, one record of two, and two of one again."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from apps.core.messages import Message
from apps.crm.consent import allows, suppressing
from apps.crm.deals.records import ACTIVITIES
from apps.crm.domain.contacts import delete_contact
from apps.crm.domain.erasure import erase_contact
from apps.crm.merging import finding, joining, memory, old, parting, references, searching
from apps.crm.merging.finding import Known
from apps.crm.merging.joining import Two
from apps.crm.merging.kinds import KINDS
from apps.crm.models import (
    Activity,
    Consent,
    Contact,
    Deal,
    DuplicatePair,
    DuplicateSearch,
    Lead,
    Merge,
)
from apps.events.models import AuditEntry
from apps.projects.domain import records
from apps.projects.domain.errors import Refused, Stale
from apps.projects.domain.records import Draft, write_one
from apps.projects.synced import Tombstone
from tests.crm.test_pages import as_role, page, project, url
from tests.factories.crm import CompanyFactory, ContactFactory, LeadFactory
from tests.factories.crm_more import ActivityFactory, ConsentFactory, DealFactory
from tests.factories.projects import ProjectFactory

__all__ = ["as_role", "project"]
pytestmark = pytest.mark.django_db
CONTACT = KINDS["contact"]


def owner_of(project):
    return project.memberships.filter(role="owner").get().user


def known(pk, name="", **values):
    empty = dict.fromkeys(("mailbox", "domain", "phone", "country", "company"), "")
    return Known(pk=pk, name=finding.fold(name), **{**empty, **values})


class TestFinding:
    @pytest.mark.parametrize(
        ("one", "other", "shared", "found"),
        [
            ("Anna Schmidt", "A. Schmidt", {"mailbox": "a@x.de"}, True),
            ("Anna Schmidt", "Schmidt Anna", {"phone": "+49301"}, True),
            ("Béatrice Lefèvre", "Beatrice Lefevre", {"country": "FRA"}, True),
            ("Anna Schmidt", "Anna Schmitt", {"country": "DEU"}, True),
            ("Anna Schmidt", "Anna Schmidt", {"country": ""}, True),
            ("Anna Schmidt", "Bernd Schmidt", {"country": "DEU"}, False),
            ("Anna Schmidt", "Otto Weber", {}, False),
            ("", "", {}, False),
        ],
    )
    def test_what_is_worth_a_look(self, one, other, shared, found):
        pairs = finding.pairs([known(1, one, **shared), known(2, other, **shared)])
        assert [(pair.first, pair.second) for pair in pairs] == ([(1, 2)] if found else [])

    def test_one_name_in_two_countries_is_two_people(self):
        rows = [known(1, "Anna Schmidt", country="DEU"), known(2, "Anna Schmidt", country="AUT")]
        assert finding.pairs(rows) == []

    @pytest.mark.parametrize(
        ("text", "folded"),
        [("Leuchten Nord GmbH & Co. KG", "leuchten nord"), ("Lumière, S.A.", "lumiere"),
         ("深圳光明照明有限公司", "深圳光明照明"), ("株式会社あかり", "あかり"), ("Inc.", "inc")],
    )  # fmt: skip
    def test_the_legal_form_of_a_company_does_not_count(self, text, folded):
        assert finding.fold_company(text) == folded

    def test_mailboxes(self):
        assert finding.mailbox("A.B+fair@GoogleMail.com") == "ab@gmail.com"
        assert finding.mailbox("a.b+fair@x.de") == "a.b@x.de"
        assert finding.domain_of("a@gmail.com", "") == ""
        assert finding.domain_of("a@x.de", "https://www.y.de/start") == "y.de"

    def test_planted_pairs_are_found_among_many(self):
        """Of 3,000 records 150 stand there twice, with a letter changed; the others are apart."""
        draw = random.Random(7)
        letters = "abcdefghijklmnoprstuvwz"

        def word(length):
            return "".join(draw.choices(letters, k=length))

        rows = [known(f"{at:06}", f"{word(6)} {word(8)}", country="DEU") for at in range(3000)]
        twins = draw.sample(range(3000), 150)
        for at in twins:
            name = rows[at].name
            place = draw.randrange(1, len(name) - 1)
            typed = name[:place] + draw.choice(letters) + name[place + 1 :]
            rows.append(known(f"t{at:06}", typed, country="DEU"))
        found = {(pair.first, pair.second) for pair in finding.pairs(rows)}
        planted = {(f"{at:06}", f"t{at:06}") for at in twins}
        assert len(found & planted) >= 0.97 * len(planted)
        assert len(found - planted) <= 3

    def test_a_search_keeps_pairs_and_what_was_said_of_them(self, project):
        actor = owner_of(project)
        one = CompanyFactory(project=project, name="Leuchten Nord GmbH", country="DEU")
        two = CompanyFactory(project=project, name="Leuchten Nord", country="DEU")
        CompanyFactory(project=project, name="Kettle Works", country="DEU")
        CompanyFactory(name="Leuchten Nord")  # of another project
        search = searching.start(project, "company", actor)
        with pytest.raises(Refused, match="running already"):
            searching.start(project, "company", actor)
        searching.search_now(search.pk)
        search.refresh_from_db()
        assert (search.state, search.rows, search.found) == ("done", 3, 1)
        pair = DuplicatePair.objects.get()
        assert {pair.first, pair.second} == {one.pk, two.pk}
        assert "Same name" in [str(Message.model_validate(reason)) for reason in pair.reasons]
        searching.set_apart(pair, actor)
        searching.search_now(searching.start(project, "company", actor).pk)
        assert DuplicatePair.objects.get().state == "different"
        assert DuplicateSearch.objects.filter(found=0, state="done").exists()


class TestReferences:
    @pytest.mark.parametrize("kind", list(KINDS))
    def test_all_that_points_to_a_record_is_known(self, kind):
        model = KINDS[kind].model
        pointing = {
            f"{one.related_model._meta.label}.{one.field.name}"
            for one in model._meta.get_fields()
            if one.auto_created and not one.concrete
        }
        assert pointing == {one.key for one in references.of(kind)}, (
            "register these with apps.crm.merging.references.add"
        )


def snapshot(project):
    """All rows of the room in the project, but for the moments that a change of a row takes."""
    shown = {}
    for model in apps.get_app_config("crm").get_models():
        if model in (Merge, DuplicateSearch):
            continue
        for row in model.objects.filter(project=project.pk):
            values = memory.stored(row)
            for name in ("updated_at", "version"):
                values.pop(name, None)
            if model is DuplicatePair:
                values.pop("created_at")
            shown[model.__name__, str(row.pk)] = values
    return shown


TEXT = st.text("ab ", max_size=5).map(str.strip)
SAID = st.tuples(
    st.sampled_from(["surveys", "campaigns"]), st.sampled_from(["given", "withdrawn"]),
    st.integers(-9, -1),
)  # fmt: skip
PERSON = st.fixed_dictionaries(
    {
        "given_name": TEXT.filter(bool), "family_name": TEXT, "job_title": TEXT, "note": TEXT,
        "country": st.sampled_from(["", "DEU", "FRA"]), "tags": st.lists(TEXT, max_size=2),
        "attributes": st.dictionaries(st.sampled_from("xy"), st.integers(0, 3), max_size=2),
        "email": st.booleans(), "company": st.booleans(),
        "consents": st.lists(SAID, max_size=3), "said_as_lead": st.lists(SAID, max_size=2),
        "activities": st.integers(0, 2), "deals": st.integers(0, 1), "leads": st.integers(0, 1),
        "names": st.integers(0, 2),
    }
)  # fmt: skip


def make(project, number, drawn):
    drawn = dict(drawn)
    names = ("consents", "said_as_lead", "activities", "deals", "leads")
    hanging = {name: drawn.pop(name) for name in names}
    drawn["email"] = f"p{number}@example.com" if drawn["email"] else ""
    drawn["company"] = CompanyFactory(project=project) if drawn["company"] else None
    names = [("erp", f"{number}-{at}") for at in range(drawn.pop("names"))]
    row = ContactFactory(project=project, references=names, **drawn)
    for purpose, decision, day in hanging["consents"]:
        at = timezone.now() + timedelta(days=day)
        ConsentFactory(contact=row, purpose=purpose, decision=decision, at=at)
    for _ in range(hanging["activities"]):
        ActivityFactory(project=project, contact=row)
    for _ in range(hanging["deals"]):
        DealFactory(project=project, contact=row)
    for _ in range(hanging["leads"]):
        lead = LeadFactory(project=project, contact=row)
        for purpose, decision, day in hanging["said_as_lead"]:
            at = timezone.now() + timedelta(days=day)
            ConsentFactory(project=project, contact=None, lead=lead, purpose=purpose,
                           decision=decision, at=at)  # fmt: skip
    return row


class TestMerging:
    @settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.generate])
    @given(one=PERSON, other=PERSON, taken=st.sets(st.sampled_from(CONTACT.fields)))
    def test_a_merge_that_is_undone_leaves_all_as_it_was(self, one, other, taken):
        project = ProjectFactory()
        actor = owner_of(project)
        winner, loser = make(project, 1, one), make(project, 2, other)
        DuplicatePair.objects.create(
            project=project, kind="contact", first=winner.pk, second=loser.pk, score=80
        )
        withdrawn = {
            (row.pk, purpose)
            for row in (winner, loser)
            for purpose in ("surveys", "campaigns")
            if "Withdrawn" in str(allows(row, purpose))
        }
        before = snapshot(project)
        merge = joining.merge(CONTACT, Two(winner, loser), actor, taken)
        assert not Contact.objects.filter(pk=loser.pk).exists()
        assert Tombstone.objects.filter(row_id=loser.pk, external=[]).exists()
        kept = Contact.objects.get(pk=winner.pk)
        for model in (Activity, Deal, Lead, Consent):
            rows = model.objects.filter(project=project)
            rows = rows.filter(lead=None) if model is Consent else rows
            assert not rows.exclude(contact=kept).exists()
        assert kept.references.count() == one["names"] + other["names"]
        for _pk, purpose in withdrawn:  # the stricter counts
            assert allows(kept, purpose) is not None
        parting.undo(merge, actor)
        assert snapshot(project) == before
        assert not Tombstone.objects.filter(row_id=loser.pk).exists()

    def test_what_was_withdrawn_while_they_were_one_stays_withdrawn_by_both(self, project):
        actor = owner_of(project)
        winner, loser = ContactFactory(project=project), ContactFactory(project=project)
        for row in (winner, loser):
            ConsentFactory(contact=row, at=timezone.now() - timedelta(days=3))
        merge = joining.merge(CONTACT, Two(winner, loser), actor, [])
        ConsentFactory(contact=winner, decision="withdrawn")
        back = parting.undo(merge, actor)
        assert [allows(row, "surveys") is not None for row in (winner, back)] == [True, True]

    def test_leads_that_became_different_people_stay_two(self, project):
        two = Two(*(LeadFactory(project=project, contact=ContactFactory(project=project))
                    for _ in range(2)))  # fmt: skip
        with pytest.raises(Refused, match="different contacts"):
            joining.merge(KINDS["lead"], two, owner_of(project), [])

    def test_an_old_merge_is_not_undone_but_still_reached_by_an_erasure(self, project):
        actor = owner_of(project)
        winner = ContactFactory(project=project, name="Anna Weber", email="anna@example.com")
        loser = ContactFactory(project=project, email="")
        values = {"given_name": "Anni", "family_name": "Webber"}
        write_one(CONTACT.write, project, actor, Draft(values, pk=loser.pk))
        loser.refresh_from_db()
        merge = joining.merge(CONTACT, Two(winner, loser), actor, [])
        Merge.objects.filter(pk=merge.pk).update(created_at=timezone.now() - timedelta(days=91))
        assert old.prune() == 1
        assert old.prune() == 0
        with pytest.raises(Refused, match="too old"):
            parting.undo(merge, actor)
        told = "".join(str(row.data) for row in AuditEntry.objects.filter(project=project))
        assert "Webber" in told
        erase_contact(Contact.objects.get(pk=winner.pk), actor)
        told = "".join(str(row.data) for row in AuditEntry.objects.filter(project=project))
        assert "Webber" not in told

    def test_activities_that_were_deleted_before_an_erasure_are_forgotten_too(self, project):
        actor = owner_of(project)
        person = ContactFactory(project=project)
        values = {"subject": "Spoke of her illness", "kind": "note", "contact": person.pk}
        made = write_one(ACTIVITIES, project, actor, Draft(values)).row
        records.delete(ACTIVITIES, made, actor)
        erase_contact(person, actor)
        told = "".join(str(row.data) for row in AuditEntry.objects.filter(project=project))
        assert "illness" not in told

    def test_a_chosen_value_moves_and_a_unique_one_too(self, project):
        winner = ContactFactory(project=project, email="a@example.com", job_title="")
        loser = ContactFactory(project=project, email="b@example.com", job_title="Buyer")
        joining.merge(CONTACT, Two(winner, loser), owner_of(project), {"email", "job_title"})
        winner.refresh_from_db()
        assert (winner.email, winner.job_title) == ("b@example.com", "Buyer")
        kinds = set(AuditEntry.objects.values_list("kind", flat=True))
        assert {"crm.contact.merged", "crm.contact.deleted", "crm.contact.updated"} <= kinds

    def test_companies_and_leads_are_merged_too(self, project):
        actor = owner_of(project)
        for kind, factory in (("company", CompanyFactory), ("lead", LeadFactory)):
            winner, loser = factory(project=project), factory(project=project)
            hanging = ActivityFactory(project=project, **{kind: loser, "contact": None})
            before = snapshot(project)
            merge = joining.merge(KINDS[kind], Two(winner, loser), actor, ["note"])
            hanging.refresh_from_db()
            assert getattr(hanging, kind) == winner
            parting.undo(merge, actor)
            assert snapshot(project) == before

    def test_what_cannot_be_merged_is_refused(self, project):
        actor = owner_of(project)
        one, other = ContactFactory(project=project), ContactFactory()
        for two in (Two(one, other), Two(one, one)):
            with pytest.raises(Refused, match="two records"):
                joining.merge(CONTACT, two, actor, [])
        done = LeadFactory(project=project, state="converted")
        with pytest.raises(Refused, match="Keep the lead that was converted"):
            joining.merge(KINDS["lead"], Two(LeadFactory(project=project), done), actor, [])
        twin = ContactFactory(project=project)
        seen = (one.updated_at, twin.updated_at - timedelta(seconds=1))
        with pytest.raises(Stale):
            joining.merge(CONTACT, Two(one, twin), actor, [], seen)
        assert not Merge.objects.exists()


class TestUndoing:
    @pytest.fixture
    def merge(self, project):
        winner = ContactFactory(project=project, email="a@example.com", job_title="Head")
        loser = ContactFactory(project=project, email="b@example.com", job_title="Buyer")
        ActivityFactory(project=project, contact=loser)
        return joining.merge(CONTACT, Two(winner, loser), owner_of(project), {"job_title"})

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            (lambda p, m: Contact.objects.filter(pk=m.winner).update(job_title="CEO"),
             "job title"),
            (lambda p, m: ContactFactory(project=p, email="b@example.com"), "Another record has"),
            (lambda p, m: Activity.objects.update(contact=ContactFactory(project=p)),
             "activities that came"),
            (lambda p, m: joining.merge(
                CONTACT, Two(ContactFactory(project=p), Contact.objects.get(pk=m.winner)),
                owner_of(p), []), "Undo the later merge first"),
            (lambda p, m: suppressing.add(
                p, owner_of(p), ("email", "b@example.com"), "erased"), "asked to be erased"),
            (lambda p, m: Contact.objects.filter(pk=m.winner).delete(), "is gone"),
        ],
    )  # fmt: skip
    def test_it_is_refused_where_later_changes_would_be_lost(
        self, project, merge, change, sentence
    ):
        change(project, merge)
        before = snapshot(project)
        with pytest.raises(Refused, match=sentence):
            parting.undo(merge, owner_of(project))
        assert snapshot(project) == before

    def test_other_changes_stay(self, project, merge):
        Contact.objects.filter(pk=merge.winner).update(note="Met in May")
        Activity.objects.all().delete()
        back = parting.undo(merge, owner_of(project))
        winner = Contact.objects.get(pk=merge.winner)
        assert (winner.note, winner.job_title, back.job_title) == ("Met in May", "Head", "Buyer")
        with pytest.raises(Refused, match="undone already"):
            parting.undo(merge, owner_of(project))

    def test_nor_is_a_name_kept_where_they_were_parted_again(self, project, merge):
        back = parting.undo(merge, owner_of(project))
        delete_contact(back, owner_of(project))
        assert not Merge.objects.exists()

    def test_an_erasure_reaches_what_was_merged(self, project, merge, as_role):
        winner = Contact.objects.get(pk=merge.winner)
        sent = {"confirm": winner.name, "erase": "1"}
        as_role("editor").post(url("contact_delete", project, winner), sent)
        assert not Merge.objects.exists()
        found = suppressing.erased(project.pk, [{"email": f"{one}@example.com"} for one in "ab"])
        assert found == ["email", "email"]
        assert "Schmidt" not in str(list(AuditEntry.objects.values("data", "subject_label")))

    def test_after_ninety_days_nothing_is_kept(self, merge):
        assert old.prune() == 0
        assert old.prune(timezone.now() + timedelta(days=91)) == 1


class TestPages:
    def test_from_a_pair_to_one_record_and_back(self, as_role, project):
        one, two = (
            ContactFactory(project=project, given_name=given, family_name="Schmidt", email=email,
                           name=f"{given} Schmidt", job_title=title)
            for given, email, title in (("Anna", "anna@example.com", ""),
                                        ("Ana", "anna+fair@example.com", "Buyer"))
        )  # fmt: skip
        client = as_role("editor")
        listed = f"{base(project)}duplicates/contact/"
        assert "Not compared yet" in page(client.get(listed))
        client.post(f"{listed}search/")
        searching.search_now(DuplicateSearch.objects.get().pk)
        shown = page(client.get(listed))
        assert "Same mailbox" in shown
        merging = f"{listed}{one.pk}/{two.pk}/"
        form = client.get(merging).context["form"]
        assert form.differing == ["given_name", "job_title", "email"]
        sent = {"keep": "first", "f_given_name": "first", "f_job_title": "second",
                "seen": form["seen"].value()}  # fmt: skip
        Contact.objects.filter(pk=two.pk).update(note="Changed")
        told = client.post(merging, sent)
        assert "Somebody else changed" in page(told)
        sent["seen"] = told.context["form"]["seen"].value()
        assert client.post(merging, sent).status_code == 302
        one.refresh_from_db()
        assert (one.given_name, one.job_title) == ("Anna", "Buyer")
        merge = Merge.objects.get()
        assert "Ana Schmidt" in page(client.get(f"{base(project)}merges/"))
        assert client.post(f"{base(project)}merges/{merge.pk}/undo/").status_code == 302
        assert Contact.objects.filter(pk=two.pk).exists()

    def test_a_pair_is_set_apart(self, as_role, project):
        one, two = sorted(
            (ContactFactory(project=project), ContactFactory(project=project)),
            key=lambda row: str(row.pk),
        )
        pair = DuplicatePair.objects.create(
            project=project, kind="contact", first=one.pk, second=two.pk, score=80
        )
        client = as_role("analyst")
        client.post(f"{base(project)}pairs/{pair.pk}/different/")
        assert one.name not in page(client.get(f"{base(project)}duplicates/contact/"))
        assert client.get(f"{base(project)}duplicates/deal/").status_code == 404


def base(project):
    return url("contacts", project)
