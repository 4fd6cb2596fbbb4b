"""The register of competitors: pages, forms, comparisons, what other rooms hear of it."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from apps.events.models import AuditEntry
from apps.projects.facts import facts_of
from apps.projects.gates import open_gate
from apps.projects.synced import Tombstone
from apps.research.models import Competitor, Dimension, FeatureMark, Position, Price
from tests.factories.projects import MarketEntryFactory, MembershipFactory, ProjectFactory
from tests.factories.research import (
    CompetitorFactory,
    DimensionFactory,
    FeatureFactory,
    MarkFactory,
    PositionFactory,
    PriceFactory,
    days_ago,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory(home_country="CHN", currency="EUR")


@pytest.fixture
def as_role(client, project):
    def log_in(role="editor"):
        client.force_login(MembershipFactory(project=project, role=role).user)
        return client

    return log_in


def url(name, project, *args):
    return reverse(f"research:{name}", args=[project.pk, *args])


def page(response):
    return response.content.decode()


def price_of(whose, **values):
    return {
        "competitor": str(getattr(whose, "pk", whose)), "market": "DEU",
        "product": "Basic", "amount": "99.90", "currency": "EUR", "per": "month",
        "seen_on": days_ago(3).isoformat(), "seen_by": "Lin", "source": "Shop visit", **values,
    }  # fmt: skip


class TestForms:
    def test_a_competitor_and_all_that_is_seen_of_it(self, as_role, project):
        client = as_role()
        for bad, sentence in (({"name": " "}, "This field is required"),
                              ({"name": "x" * 201}, "at most 200")):  # fmt: skip
            told = client.post(url("register_new", project, "competitor"), bad)
            assert told.status_code == 422
            assert sentence in page(told)
        made = client.post(
            url("register_new", project, "competitor"),
            {"name": "Leuchten Nord", "website": "leuchten.example", "home_country": "DEU"},
        )
        competitor = Competitor.objects.get()
        assert made["Location"] == url("competitor", project, competitor.pk)
        assert "Another competitor" in page(
            client.post(url("register_new", project, "competitor"), {"name": "Leuchten  Nord"})
        )
        client.post(url("register_new", project, "price"), price_of(competitor))
        client.post(url("register_new", project, "price"), price_of("own", product="Ours"))
        feature, measured = FeatureFactory(project=project), DimensionFactory(project=project)
        seen = {"competitor": str(competitor.pk), "source": "Test", "seen_on": "2026-01-31"}
        client.post(
            url("register_new", project, "answer"),
            {**seen, "feature": feature.pk, "answer": "partly"},
        )
        client.post(
            url("register_new", project, "position"),
            {**seen, "dimension": measured.pk, "value": "7.5"},
        )
        assert Price.objects.get(competitor=None).product == "Ours"
        assert FeatureMark.objects.get().answer == "partly"
        assert Position.objects.get().value == 7.5
        shown = page(client.get(made["Location"]))
        for text in ("99.9 EUR / month", "Shop visit", "Partly", "7.5", "Germany"):
            assert text in shown
        gone = client.post(
            url("register_delete", project, "competitor", competitor.pk),
            {"confirm": "Leuchten Nord"},
        )
        assert gone.status_code == 302
        assert [row.product for row in Price.objects.all()] == ["Ours"]
        assert Tombstone.objects.filter(project=project).count() == 4
        kinds = set(AuditEntry.objects.filter(project=project).values_list("kind", flat=True))
        assert {f"research.{one}.deleted" for one in
                ("competitor", "price", "featuremark", "position")} <= kinds  # fmt: skip

    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({"amount": "NaN"}, "Enter a number"),
            ({"amount": "-1"}, "greater than or equal to 0"),
            ({"amount": "9" * 30}, "no more than"),
            ({"source": "  "}, "This field is required"),
            ({"seen_on": "2999-01-01"}, "must lie between 1950 and today"),
            ({"seen_on": "yesterday"}, "Enter a valid date"),
            ({"currency": "XXX"}, "Select a valid choice"),
            ({"market": "ZZZ"}, "Select a valid choice"),
            ({"competitor": ""}, "This field is required"),
        ],
    )
    def test_a_price_without_sense_is_refused_and_kept_typed(
        self, as_role, project, values, sentence
    ):
        competitor = CompetitorFactory(project=project)
        told = as_role().post(url("register_new", project, "price"), price_of(competitor, **values))
        assert told.status_code == 422
        assert sentence in page(told)
        assert 'value="Lin"' in page(told)
        assert not Price.objects.exists()

    def test_scores_end_at_ten_and_measures_need_a_unit(self, as_role, project):
        client, competitor = as_role(), CompetitorFactory(project=project)
        told = client.post(
            url("register_new", project, "dimension"), {"name": "Life", "scale": "measure"}
        )
        assert "in which unit" in page(told)
        score = DimensionFactory(project=project)
        sent = {"competitor": str(competitor.pk), "source": "x", "seen_on": "2026-01-01",
                "dimension": score.pk, "value": "11"}  # fmt: skip
        assert "between 0 and 10" in page(
            client.post(url("register_new", project, "position"), sent)
        )
        hours = DimensionFactory(project=project, scale="measure", unit="h")
        client.post(url("register_new", project, "position"), {**sent, "dimension": hours.pk})
        assert Position.objects.get().value == 11
        told = client.post(
            url("register_edit", project, "dimension", hours.pk),
            {"name": "Life", "scale": "score"},
        )
        assert "no scores from 0 to 10" in page(told)
        assert Dimension.objects.get(pk=hours.pk).unit == "h"

    def test_a_stale_form_says_what_is_stored(self, as_role, project):
        client = as_role()
        row = PriceFactory(competitor=CompetitorFactory(project=project, name="Nord"))
        address = url("register_edit", project, "price", row.pk)
        form = client.get(address).context["form"]
        sent = {field.name: field.value() for field in form if field.value() is not None}
        sent["seen"] = form["seen"].value()
        row.amount = 55
        row.save()
        told = client.post(address, {**sent, "amount": "60"})
        assert "Somebody else saved this" in page(told)
        assert "55" in page(told)
        again = {**sent, "amount": "60", "seen": told.context["form"]["seen"].value()}
        assert client.post(address, again).status_code == 302
        row.refresh_from_db()
        assert row.amount == 60
        change = AuditEntry.objects.filter(kind="research.price.updated").last()
        assert change.data["changes"]["amount"] == ["55.0000", "60.0000"]

    def test_rows_of_another_project_do_not_exist(self, as_role, project):
        client, other = as_role(), PriceFactory()
        assert client.get(url("competitor", project, other.competitor.pk)).status_code == 404
        assert client.get(url("register_edit", project, "price", other.pk)).status_code == 404
        assert client.get(url("register_new", project, "nothing")).status_code == 404
        told = client.post(url("register_new", project, "price"), price_of(other.competitor))
        assert "Select a valid choice" in page(told)
        feature = FeatureFactory()
        told = client.post(
            url("register_new", project, "answer"),
            {"feature": feature.pk, "competitor": "own", "answer": "yes", "source": "x",
             "seen_on": "2026-01-01"},
        )  # fmt: skip
        assert told.status_code == 422
        assert not FeatureMark.objects.exists()


class TestComparisons:
    def test_only_one_currency_and_unit_is_compared(self, as_role, project):
        names = {name: CompetitorFactory(project=project, name=name) for name in "ABC"}
        PriceFactory(competitor=names["A"], amount=120, seen_on=days_ago(500))
        PriceFactory(competitor=names["A"], amount=100)  # the newer of the same product
        PriceFactory(competitor=names["B"], amount=80, seen_on=days_ago(400))
        PriceFactory(competitor=None, project=project, product="Ours", amount=90)
        PriceFactory(competitor=names["C"], amount=70, currency="CHF")
        PriceFactory(competitor=names["C"], amount=7, per="month")
        PriceFactory(competitor=names["C"], amount=1, market="FRA")
        shown = as_role("viewer").get(url("prices", project), {"market": "DEU"})
        groups = shown.context["groups"]
        told = [(one["currency"], one["per"], [float(each["row"].amount) for each in one["rows"]])
                for one in groups]  # fmt: skip
        assert told == [("EUR", "", [80, 90, 100]), ("CHF", "", [70]), ("EUR", "month", [7])]
        assert [each["old"] for each in groups[0]["rows"]] == [True, False, False]
        assert "3 different currencies or units" in page(shown)
        empty = page(as_role("viewer").get(url("prices", project), {"market": "JPN"}))
        assert '<option value="JPN" selected>' in empty  # the page says which market is empty
        assert page(shown).count(">old<") == 1

    def test_the_list_tells_the_newest_price_of_each_market(self, as_role, project):
        row = CompetitorFactory(project=project, name="<script>alert(1)</script>")
        PriceFactory(competitor=row, amount=120, seen_on=days_ago(800))
        PriceFactory(competitor=row, amount=100)
        PriceFactory(competitor=row, amount="9.5", market="JPN", currency="JPY",
                     seen_on=days_ago(700))  # fmt: skip
        shown = page(as_role("viewer").get(url("competitors", project)))
        assert "100 EUR" in shown
        assert "120 EUR" not in shown
        assert "9.5 JPY" in shown
        assert shown.count(">old<") == 1
        assert "<script>alert(1)" not in shown

    def test_features_by_competitors(self, as_role, project):
        row = CompetitorFactory(project=project, name="Nord")
        feature = FeatureFactory(project=project, name="Dimmer")
        MarkFactory(competitor=row, feature=feature, answer="no", seen_on=days_ago(900))
        MarkFactory(competitor=row, feature=feature, answer="yes", seen_on=days_ago(450))
        shown = as_role("analyst").get(url("features", project))
        ((found, (own, cell)),) = shown.context["matrix"].rows
        assert (found, own.mark, cell.mark.answer, cell.old) == (feature, None, "yes", True)
        assert f"?feature={feature.pk}&amp;competitor=own" in page(shown)

    def test_the_positioning_of_a_market(self, as_role, project):
        ease = DimensionFactory(project=project, name="Ease of use")
        names = {name: CompetitorFactory(project=project, name=name) for name in "ABC"}
        for name, amount, score in (("A", 100, 4), ("B", 80, 9)):
            PriceFactory(competitor=names[name], amount=amount)
            PositionFactory(competitor=names[name], dimension=ease, value=score)
        PriceFactory(competitor=names["A"], amount=60, product="Small")  # the lowest counts
        PositionFactory(
            competitor=names["A"], dimension=ease, value=6, market="DEU", seen_on=days_ago(30)
        )  # fmt: skip - the market's own wins
        PositionFactory(competitor=names["C"], dimension=ease, value=1, market="FRA")
        PriceFactory(competitor=None, project=project, amount=90)
        PositionFactory(competitor=None, project=project, dimension=ease, value=8)
        asked = {"market": "DEU", "x": "price:EUR:", "y": str(ease.pk)}
        shown = as_role("viewer").get(url("positions", project), asked)
        start = page(shown).index('id="chart-positioning" type="application/json"')
        text = page(shown)[page(shown).index(">", start) + 1 :]
        drawn = json.loads(text[: text.index("</script>")])
        assert drawn["x"]["title"] == "Price (EUR)"
        assert drawn["y"]["title"] == "Ease of use (0–10)"
        assert [(one["name"], one["points"], one["labels"]) for one in drawn["series"]] == [
            ("Competitors", [[60.0, 6.0], [80.0, 9.0]], ["A", "B"]),
            ("Own product", [[90.0, 8.0]], [project.product.name]),
        ]
        assert [one["name"] for one in shown.context["missing"]] == ["C"]
        bad = as_role("viewer").get(
            url("positions", project), {"x": "price:", "y": "?", "market": "x"}
        )
        assert bad.status_code == 200

    def test_price_over_time_needs_two_days(self, as_role, project):
        row = CompetitorFactory(project=project)
        PriceFactory(competitor=row, amount=100)
        client, address = as_role("viewer"), url("competitor", project, row.pk)
        assert client.get(address).context["charts"] == []
        PriceFactory(competitor=row, amount=110, seen_on=days_ago(200))
        (chart,) = client.get(address).context["charts"]
        assert [point[1] for point in chart.series[0].points] == [110, 100]

    def test_a_line_is_of_one_product_however_it_is_written(self, as_role, project):
        row = CompetitorFactory(project=project)
        unit = {"competitor": row, "per": '100 ml / "pack"'}
        PriceFactory(**unit, product="Lamp M", amount=100)
        PriceFactory(**unit, product="LAMP M", amount=110, seen_on=days_ago(200))
        (chart,) = as_role("viewer").get(url("competitor", project, row.pk)).context["charts"]
        assert chart.key == "over-time-EUR-1"  # an id in the page and a file's name
        ((name, points),) = [(one.name, one.points) for one in chart.series]
        assert name.startswith("Lamp M")
        assert [point[1] for point in points] == [110, 100]

    def test_what_is_not_drawn_is_said(self, as_role, project):
        row = CompetitorFactory(project=project)
        for number in range(31):
            PriceFactory(competitor=row, product=f"P{number}", amount=number)
        shown = page(as_role("viewer").get(url("prices", project), {"market": "DEU"}))
        assert "Only 30 of 31 are drawn." in shown


class TestElsewhere:
    def test_the_gate_and_the_facts_of_a_market(self, project):
        entry = MarketEntryFactory(project=project, country="DEU")

        def told():
            entry.__dict__.pop("_competitor_prices", None)
            (answer,) = (one for one in open_gate(entry)
                         if one.check.key == "research.competitors")  # fmt: skip
            known = {one.key: one for one in facts_of(entry)}
            return answer.state, str(answer.answer.sentence), known

        state, sentence, known = told()
        assert (state, known["research.competitors"].value) == ("unmet", None)
        PriceFactory(competitor=None, project=project)
        assert told()[0] == "unmet"
        names = {name: CompetitorFactory(project=project, name=name) for name in "AB"}
        PriceFactory(competitor=names["A"], amount=50, seen_on=days_ago(500))
        state, sentence, known = told()
        assert (state, known["research.competitors"].value) == ("unmet", 1)
        assert "more than 12 months" in sentence
        PriceFactory(competitor=names["B"], amount=90)
        state, sentence, known = told()
        price = known["research.competitor_price"]
        assert (state, price.value, price.low, price.high, price.unit) == (
            "met", 70, 50, 90, "EUR",
        )  # fmt: skip

    @pytest.mark.parametrize(("months", "old"), [(12, True), (24, False)])
    def test_what_is_old_is_a_setting(self, as_role, project, settings, months, old):
        settings.COMPETITOR_OLD_MONTHS = months
        PriceFactory(competitor=CompetitorFactory(project=project), seen_on=days_ago(400))
        shown = page(as_role("viewer").get(url("prices", project), {"market": "DEU"}))
        assert (">old<" in shown) is old
