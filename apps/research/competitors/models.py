"""Competitors: who they are, what they ask, what they offer and where they stand.

Everything that is said of somebody has a source and a date. A row without a competitor is about
the project's own product, which so stands beside the others in every comparison.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.projects.synced import ExternalReference, SyncedModel


class Competitor(SyncedModel):
    """Somebody who sells to the same customers."""

    name = models.CharField(_("name"), max_length=200)
    website = models.URLField(_("website"), max_length=300, blank=True)
    home_country = models.CharField(_("home country"), max_length=3, blank=True)  # alpha-3
    note = models.TextField(_("note"), blank=True)

    class Meta(SyncedModel.Meta):
        verbose_name = _("competitor")
        verbose_name_plural = _("competitors")
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="research_competitor_name")
        ]

    def __str__(self) -> str:
        return self.name


class Observation(SyncedModel):
    """Something seen of a competitor, or of the own product where ``competitor`` is null."""

    competitor: Any = models.ForeignKey(
        Competitor,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="%(class)ss",
        verbose_name=_("competitor"),
    )
    source = models.CharField(_("source"), max_length=500)  # an address, or words
    seen_on = models.DateField(_("seen on"))
    seen_by = models.CharField(_("seen by"), max_length=120, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(SyncedModel.Meta):
        abstract = True


class Price(Observation):
    """What a product or plan cost in a market on a day: ``amount`` in ``currency``, per ``per``."""

    market = models.CharField(_("market"), max_length=3)  # ISO 3166-1 alpha-3
    product = models.CharField(_("product or plan"), max_length=200)
    amount = models.DecimalField(
        _("price"), max_digits=18, decimal_places=4, validators=[MinValueValidator(Decimal(0))]
    )
    currency = models.CharField(_("currency"), max_length=3)  # ISO 4217
    per = models.CharField(_("per"), max_length=60, blank=True)  # '' where it is one piece

    class Meta(Observation.Meta):
        verbose_name = _("price")
        verbose_name_plural = _("prices")
        indexes = [
            *Observation.Meta.indexes,
            models.Index(fields=["project", "market", "seen_on"], name="research_price_market"),
        ]

    def __str__(self) -> str:
        return self.product


class Feature(SyncedModel):
    """A row of the project's comparison of features."""

    name = models.CharField(_("name"), max_length=120)
    note = models.TextField(_("note"), blank=True)

    class Meta(SyncedModel.Meta):
        verbose_name = _("feature")
        verbose_name_plural = _("features")
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="research_feature_name")
        ]

    def __str__(self) -> str:
        return self.name


class FeatureMark(Observation):
    """Whether somebody has a feature, as it was seen on a day; the newest counts."""

    class Answer(models.TextChoices):
        YES = "yes", pgettext_lazy("feature", "Yes")
        PARTLY = "partly", pgettext_lazy("feature", "Partly")
        NO = "no", pgettext_lazy("feature", "No")
        UNKNOWN = "unknown", pgettext_lazy("feature", "Unknown")

    feature = models.ForeignKey(
        Feature, on_delete=models.CASCADE, related_name="marks", verbose_name=_("feature")
    )
    answer = models.CharField(_("answer"), max_length=8, choices=Answer.choices)

    class Meta(Observation.Meta):
        verbose_name = _("answer on a feature")
        verbose_name_plural = _("answers on features")

    def __str__(self) -> str:
        return str(self.feature)


class Dimension(SyncedModel):
    """Something that competitors differ in: scored from 0 to 10, or measured in ``unit``."""

    class Scale(models.TextChoices):
        SCORE = "score", _("Score from 0 to 10")
        MEASURE = "measure", _("Measured, with a unit")

    name = models.CharField(_("name"), max_length=120)
    scale = models.CharField(_("scale"), max_length=7, choices=Scale.choices, default=Scale.SCORE)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(SyncedModel.Meta):
        verbose_name = _("dimension")
        verbose_name_plural = _("dimensions")
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="research_dimension_name")
        ]

    def __str__(self) -> str:
        return self.name


class Position(Observation):
    """Where somebody stood on a dimension on a day, in one market or (``market`` '') in all."""

    dimension = models.ForeignKey(
        Dimension, on_delete=models.CASCADE, related_name="positions", verbose_name=_("dimension")
    )
    market = models.CharField(_("market"), max_length=3, blank=True)  # ISO 3166-1 alpha-3
    value = models.FloatField(_("value"))

    class Meta(Observation.Meta):
        verbose_name = _("position")
        verbose_name_plural = _("positions")

    def __str__(self) -> str:
        return str(self.dimension)


class CompetitorReference(ExternalReference):
    """What another system calls a competitor."""

    row = models.ForeignKey(Competitor, on_delete=models.CASCADE, related_name="references")


class PriceReference(ExternalReference):
    """What another system calls a price."""

    row = models.ForeignKey(Price, on_delete=models.CASCADE, related_name="references")


class FeatureReference(ExternalReference):
    """What another system calls a feature."""

    row = models.ForeignKey(Feature, on_delete=models.CASCADE, related_name="references")


class FeatureMarkReference(ExternalReference):
    """What another system calls an answer on a feature."""

    row = models.ForeignKey(FeatureMark, on_delete=models.CASCADE, related_name="references")


class DimensionReference(ExternalReference):
    """What another system calls a dimension."""

    row = models.ForeignKey(Dimension, on_delete=models.CASCADE, related_name="references")


class PositionReference(ExternalReference):
    """What another system calls a position."""

    row = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="references")
