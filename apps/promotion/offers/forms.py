"""The forms of strategies, prices, discounts, and of what prices are compared by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from apps.core import rendering
from apps.core.forms import SuggestingInput
from apps.projects.collections.forms import RecordForm
from apps.projects.fields import CountryField, CurrencyField
from apps.promotion import models
from apps.promotion.forms import amount_field, day_field
from apps.promotion.offers import figures
from apps.promotion.offers.basis import RateSource
from apps.promotion.offers.tables import money


class StrategyForm(RecordForm):
    market = CountryField(label=_("Market"))
    budget = amount_field(_("Budget"))
    currency = CurrencyField(label=_("Currency"))

    class Meta:
        model = models.Strategy
        fields = ("market", "positioning", "segment", "value_proposition", "budget", "currency",
                  "owner", "note")  # fmt: skip
        labels = {
            "positioning": _("Positioning"),
            "segment": _("Target segment"),
            "value_proposition": _("Value proposition"),
            "owner": _("Owner"),
            "note": _("Note"),
        }
        widgets = {
            name: forms.Textarea(attrs={"rows": 3})
            for name in ("positioning", "segment", "value_proposition")
        }
        help_texts = {
            "positioning": _("What the product is to stand for here, beside the others."),
            "segment": _("Who buys it first, and how many there are."),
            "value_proposition": _("What they get out of it, in their words."),
        }


class PriceForm(RecordForm):
    market = CountryField(label=_("Market"))
    amount = amount_field(_("Price"))
    currency = CurrencyField(label=_("Currency"))
    tax_rate = forms.DecimalField(
        label=_("Tax rate in percent"), required=False, min_value=0, max_value=100,
        decimal_places=4, localize=False,
        help_text=_("VAT or GST, such as 19. Leave it empty if you do not know it."),
    )  # fmt: skip
    valid_from = day_field(_("Valid from"))
    valid_until = day_field(_("Valid until"))

    class Meta:
        model = models.PriceRule
        fields = ("product", "market", "kind", "amount", "currency", "per", "tax_included",
                  "tax_rate", "valid_from", "valid_until", "note")  # fmt: skip
        labels = {
            "product": _("Product or plan"),
            "kind": _("Kind"),
            "per": _("Per"),
            "tax_included": _("The price includes the tax"),
            "note": _("Note"),
        }
        widgets = {"product": SuggestingInput}
        help_texts = {
            "product": _("Written alike in every market, so that its prices are compared."),
            "per": _("Such as month, or seat and year. Empty for one piece."),
            "kind": _("A list price is what is published; a local one what is agreed on there."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        product = self.fields["product"].widget
        assert isinstance(product, SuggestingInput)  # noqa: S101 - for the type checker
        product.suggestions = list(figures.products(self.project))[:MOST_PRODUCTS]
        self.fields["amount"].required = True
        self.fields["valid_until"].required = False
        self.fields["valid_until"].help_text = _("Empty while no end is known.")


def _price_label(price: models.PriceRule) -> str:
    """What tells prices apart: product, market, kind, amount, and from when on it holds."""
    return " · ".join((
        price.product, rendering.country(price.market), price.get_kind_display(),
        money(price.amount, price),
        gettext("from {day}").format(day=date_format(price.valid_from)),
    ))  # fmt: skip


MOST_PRODUCTS = 500  # that a field suggests


class DiscountForm(RecordForm):
    value = amount_field(
        _("What is taken off"), _("Percent, or an amount in the price's currency.")
    )
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))

    class Meta:
        model = models.Discount
        fields = ("price", "name", "kind", "value", "starts_on", "ends_on", "note")
        labels = {
            "price": _("Price"), "name": _("Name"), "kind": _("Kind"), "note": _("Note")
        }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].required = True
        field: Any = self.fields["price"]
        rows = models.PriceRule.objects.filter(project=self.project)
        field.queryset = rows.order_by("product", "market", "valid_from")
        field.empty_label = "–"
        field.label_from_instance = _price_label


class CompareForm(forms.Form):
    """Which prices are compared, on which day, in which currency, and by which table of rates."""

    product = forms.ChoiceField(label=_("Product or plan"))
    kind = forms.ChoiceField(label=_("Kind"), choices=models.PriceRule.Kind.choices)
    on = day_field(pgettext_lazy("calendar", "Day"))
    currency = CurrencyField(label=_("In"))
    side = forms.ChoiceField(
        label=_("Tax"), choices=[("net", _("Without tax")), ("gross", _("With tax"))]
    )
    rates = forms.ChoiceField(label=_("Exchange rates"), required=False)
    base = forms.CharField(
        label=_("Rates are against"), max_length=3, required=False,
        widget=forms.TextInput(attrs={"placeholder": "EUR"}),
        help_text=_("Needed where no column of the table says so."),
    )  # fmt: skip
    direction = forms.ChoiceField(
        label=_("A rate says"),
        required=False,
        choices=[
            ("per_base", _("1 of the base is worth so much of the currency (1 EUR = 1.18 USD)")),
            ("in_base", _("1 of the currency is worth so much of the base (1 USD = 0.85 EUR)")),
        ],
    )

    def __init__(
        self, *args: Any, products: Sequence[str], sources: Sequence[RateSource], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choose("product", [(name, name) for name in products])
        tables = [(source.table.id, source.table.name) for source in sources]
        self._choose("rates", [*tables, ("", _("None: nothing is converted"))])
        if all(source.base for source in sources):
            del self.fields["base"]
        if not sources:
            del self.fields["direction"]

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = choices

    def clean_base(self) -> str:
        return str(self.cleaned_data["base"]).strip().upper()
