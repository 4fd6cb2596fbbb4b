"""A table of prospects becomes leads."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.core.messages import Message
from apps.core.rendering import render
from apps.crm.models import Lead, LeadIntake
from apps.crm.prospects import making
from apps.crm.prospects.columns import Plan, basis_of, guess
from apps.crm.prospects.rows import read
from apps.datasets.intakes import working
from apps.events.models import AuditEntry
from apps.projects.models import Membership
from tests.crm.test_pages import as_role, page, project, url
from tests.factories.crm import LeadFactory, LeadIntakeFactory
from tests.factories.datasets import VersionFactory
from tests.factories.projects import MembershipFactory

__all__ = ["as_role", "project"]
pytestmark = pytest.mark.django_db
COLUMNS = ["公司名称", "联系人", "E-Mail", "电话", "国家", "行业", "员工人数", "合法依据"]
ROWS = [
    ("深圳光明照明有限公司", "林悦", "lin.yue@example.com", "0755 8376 1234", "中国", "照明", 120.0,
     "同意"),
    ("Leuchten Nord GmbH", None, "info@nord.example", "+49 30 901820", "Germany", "Retail", 8.0,
     "不需要"),
    ("Lumière Sud", "Anne Petit", "not an address", "12", "Atlantis", "Retail", None, "f"),
    (None, None, None, None, "FR", None, None, None),
    ("Luz Paulista", "João Carvalho", None, None, "BRA", None, 1.5, "because"),
    ("深圳光明照明有限公司", "林悦", None, None, "CHN", None, None, "consent"),
    ("Plain Ltd", None, None, None, "GB", None, None, None),
]  # fmt: skip


@pytest.fixture
def table(project):
    return VersionFactory(project=project, columns=COLUMNS, rows=ROWS, name="Fair, 1 = 2")


@pytest.fixture
def direct(monkeypatch, django_capture_on_commit_callbacks):
    """Posts as outside of a test's transaction: what is to follow the commit follows."""

    def post(client, address, sent=None):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, sent or {})

    return post


@pytest.mark.parametrize(
    ("role", "columns", "offered"),
    [
        ("analyst", COLUMNS, True),
        ("viewer", COLUMNS, False),
        ("analyst", ["company", "price"], False),
        ("analyst", ["country", "website"], False),
    ],
)
def test_the_page_of_a_table_of_prospects_leads_here(as_role, project, role, columns, offered):
    table = VersionFactory(project=project, columns=columns, rows=[["x"] * len(columns)])
    shown = as_role(role).get(reverse("datasets:detail", args=[project.pk, table.dataset_id]))
    assert shown.status_code == 200
    address = f"{url('leads_from_table', project)}?version={table.pk}"
    assert (address in shown.content.decode()) is offered
    project.archived_at = timezone.now()
    project.save()
    shown = as_role(role).get(shown.wsgi_request.path)
    assert address not in shown.content.decode()


def plan_of(client, project, table, **more):
    address = f"{url('leads_from_table', project)}?version={table.pk}"
    form = client.get(address).context["form"]
    return address, {field.name: field.value() or "" for field in form} | more


def checked(client, project, table, **more):
    address, sent = plan_of(client, project, table, **more)
    answer = client.post(address, sent)
    assert answer.status_code == 302, page(answer)
    return LeadIntake.objects.latest("created_at")


class TestColumns:
    def test_names_are_known_in_both_languages(self):
        assert guess(COLUMNS) == {
            "organisation": "公司名称", "given_name": "联系人", "email": "E-Mail", "phone": "电话",
            "country": "国家", "sector": "行业", "employees": "员工人数", "basis": "合法依据",
        }  # fmt: skip
        english = ["Company Name", "First name", "SURNAME", "e_mail", "Tel.", "Industry", "x"]
        assert list(guess(english)) == [
            "organisation", "given_name", "family_name", "email", "phone", "sector",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("text", "basis"),
        [
            ("Consent", "consent"), ("a", "consent"), ("6(1)(f)", "legitimate_interests"),
            ("Art. 6(1)(b)", "contract"), ("legal_obligation", "legal_obligation"),
            ("公共任务", "public_task"), ("vital interests", "vital_interests"), ("g", None),
        ],
    )  # fmt: skip
    def test_a_basis_is_a_letter_or_a_name(self, text, basis):
        assert basis_of(text) == basis


class TestCells:
    def found(self, **cells):
        version = type("V", (), {"pk": None, "project_id": None})
        plan = Plan(columns={name: name for name in cells}, basis="consent")
        return read(version, plan, 1, {"given_name": "Ann", **cells})

    @pytest.mark.parametrize(
        ("cells", "stored"),
        [
            ({"employees": 12.0}, {"employees": 12}),
            ({"employees": "1,200"}, {"employees": 1200}),
            ({"employees": float("nan")}, {"employees": None}),
            ({"phone": 493090182000.0, "country": "DE"}, {"phone": "+493090182000"}),
            ({"website": "lux.example.com"}, {"website": "https://lux.example.com"}),
            ({"language": "德语"}, {"language": "de"}),
            ({"language": "pt_br"}, {"language": "pt-BR"}),
            ({"country": "Deutschland"}, {"country": "DEU"}),
            ({"basis_date": dt.date(2026, 3, 9)}, {"basis_date": dt.date(2026, 3, 9)}),
            ({"note": "a\x00b"}, {"note": "a\ufffdb"}),
            ({"basis": "f"}, {"basis": "legitimate_interests"}),
        ],
    )
    def test_are_written_down_in_one_way(self, cells, stored):
        lead = self.found(**cells).lead
        assert {name: getattr(lead, name) for name in stored} == stored

    @pytest.mark.parametrize(
        ("cells", "reason"),
        [
            ({"employees": "51-200"}, "employees"), ({"employees": -1}, "employees"),
            ({"employees": "9" * 5000}, "employees"), ({"employees": True}, "employees"),
            ({"sector": "x" * 81}, "long"), ({"email": "a@b"}, "email"),
            ({"email": f"{'a' * 250}@example.com"}, "email"),
            ({"website": "javascript:alert(1)"}, "website"),
            ({"country": "European Union"}, "country"),
            ({"language": "Klingonish"}, "language"), ({"phone": "12"}, "phone"),
            ({"basis": "why not"}, "basis"), ({"basis_date": "9.3.2026"}, "basis_date"),
            ({"basis_date": "2999-01-01"}, "basis_date"),
        ],
    )  # fmt: skip
    def test_say_what_is_wrong(self, cells, reason):
        found = self.found(**cells)
        assert found.lead is None
        assert [problem.reason for problem in found.problems] == [reason]


class TestCheck:
    def test_the_page_tells_before_anything_is_made(self, as_role, project, table):
        client = as_role("analyst")
        intake = checked(client, project, table)
        assert intake.found["rows"] == {"new": 3, "cannot": 3, "twice": 1}
        told = page(client.get(url("intake", project, intake)))
        assert "What would become of each row" in told
        assert "This is not an e-mail address." in told
        assert "not an address" not in told  # the value itself stays in the table
        assert not Lead.objects.exists()
        assert "not an address" not in str(intake.found)

    def test_the_csv_has_each_problem_with_row_column_value_and_fix(self, as_role, project, table):
        client = as_role("analyst")
        intake = checked(client, project, table)
        answer = client.get(url("intake_problems", project, intake))
        text = b"".join(answer.streaming_content).decode().removeprefix("\ufeff")
        rows = list(csv.reader(io.StringIO(text)))
        assert rows[0] == ["row", "column", "value", "what is wrong", "what to do"]
        assert [row[:3] for row in rows[1:]] == [
            ["3", "E-Mail", "not an address"],
            ["3", "国家", "Atlantis"],
            ["4", "–", ""],
            ["5", "员工人数", "1.5"],
            ["5", "合法依据", "because"],
        ]
        assert rows[1][4].startswith("Write one address")

    @pytest.mark.parametrize(
        ("more", "sentence"),
        [
            ({"column_organisation": "", "column_given_name": "", "column_email": ""},
             "Choose the column"),
            ({"column_email": "nowhere"}, "not one of the available choices"),
            ({"basis_date": "soon"}, "Enter a valid date"),
            ({"basis_date": "2999-01-01"}, "in the future"),
            ({"source": "x" * 201}, "at most 200"),
        ],
    )  # fmt: skip
    def test_a_bad_plan_keeps_what_was_typed(self, as_role, project, table, more, sentence):
        client = as_role("analyst")
        address, sent = plan_of(client, project, table, basis_note="kept", **more)
        told = page(client.post(address, sent))
        assert sentence in told
        assert 'value="kept"' in told
        assert not LeadIntake.objects.exists()

    def test_too_many_rows_are_refused_in_words(self, as_role, project, table, monkeypatch):
        monkeypatch.setattr(making, "MOST_ROWS", 6)
        client = as_role("analyst")
        address, sent = plan_of(client, project, table)
        assert "At most 6 can become leads at once" in page(client.post(address, sent))

    def test_a_basis_for_the_whole_table(self, as_role, project):
        table = VersionFactory(project=project, columns=["Name", "Email"], rows=[("A", "a@b.io")])
        client = as_role("analyst")
        assert checked(client, project, table).found["rows"] == {"cannot": 1}
        assert checked(client, project, table, basis="consent").found["rows"] == {"new": 1}

    def test_other_projects_are_not_there(self, as_role, project):
        client = as_role("analyst")
        address = url("leads_from_table", project)
        assert client.get(f"{address}?version={VersionFactory().pk}").status_code == 404
        assert client.get(f"{address}?version=x").status_code == 404
        assert client.get(url("intake", project, LeadIntakeFactory())).status_code == 404

    def test_without_tables_the_way_is_told(self, as_role, project):
        assert "No tables yet" in page(as_role("analyst").get(url("leads_from_table", project)))


class TestMaking:
    def test_leads_are_made_once(self, as_role, project, table, direct):
        client = as_role("analyst")
        for made in (3, 0):
            intake = checked(client, project, table, source="Canton Fair", basis_note="card")
            assert intake.found["rows"].get("new", 0) == made
            direct(client, url("intake", project, intake))
            intake.refresh_from_db()
            assert intake.state == "done"
            assert Lead.objects.count() == 3
        assert intake.counts == {"skipped": 3, "twice": 1, "cannot": 3}
        lead = Lead.objects.get(email="lin.yue@example.com")
        assert (lead.phone, lead.country, lead.employees) == ("+8675583761234", "CHN", 120)
        assert (lead.basis, lead.source, lead.basis_note) == ("consent", "Canton Fair", "card")
        assert (lead.dataset_version, lead.dataset_row) == (table, 1)
        assert AuditEntry.objects.filter(kind="crm.lead.created").count() == 3
        assert "The leads are made" in page(client.get(url("intake", project, intake)))
        told = page(client.post(url("intake", project, intake), follow=True))
        assert "were made already" in told

    def test_those_that_are_there_are_skipped_or_changed_by_choice(
        self, as_role, project, table, direct
    ):
        LeadFactory(
            project=project, organisation="leuchten nord GMBH", country="DEU", sector="Old",
            source="Mine", email="",
        )  # fmt: skip
        client = as_role("analyst")
        intake = checked(client, project, table)
        assert intake.found["rows"]["skipped"] == 1
        direct(client, url("intake", project, intake))
        known = Lead.objects.get(source="Mine")
        assert known.sector == "Old"
        intake = checked(client, project, table, existing="update", source="Theirs")
        assert intake.found["rows"] == {"updated": 3, "twice": 1, "cannot": 3}
        direct(client, url("intake", project, intake))
        known.refresh_from_db()
        assert (known.sector, known.source) == ("Retail", "Mine")
        assert known.email == "info@nord.example"
        assert Lead.objects.count() == 3

    def test_people_of_one_name_with_other_addresses_are_two(self, as_role, project):
        LeadFactory(
            project=project, organisation="", given_name="Li Wei", name="Li Wei", country="CHN",
            email="one@example.com", basis="consent",
        )  # fmt: skip
        table = VersionFactory(
            project=project, columns=["Name", "Email", "Country"],
            rows=[("Li Wei", "two@example.com", "CN"), ("LI WEI", None, "China")],
        )  # fmt: skip
        found = checked(as_role("analyst"), project, table, basis="consent").found["rows"]
        assert found == {"new": 1, "skipped": 1}

    def test_a_large_table_is_made_in_batches_by_a_worker(
        self, as_role, project, direct, monkeypatch
    ):
        monkeypatch.setattr(working, "BATCH", 4)
        monkeypatch.setattr(working, "DIRECT_ROWS", 5)
        rung = []
        monkeypatch.setattr(working.Work, "ring", lambda _work, pk: rung.append(pk))
        rows = [(f"Prospect {number}",) for number in range(10)]
        table = VersionFactory(project=project, columns=["Company"], rows=rows)
        client = as_role("analyst")
        intake = checked(client, project, table)
        direct(client, url("intake", project, intake))
        assert rung == [intake.pk]
        assert "The leads are being made" in page(client.get(url("intake", project, intake)))
        assert "0" in page(client.get(url("intake_live", project, intake), follow=True))
        take, calls = making._take, []

        def dies(*args, **kwargs):
            calls.append(1)
            if len(calls) == 2:
                raise RuntimeError
            return take(*args, **kwargs)

        monkeypatch.setattr(making, "_take", dies)
        making.WORK.go_on(intake.pk)
        intake.refresh_from_db()
        assert (intake.state, intake.next_row, Lead.objects.count()) == ("stopped", 4, 4)
        assert "failed on our side" in page(client.get(url("intake", project, intake)))
        direct(client, url("intake", project, intake))
        making.WORK.go_on(intake.pk)
        making.WORK.go_on(intake.pk)  # a message that came twice
        intake.refresh_from_db()
        assert (intake.state, intake.counts) == ("done", {"new": 10})
        assert Lead.objects.count() == 10

    def test_whoever_may_no_longer_add_leads_stops_it(self, project, table):
        member = MembershipFactory(project=project, role="analyst")
        intake = LeadIntakeFactory(
            version=table, created_by=member.user, state="running",
            plan={"columns": {"organisation": "公司名称", "basis": "合法依据"}},
        )  # fmt: skip
        Membership.objects.filter(pk=member.pk).update(role="viewer")
        making.WORK.go_on(intake.pk)
        intake.refresh_from_db()
        assert intake.state == "stopped"
        assert "may no longer add leads" in render(Message.model_validate(intake.problem))
        assert not Lead.objects.exists()

    def test_what_nobody_works_at_is_rung_for_again(self, table, monkeypatch):
        rung = []
        monkeypatch.setattr(working.Work, "ring", lambda _work, pk: rung.append(pk))
        intake = LeadIntakeFactory(version=table, state="running")
        assert making.WORK.ring_again() == 0
        LeadIntake.objects.filter(pk=intake.pk).update(
            updated_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        )
        assert making.WORK.ring_again() == 1
        assert rung == [intake.pk]
