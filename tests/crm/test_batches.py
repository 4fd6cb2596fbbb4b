"""Many rows at once: each has an answer of its own."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from apps.crm.models import Contact, ContactReference
from apps.events.models import AuditEntry
from tests.api.conftest import Caller
from tests.api.test_problems import problem
from tests.factories.crm import CompanyFactory, ContactFactory
from tests.factories.projects import ProjectFactory


def named(key, **values):
    return {"by_external": {"system": "hubspot", "id": str(key)}, **values}


@pytest.fixture
def batch(project):
    return f"projects/{project.pk}/contacts/batch/"


@pytest.mark.django_db
class TestAnswers:
    def test_each_row_has_its_own(self, caller, project, batch):
        taken = ContactFactory(project=project, email="taken@example.com")
        known = ContactFactory(project=project, references=[("hubspot", "7")])
        rows = [
            named(1, given_name="Anna", email="anna@example.com"),
            named(2, email="no"),
            named(7, job_title="Buyer"),
            {"id": str(known.pk)},
            {"given_name": "Bea", "email": "TAKEN@example.com"},
            {"id": str(taken.pk), "email": "taken@example.com"},
            {"id": "0d3b1f6a-7c1e-4c5e-9a54-2f1f5c1a7b10", "note": "x"},
            named(1, given_name="Again"),
            {"given_name": "Cleo", "wrong": 1},
            "no row",
            {},
        ]
        response = caller.post(batch, {"rows": rows})
        assert response.status_code == 200, response.content
        body = response.json()
        told = {row["index"]: row for row in body["results"]}
        assert [told[index]["status"] for index in range(len(rows))] == [
            "created", "error", "updated", "error", "error", "unchanged",
            "error", "error", "error", "error", "error",
        ]  # fmt: skip
        counts = [body[name] for name in ("created", "updated", "unchanged", "failed")]
        assert counts == [1, 1, 1, 8]
        assert (told[2]["id"], told[2]["version"]) == (str(known.pk), 2)
        assert told[4]["existing"] == str(taken.pk)
        assert caller.get(told[4]["existing_url"]).json()["email"] == "taken@example.com"
        fields = {index: told[index]["errors"][0]["field"] for index in (1, 4, 6, 8)}
        assert fields == {1: "email", 4: "email", 6: "id", 8: "wrong"}
        assert told[1]["errors"][0]["pointer"] == "#/rows/1/email"
        assert "index 0" in told[7]["errors"][0]["detail"]
        assert "index 2" in told[3]["errors"][0]["detail"]
        assert Contact.objects.filter(project=project).count() == 3

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("attributes", {"score": 10**400}),
            ("attributes", {"score": -(10**400)}),
            ("email", f"a@{'x.' * 130}example.com"),
            ("email", f"a@{'İ.' * 60}{'x.' * 55}example.com"),  # each İ is two small characters
        ],
    )
    def test_a_value_beyond_every_column_is_one_row_s_matter(self, caller, batch, name, value):
        rows = [{"given_name": "Bad", name: value}, {"given_name": "Good"}]
        response = caller.post(batch, {"rows": rows})
        assert response.status_code == 200, response.content
        bad, good = response.json()["results"]
        assert (bad["status"], bad["errors"][0]["field"]) == ("error", name)
        assert good["status"] == "created"

    def test_what_one_row_gives_up_a_later_one_may_have(self, caller, project, batch):
        first = ContactFactory(project=project, email="one@example.com")
        second = ContactFactory(project=project, email="two@example.com")
        rows = [
            {"id": str(first.pk), "email": "three@example.com"},
            {"id": str(second.pk), "email": "one@example.com"},
            {"given_name": "New", "email": "two@example.com"},
        ]
        body = caller.post(batch, {"rows": rows}).json()
        assert (body["updated"], body["created"], body["failed"]) == (2, 1, 0)
        first.refresh_from_db()
        second.refresh_from_db()
        assert (first.email, second.email) == ("three@example.com", "one@example.com")

    def test_two_rows_of_one_batch_do_not_share_an_address(self, caller, batch):
        rows = [{"email": "a@example.com"}, {"email": "A@example.com"}]
        body = caller.post(batch, {"rows": rows}).json()
        assert [row["status"] for row in body["results"]] == ["created", "error"]
        assert body["results"][1]["existing"] == body["results"][0]["id"]

    def test_references_are_replaced_and_moved(self, caller, project, batch):
        old = ContactFactory(project=project, references=[("sap", "1"), ("hubspot", "1")])
        sap = [{"system": "sap", "id": "2"}]
        body = caller.post(batch, {"rows": [named(1, external=sap)]}).json()
        assert body["updated"] == 1
        kept = ContactReference.objects.filter(row=old).values_list("system", "external_id")
        assert set(kept) == {("sap", "2"), ("hubspot", "1")}

    def test_companies_are_found_by_what_others_call_them(self, caller, project, batch):
        CompanyFactory(project=project, name="Nord", references=[("hubspot", "c1")])
        CompanyFactory(references=[("hubspot", "c2")])
        rows = [
            named(key, given_name="A", company_by_external={"system": "hubspot", "id": key})
            for key in ("c1", "c2")
        ]
        body = caller.post(batch, {"rows": rows}).json()
        assert [row["status"] for row in body["results"]] == ["created", "error"]
        assert Contact.objects.get(project=project).company.name == "Nord"

    def test_a_row_that_changes_nothing_is_not_heard_of(self, caller, project, batch):
        rows = {"rows": [named(key, given_name=f"N{key}") for key in range(3)]}
        caller.post(batch, rows)
        before = AuditEntry.objects.filter(kind__startswith="crm.").count()
        body = caller.post(batch, rows).json()
        assert (body["unchanged"], body["created"]) == (3, 0)
        assert AuditEntry.objects.filter(kind__startswith="crm.").count() == before == 3
        as_of = caller.get(f"projects/{project.pk}/contacts/").json()["as_of"]
        caller.post(batch, rows)
        path = f"projects/{project.pk}/contacts/"
        assert not caller.get(path, query_params={"updated_since": as_of}).json()["results"]

    @pytest.mark.parametrize("body", [{}, {"rows": []}, {"rows": [{}] * 501}, [], {"rows": {}}])
    def test_a_body_that_is_no_batch(self, caller, batch, body):
        errors = problem(caller.post(batch, body), 400, "invalid")["errors"]
        assert errors[0]["pointer"] == "#/rows"

    def test_sent_twice_with_a_key_it_happens_once(self, caller, batch):
        key = {"idempotency-key": "import-1"}
        body = {"rows": [{"given_name": "Anna"}]}
        first, again = (caller.post(batch, body, headers=key) for _ in range(2))
        assert first.content == again.content
        assert Contact.objects.count() == 1

    def test_many_rows_take_few_queries(self, caller, batch, django_assert_max_num_queries):
        def rows(start):
            return {"rows": [named(start + n, given_name=f"N{n}") for n in range(40)]}

        caller.post(batch, rows(0))
        with django_assert_max_num_queries(30):
            caller.post(batch, rows(100))


class TestAgainstOneByOne(TestCase):
    """A batch does what its rows would do one after the other."""

    ROW = st.fixed_dictionaries(
        {"by_external": st.builds(lambda n: {"system": "x", "id": str(n)}, st.integers(0, 3))},
        optional={
            "given_name": st.sampled_from(["A", "B", ""]),
            "email": st.sampled_from(["a@example.com", "b@example.com", "c@example.com", ""]),
            "job_title": st.sampled_from(["x", "y"]),
        },
    )

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(
            st.lists(ROW, min_size=1, max_size=4, unique_by=lambda row: row["by_external"]["id"]),
            min_size=1,
            max_size=3,
        )
    )
    def test_the_end_is_the_same(self, batches):
        caller = Caller()
        states = []
        for together in (True, False):
            project = ProjectFactory(owner=caller.user)
            path = f"projects/{project.pk}/contacts/"
            told = []
            for rows in batches:
                parts = [rows] if together else [[row] for row in rows]
                for part in parts:
                    body = caller.post(f"{path}batch/", {"rows": part}).json()
                    told += [row["status"] for row in body["results"]]
            kept = Contact.objects.filter(project=project).prefetch_related("references")
            states.append(
                (
                    told,
                    sorted(
                        (str(row.external()), row.name, row.email, row.job_title, row.version)
                        for row in kept
                    ),
                )
            )
        assert states[0] == states[1]
