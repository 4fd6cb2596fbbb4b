"""Strategies, prices, discounts, and prices of several markets compared."""

from __future__ import annotations

import datetime
import html
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.events.models import AuditEntry
from apps.projects.domain.errors import Refused
from apps.projects.domain.records import Draft, Status, write, write_one
from apps.promotion.models import Discount, PriceRule, Strategy
from apps.promotion.offers import basis, figures
from apps.promotion.offers.records import DISCOUNTS, PRICES, settle_price
from apps.reference import currencies
from tests.api.conftest import Caller
from tests.factories.datasets import VersionFactory
from tests.factories.projects import MarketEntryFactory, MembershipFactory
from tests.factories.promotion import (
    CampaignFactory,
    DiscountFactory,
    OutcomeFactory,
    PriceRuleFactory,
    StrategyFactory,
)

pytestmark = pytest.mark.django_db
D = datetime.date
# Reference rates of the European Central Bank: so much for one euro.
ECB = [
    ("USD", "EUR", "2024-03-01", 1.0813), ("CNY", "EUR", "2024-03-01", 7.7851),
    ("JPY", "EUR", "2024-03-01", 162.62), ("GBP", "EUR", "2024-03-01", 0.85568),
    ("USD", "EUR", "2024-02-29", 1.0826), ("USD", "EUR", "2023-01-02", 1.0683),
]  # fmt: skip
ECB_COLUMNS = ["CURRENCY", "CURRENCY_DENOM", "TIME_PERIOD", "OBS_VALUE"]
# Local currency for an international dollar, PA.NUS.PPP.
PPP = [("CHN", "China", 2022, 3.99), ("DEU", "Germany", 2022, 0.72), ("DEU", "Germany", 2010, 0.80)]


def typed(**values):
    return {"product": "Team", "market": "DEU", "kind": "list", "amount": "49", "currency": "EUR",
            "per": "month", "tax_rate": "19", "valid_from": "2024-01-01", **values}  # fmt: skip


def page(response):
    return " ".join(html.unescape(response.content.decode()).split())


class TestStrategy:
    def test_one_for_each_market_beside_what_its_campaigns_cost(self, as_role, project, at):
        web = as_role("analyst")
        sent = {"market": "DEU", "budget": "50000", "currency": "EUR", "positioning": "The quiet"}
        made = web.post(at("new", "strategy"), sent)
        row = Strategy.objects.get()
        assert made.url == at("strategy", row.pk)
        first = CampaignFactory(project=project, budget=Decimal(30000))
        OutcomeFactory(campaign=first, spend=Decimal("120.5"))
        CampaignFactory(project=project, budget=Decimal(25000))
        CampaignFactory(project=project, budget=Decimal(9), currency="USD")
        CampaignFactory(project=project, budget=Decimal(8), state="stopped")
        CampaignFactory(project=project, budget=Decimal(7), market="FRA")
        text = page(web.get(made.url))
        assert "Campaigns here may cost 55,000 EUR: more than the budget of 50,000 EUR" in text
        assert "120.50 EUR" in text
        assert "1 campaign is not in EUR" in text
        again = web.post(at("new", "strategy"), sent)
        assert again.status_code == 422
        assert "This market has a strategy already" in page(again)
        assert "The quiet" in page(again)  # nothing is lost
        assert AuditEntry.objects.filter(kind="promotion.strategy.created").count() == 1

    def test_empty_lists_say_what_to_do(self, as_role, at):
        web = as_role("analyst")
        assert "Add strategy" in page(web.get(at("strategies")))
        assert "Add price" in page(web.get(at("compare")))
        assert web.get(at("prices")).status_code == 200


class TestPrices:
    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({"valid_until": "2023-12-31"}, "2023-12-31, lies before the first"),
            ({"amount": "-1"}, "greater than or equal to 0"),
            ({"tax_rate": "101"}, "less than or equal to 100"),
            ({"valid_from": "1900-01-01"}, "between 1990 and 2099"),
            ({"product": " "}, "This field is required"),
        ],
    )
    def test_what_cannot_be_is_said(self, as_role, at, values, sentence):
        answer = as_role("analyst").post(at("new", "price"), typed(**values))
        assert answer.status_code == 422
        assert sentence in page(answer)
        assert not PriceRule.objects.exists()

    def test_prices_of_a_kind_follow_each_other(self, as_role, project, at):
        web = as_role("analyst")
        assert web.post(at("new", "price"), typed(valid_until="2024-06-30")).status_code == 302
        clash = web.post(at("new", "price"), typed(product="team ", valid_from="2024-06-30"))
        assert clash.status_code == 422
        assert "holds in this market from 2024-01-01 to 2024-06-30" in page(clash)
        for other in ({"valid_from": "2024-07-01"}, {"kind": "local"}, {"market": "FRA"}):
            assert web.post(at("new", "price"), typed(**other)).status_code == 302
        old = PriceRule.objects.get(valid_until=D(2024, 6, 30))
        open_end = web.post(at("new", "price"), typed(valid_from="2024-08-01"))
        assert "holds in this market from 2024-07-01 with no end. Let it end" in page(open_end)
        grown = web.post(at("edit", "price", old.pk), typed(valid_until=""))
        assert grown.status_code == 422
        assert "Let it end before" in page(grown)

    def test_a_batch_may_not_overlap_itself_but_may_move_on(self, project):
        user = MembershipFactory(project=project, role="analyst").user
        values = {"product": "A", "market": "DEU", "currency": "EUR", "amount": Decimal(1)}
        spans = [(D(2024, 1, 1), D(2024, 1, 31)), (D(2024, 1, 31), None), (D(2024, 2, 1), None)]
        drafts = [
            Draft({**values, "valid_from": first, "valid_until": last}, index)
            for index, (first, last) in enumerate(spans)
        ]
        made = write(PRICES, project, user, drafts)
        assert [one.status for one in made] == [Status.CREATED, Status.ERROR, Status.CREATED]
        one, two = made[0].row, made[2].row
        moved = write(PRICES, project, user, [
            Draft({"valid_until": D(2024, 3, 1)}, 0, pk=two.pk),
            Draft({"valid_from": D(2024, 3, 2), "valid_until": None}, 1, pk=one.pk),
            Draft({"valid_from": D(2024, 3, 1)}, 2),
        ])  # fmt: skip
        assert [one.status for one in moved] == [Status.UPDATED, Status.UPDATED, Status.ERROR]

    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8))
    def test_no_day_has_two_prices(self, spans):
        start = D(2024, 1, 1)
        kept: list[PriceRule] = []
        for first, length in spans:
            row = PriceRule(
                product="A", market="DEU", currency="EUR", amount=Decimal(1),
                valid_from=start + datetime.timedelta(first),
                valid_until=start + datetime.timedelta(first + length),
            )  # fmt: skip
            settle_price(row)
            days = set(range(first, first + length + 1))
            taken = {day for one in kept for day in range(
                (one.valid_from - start).days, (one.valid_until - start).days + 1)}  # fmt: skip
            try:
                PRICES.apart.check(row, kept)
            except Refused:
                assert days & taken
            else:
                assert not days & taken
                kept.append(row)
        kept.sort(key=lambda one: one.valid_from)
        assert all(one.valid_until < two.valid_from for one, two in pairwise(kept))


class TestDiscounts:
    @pytest.fixture
    def price(self, project):
        return PriceRuleFactory(
            project=project, amount=Decimal(50), tax_rate=Decimal(25), tax_included=True,
            valid_from=D(2024, 1, 1), valid_until=D(2024, 12, 31),
        )  # fmt: skip

    def test_is_taken_off_on_its_days_and_shown(self, as_role, at, price, monkeypatch):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: D(2024, 3, 5))
        web = as_role("analyst")
        sent = {"price": price.pk, "name": "Spring", "kind": "percent", "value": "20",
                "starts_on": "2024-03-01", "ends_on": "2024-03-31"}  # fmt: skip
        assert web.post(at("new", "discount"), sent).url == at("price", price.pk)
        text = page(web.get(at("price", price.pk)))
        assert "40 EUR" in text
        assert "32 EUR" in text
        assert "Spring" in page(web.get(at("prices")))
        days = [figures.asked_on(price, day) for day in (D(2024, 2, 29), D(2024, 3, 31))]
        assert [one.amount for one in days] == [Decimal(50), Decimal(40)]
        assert figures.asked_on(price, D(2025, 1, 1)) is None

    @pytest.mark.parametrize(
        ("values", "field", "sentence"),
        [
            ({"value": "120"}, "value", "100 percent at most"),
            ({"kind": "amount", "value": "50.01"}, "value", "The price is 50 EUR"),
            ({"value": "0"}, "value", "give more than 0"),
            ({"ends_on": "2025-01-01"}, "ends_on", "does not hold on all these days"),
            ({"starts_on": "2024-03-10", "ends_on": "2024-04-01"}, "starts_on",
             "'Old' lowers this price from 2024-03-01 to 2024-03-31 already"),
        ],
    )  # fmt: skip
    def test_what_cannot_be(self, as_role, at, price, values, field, sentence):
        DiscountFactory(price=price, name="Old", starts_on=D(2024, 3, 1), ends_on=D(2024, 3, 31))
        sent = {"price": price.pk, "name": "New", "kind": "percent", "value": "5",
                "starts_on": "2024-05-01", "ends_on": "2024-05-31", **values}  # fmt: skip
        answer = as_role("analyst").post(at("new", "discount"), sent)
        assert answer.status_code == 422
        assert sentence in page(answer)
        assert field in answer.context["form"].errors

    @pytest.mark.parametrize(
        ("values", "field"),
        [({"valid_from": D(2024, 3, 2)}, "valid_from"), ({"valid_until": D(2024, 3, 30)},
         "valid_until"), ({"currency": "USD"}, "currency"), ({"amount": Decimal(9)}, "amount")],
    )  # fmt: skip
    def test_a_price_keeps_room_for_its_discounts(self, project, price, values, field):
        DiscountFactory(price=price, kind="amount", value=Decimal(10), starts_on=D(2024, 3, 1),
                        ends_on=D(2024, 3, 31))  # fmt: skip
        user = MembershipFactory(project=project, role="analyst").user
        with pytest.raises(Refused) as refused:
            write_one(PRICES, project, user, Draft(values, pk=price.pk))
        assert refused.value.field == field

    def test_a_deleted_price_takes_them_along_and_tells(self, as_role, project, at, price):
        DiscountFactory(price=price, starts_on=D(2024, 3, 1), ends_on=D(2024, 3, 31))
        web = as_role("editor")
        assert web.post(at("delete", "price", price.pk), {"confirm": str(price)}).status_code == 302
        assert not Discount.objects.exists()
        kinds = set(AuditEntry.objects.filter(project=project).values_list("kind", flat=True))
        assert {"promotion.discount.deleted", "promotion.price_rule.deleted"} <= kinds

    def test_another_projects_price_is_unknown(self, project, price):
        other = MembershipFactory(role="analyst")
        draft = Draft({"price": price.pk, "name": "X", "value": Decimal(1),
                       "starts_on": D(2024, 3, 1), "ends_on": D(2024, 3, 2)})  # fmt: skip
        with pytest.raises(Refused, match="no such price"):
            write_one(DISCOUNTS, other.project, other.user, draft)


class TestChoices:
    """What a form offers is in the reader's words, the project's own first."""

    def test_own_markets_known_products_and_prices(self, as_role, project, at):
        MarketEntryFactory(project=project, country="DEU")
        price = PriceRuleFactory(project=project, product="Aurora kettle", amount=Decimal(4000),
                                 valid_from=D(2026, 11, 1))  # fmt: skip
        web = as_role("analyst")
        new = web.get(at("new", "price"))
        first = [[code for code, _name in group]
                 for label, group in new.context["form"].fields["market"].choices
                 if label == "Markets of this project"]  # fmt: skip
        assert first == [["CHN", "DEU"]]
        assert page(new).count('value="DEU"') == 1
        assert '<datalist id="known-product"><option value="Aurora kettle"></option>' in page(new)
        discount = page(web.get(f"{at('new', 'discount')}?price={price.pk}"))
        label = "Aurora kettle · Germany · List price · 4,000 EUR · from 2026-11-01"
        assert label in discount
        assert "DEU" not in discount

    @pytest.mark.parametrize(("market", "currency"), [("JPN", "JPY"), ("XXX", "EUR"), ("", "EUR")])
    def test_the_currency_of_a_market_that_was_chosen_first(self, as_role, at, market, currency):
        new = as_role("analyst").get(f"{at('new', 'price')}?market={market}")
        assert new.context["form"]["currency"].value() == currency

    def test_a_market_elsewhere_can_still_be_chosen(self, as_role, project, at):
        MarketEntryFactory(project=project, country="FRA")
        as_role("analyst").post(at("new", "price"), typed(market="JPN"))
        assert PriceRule.objects.get().market == "JPN"


class TestComparison:
    @pytest.fixture
    def prices(self, project):
        fields = {"project": project, "valid_from": D(2024, 1, 1), "per": "month"}
        PriceRuleFactory(**fields, tax_rate=Decimal(19))
        PriceRuleFactory(**fields, market="CHN", amount=Decimal(298), currency="CNY",
                         tax_included=True, tax_rate=Decimal(6))  # fmt: skip
        PriceRuleFactory(**fields, market="JPN", amount=Decimal(7000), currency="JPY",
                         tax_included=True)  # fmt: skip
        return fields

    def lines(self, answer):
        return {one["row"].market: one for one in answer.context["lines"]}

    def test_by_dated_rates_and_parities(self, as_role, project, at, prices):
        VersionFactory(project=project, columns=ECB_COLUMNS, rows=ECB, name="ECB")
        VersionFactory(
            project=project, columns=["country", "country_name", "period", "PA.NUS.PPP"], rows=PPP,
            name="World Bank",
        )  # fmt: skip
        address = f"{at('compare')}?on=2024-03-03&currency=EUR&side=net"
        answer = as_role("viewer").get(address)
        found = self.lines(answer)
        # 298 CNY with 6 % tax are 281.1321 net, by 7.7851 36.11 EUR; beside it 49 EUR.
        assert found["CHN"]["converted"] == "36.11 EUR"
        assert found["DEU"]["converted"] == "49 EUR"
        assert found["DEU"]["more"] == pytest.approx(49 / (298 / 1.06 / 7.7851) - 1, rel=1e-5)
        # At purchasing power: 281.13 / 3.99 and 49 / 0.72 international dollars.
        assert found["CHN"]["parity"] == "70.46 Int$"
        assert found["DEU"]["parity"] == "68.06 Int$"
        assert found["DEU"]["parity_more"] == pytest.approx(
            (49 / 0.72) / (298 / 1.06 / 3.99) - 1, rel=1e-5
        )
        # Without a tax rate a price with tax has no price without; Japan has no parity here.
        assert found["JPN"]["converted"] == "–"
        assert found["JPN"]["year"] is None
        text = page(answer)
        assert "1 EUR = 7.7851 CNY, 2024-03-01" in text
        assert "no data" in text
        assert next(one["row"].market for one in answer.context["lines"]) == "CHN"  # home
        gross = self.lines(as_role("viewer").get(address.replace("net", "gross")))
        assert gross["JPN"]["converted"] == "43.05 EUR"  # 7000 / 162.62

    def test_a_discount_stands_with_what_the_price_becomes(self, as_role, project, at, prices):
        days = {"starts_on": D(2024, 3, 1), "ends_on": D(2024, 3, 9)}
        german, yuan = (PriceRule.objects.get(market=code) for code in ("DEU", "CHN"))
        DiscountFactory(price=german, name="Black week", value=Decimal(20), **days)
        DiscountFactory(price=yuan, name="New year", kind="amount", value=Decimal(86), **days)
        answer = as_role("viewer").get(f"{at('compare')}?on=2024-03-03")
        text = page(answer).replace('<s class="text-secondary">', "").replace("</s>", "")
        assert "49 EUR / month → 39.20 EUR / month" in text
        assert "Black week, −20%" in text
        assert "298 CNY / month → 212 CNY / month" in text
        assert "New year, −86 CNY" in text
        found = self.lines(answer)
        assert found["DEU"]["net"] == "39.20 EUR / month"
        assert found["CHN"]["gross"] == "212 CNY / month"
        assert found["CHN"]["net"] == "200 CNY / month"  # 6 % tax is in it

    def test_rates_too_old_or_missing_convert_nothing(self, as_role, project, at, prices):
        VersionFactory(project=project, columns=ECB_COLUMNS, rows=ECB, name="ECB")
        web = as_role("viewer")
        late = self.lines(web.get(f"{at('compare')}?on=2024-03-20"))
        assert late["CHN"]["converted"] == "–"
        assert late["CHN"]["lacking"] == ("CNY",)
        none = web.get(f"{at('compare')}?on=2024-03-03&rates=")
        assert "Nothing is converted" in page(none)

    def test_rates_without_a_base_ask_for_it(self, as_role, project, at, prices):
        rows = [(day, code, rate) for code, _base, day, rate in ECB]
        VersionFactory(project=project, columns=["date", "currency", "rate"], rows=rows, name="R")
        web = as_role("viewer")
        asked = web.get(f"{at('compare')}?on=2024-03-03")
        assert asked.status_code == 422
        assert "Say which currency these rates are against" in page(asked)
        told = web.get(f"{at('compare')}?on=2024-03-03&base=eur")
        assert self.lines(told)["CHN"]["converted"] == "36.11 EUR"
        wrong = web.get(f"{at('compare')}?on=2024-03-03&base=eur&direction=in_base&side=gross")
        assert "looks as if it were the other way round" in page(wrong)

    def test_two_rates_for_a_day_are_refused(self, as_role, project, at, prices):
        rows = [*ECB, ("CNY", "EUR", "2024-03-01", 8.0)]
        VersionFactory(project=project, columns=ECB_COLUMNS, rows=rows, name="ECB")
        answer = as_role("viewer").get(f"{at('compare')}?on=2024-03-03")
        assert answer.status_code == 422
        assert "two rates of CNY" in page(answer)

    def test_prices_per_something_else_are_not_compared(self, as_role, project, at, prices):
        PriceRuleFactory(**{**prices, "per": "year"}, market="AUT")
        found = self.lines(as_role("viewer").get(f"{at('compare')}?on=2024-03-03&currency=EUR"))
        assert found["AUT"]["converted"] == "49 EUR"
        assert found["AUT"]["more"] is None

    @pytest.mark.parametrize("sent", ["on=x", "product=Nope", "currency=XXX", "rates=1"])
    def test_what_an_address_cannot_ask(self, as_role, at, prices, sent):
        assert as_role("viewer").get(f"{at('compare')}?{sent}").status_code == 422

    def test_long_tables_are_searched_for_parities_once(
        self, as_role, project, at, prices, monkeypatch
    ):
        columns = ["country", "period", "indicator", "value"]
        for name in ("One", "Two"):
            VersionFactory(project=project, columns=columns, name=name,
                           rows=[("CHN", 2022, "NY.GDP", 9.0)])  # fmt: skip
        read, real = [], basis._rows
        monkeypatch.setattr(basis, "_rows", lambda *args: read.append(1) or real(*args))
        web = as_role("viewer")
        for _look in range(3):
            assert "no data" in page(web.get(f"{at('compare')}?on=2024-03-03"))
        assert len(read) == 2

    def test_a_product_is_one_in_all_its_spellings(self, as_role, project, at):
        spellings = {"DEU": "Öko Straße", "AUT": "ÖKO STRASSE", "CHE": "öko strasse"}
        for market, name in spellings.items():
            PriceRuleFactory(project=project, market=market, product=name,
                             valid_from=D(2024, 1, 1))  # fmt: skip
        PriceRuleFactory(project=project, market="FRA", product="Oko", valid_from=D(2024, 1, 1))
        web = as_role("viewer")
        for name in spellings.values():
            answer = web.get(at("compare"), {"product": name, "on": "2024-03-03"})
            assert set(self.lines(answer)) == set(spellings)

    def test_long_parities_and_the_tender_of_the_day(self, as_role, project, at, prices):
        rows = [("CHN", 2022, "PA.NUS.PPP", 3.99), ("CHN", 2022, "NY.GDP", 9.0)]
        VersionFactory(project=project, columns=["country", "period", "indicator", "value"],
                       rows=rows, name="Long")  # fmt: skip
        found = self.lines(as_role("viewer").get(f"{at('compare')}?on=2024-03-03"))
        assert found["CHN"]["parity"] == "70.46 Int$"
        both = [*rows, ("CHN", 2022, "PA.NUS.PRVT.PP", 4.5), ("DEU", 2022, "PA.NUS.PPP", 0.7)]
        VersionFactory(project=project, columns=["country", "period", "indicator", "value"],
                       rows=both, name="Longer")  # fmt: skip
        found = self.lines(as_role("viewer").get(f"{at('compare')}?on=2024-03-03"))
        assert found["CHN"]["parity"] == "62.47 Int$"  # 298 / 1.06 / 4.5: what households consume
        assert currencies.of_country("HR", D(2022, 6, 1)) == ("HRK",)
        assert currencies.of_country("HR", D(2023, 6, 1)) == ("EUR",)


@given(
    amount=st.decimals(0, 10**9, places=2), off=st.decimals("0.01", 100, places=2),
    rate=st.decimals(0, 100, places=2), included=st.booleans(),
)  # fmt: skip
def test_tax_and_discount_are_told_apart(amount, off, rate, included):
    price = PriceRule(amount=amount, tax_rate=rate, tax_included=included, currency="EUR")
    told = figures.asked(price, Discount(kind="percent", value=off))
    assert 0 <= told.amount <= amount + Decimal("0.0001")
    assert told.net <= told.gross
    assert abs(told.net * (1 + rate / 100) - told.gross) <= Decimal("0.0003")
    assert (told.gross if included else told.net) == told.amount


def test_rest_names_what_is_in_the_way(project):
    caller = Caller(MembershipFactory(project=project, role="analyst").user)
    base = f"projects/{project.pk}"
    first = PriceRuleFactory(project=project)
    body = {"product": "TEAM", "market": "deu", "amount": "9", "currency": "eur",
            "valid_from": "2028-01-01"}  # fmt: skip
    answer = caller.post(f"{base}/price-rules/", body)
    assert answer.status_code == 409
    assert answer.json()["existing"] == str(first.pk)
    StrategyFactory(project=project)
    strategy = {"market": "deu", "currency": "EUR"}
    assert caller.post(f"{base}/market-strategies/", strategy).status_code == 409
