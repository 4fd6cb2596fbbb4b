"""Effects that runs have measured: from a run that is linked to where they are read."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.events.models import AuditEntry
from apps.jobs.finishing import settle
from apps.jobs.models import JobInput, State
from apps.projects.plan import evidence
from apps.projects.plan.evidence import Target
from apps.projects.plan.models import EvidenceLink, ItemMarket, MeasuredEffect
from tests.engines import release_cases
from tests.factories.jobs import JobFactory, some_result
from tests.factories.plan import ItemMarketFactory, NeedFactory, PlanItemFactory
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory(home_country="CHN", currency="EUR")


@pytest.fixture
def editor(client, project):
    user = MembershipFactory(project=project, role="editor").user
    client.force_login(user)
    return user


@pytest.fixture(scope="module")
def summary(tmp_path_factory):
    """What the engine really says: complaints in three markets of six, from a planted effect."""
    found = release_cases.run(tmp_path_factory.mktemp("run"), release_cases.table())
    return found.model_dump(mode="json")["summary"]


def told(market, estimate=-31.2, low=-46.0, high=-12.0, direction="down", **more):
    sentence = {"text": "complaints in {market} fell.", "values": {"market": market or "all"}}
    return {"market": market, "estimate": estimate, "low": low, "high": high, "unit": "%",
            "direction": direction, "sentence": sentence, **more}  # fmt: skip


def finished(project, *effects, engine="effects.release", **more):
    values = {"state": State.SUCCEEDED, "engine_key": engine, **more}
    return JobFactory(project=project, summary={"effects": list(effects)},
                      result=some_result(), **values)  # fmt: skip


def item_in(project, *countries):
    item = PlanItemFactory(project=project, state="released", title="Half the flicker")
    for code in countries:
        ItemMarketFactory(item=item, entry__country=code, state="released")
    return item


def page_of(name, row):
    return reverse(f"projects:{name}", args=[row.project_id, row.pk])


def hang(client, item, job):
    address = reverse("jobs:detail", args=[job.project_id, job.pk])
    sent = {"address": f"https://lepton.example{address}"}
    return client.post(page_of("plan_evidence", item), sent, follow=True)


def test_what_the_engine_says_is_read_on_page_board_and_list(client, project, editor, summary):
    job = finished(project, *summary["effects"])
    JobInput.objects.create(job=job, slot="data", kind="dataset", ref="1", content_hash="ab12",
                            at=job.created_at)  # fmt: skip
    item = item_in(project, "JPN", "DEU")
    page = hang(client, item, job)
    by_market = {one["market"]: one for one in summary["effects"]}
    stored = {row.item_market.market: row for row in MeasuredEffect.objects.all()}
    assert set(stored) == {"JPN", "DEU"}
    for code, row in stored.items():
        assert (row.estimate, row.low, row.high, row.unit, row.direction) == (
            *(by_market[code][name] for name in ("estimate", "low", "high")), "%", "down",
        )  # fmt: skip
        assert (row.source, row.hash, row.computed_at) == (str(job.pk), "ab12", job.finished_at)
    assert "complaints in JPN fell by" in page.text
    assert "the effects in 2 markets" in page.text
    assert "the item is not planned there: France" in page.text
    board = client.get(reverse("projects:plan", args=[project.pk])).text
    estimate = f"{by_market['DEU']['estimate']:.1f}".replace("-", "−")
    assert f"Germany: {estimate} %" in board
    kinds = AuditEntry.objects.filter(kind="projects.effect.measured")
    assert kinds.count() == 2


def test_only_what_is_known_is_stored_and_the_rest_is_said(client, project, editor):
    """No estimate: passed over; unclear: no direction; a name instead of a code; a group."""
    job = finished(
        project, told("JPN", estimate=None), told("Germany", -2.0, direction="unclear"),
        told("DEU", -9.0), told("Nordics"), told("BRA", low=None),
    )  # fmt: skip
    item = item_in(project, "JPN", "DEU", "BRA")
    item.markets.filter(entry__country="BRA").update(state="dropped")
    page = hang(client, item, job)
    (row,) = MeasuredEffect.objects.all()
    assert (row.item_market.market, row.estimate, row.direction) == ("DEU", -2.0, "")
    assert "the item is not planned there: Nordics and Brazil" in page.text


@pytest.mark.parametrize(("countries", "stored"), [(("JPN",), 1), (("JPN", "DEU"), 0), ((), 0)])
def test_a_run_without_markets_is_of_the_only_one(client, project, editor, countries, stored):
    page = hang(client, item_in(project, *countries), finished(project, told(None)))
    assert MeasuredEffect.objects.count() == stored
    assert ("names no market" in page.text) == (not stored)


@pytest.mark.parametrize(
    "job",
    [
        {"engine": "gravity.trade"},  # whose summary has other 'effects'
        {"state": State.ERRORED},
        {"state": State.CANCELLED},
    ],
)
def test_other_runs_are_evidence_without_effects(client, project, editor, job):
    hang(client, item_in(project, "JPN"), finished(project, told("JPN"), **job))
    assert EvidenceLink.objects.count() == 1
    assert not MeasuredEffect.objects.exists()


def test_a_market_that_is_added_later_is_told_of_when_the_run_is_added_again(
    client, project, editor
):
    job, item = finished(project, told("JPN"), told("DEU")), item_in(project, "JPN")
    hang(client, item, job)
    ItemMarketFactory(item=item, entry__country="DEU")
    hang(client, item, job)
    assert EvidenceLink.objects.count() == 1
    assert sorted(row.item_market.market for row in MeasuredEffect.objects.all()) == ["DEU", "JPN"]
    assert AuditEntry.objects.filter(kind="projects.effect.measured").count() == 2


def test_a_run_that_ends_after_it_was_linked_tells_too(client, project, editor):
    job = JobFactory(project=project, engine_key="effects.release", state=State.RUNNING)
    hang(client, item_in(project, "JPN"), job)
    evidence.link(NeedFactory(project=project), editor, Target("jobs.run", str(job.pk)))
    assert not MeasuredEffect.objects.exists()
    job.state, job.summary, job.handled_at = State.SUCCEEDED, {"effects": [told("JPN")]}, None
    job.save()
    settle(job)
    assert job.state == State.SUCCEEDED
    assert MeasuredEffect.objects.get().source == str(job.pk)


def test_effects_go_with_their_run_and_no_others(client, project, editor):
    old, new = finished(project, told("JPN", -10.0)), finished(project, told("JPN", -20.0))
    item, other = item_in(project, "JPN"), PlanItemFactory(project=project)
    ItemMarketFactory(item=other, entry=item.markets.get().entry)
    for one in (item, other):
        for job in (old, new):
            hang(client, one, job)
    version = item.markets.get().version
    link = EvidenceLink.objects.get(item=item, target=str(new.pk))
    client.post(page_of("plan_unlink", link))
    market = item.markets.get()
    assert (market.measured.estimate, market.version) == (-10.0, version + 1)
    assert other.markets.get().measured.estimate == -20.0
    entry = AuditEntry.objects.get(kind="projects.effect.removed")
    assert (entry.actor, entry.data["source"]) == (editor, str(new.pk))
    page = client.get(page_of("plan_item", item)).text
    assert "-10" in page.replace("−", "-")
    assert "-20" not in page.replace("−", "-")


def test_a_run_of_another_project_tells_nothing(client, project, editor):
    foreign = finished(ProjectFactory(), told("JPN"))
    answer = hang(client, item_in(project, "JPN"), foreign)
    assert answer.status_code == 422
    assert not MeasuredEffect.objects.exists()
    assert not ItemMarket.objects.filter(effects__isnull=False).exists()
