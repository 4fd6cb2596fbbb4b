"""The product plan: what is needed, what is done about it, and what came of it, market by market.

A need is answered by items; an item is checked by acceptance criteria, tried in pilots, released in
markets, and its effect there is measured. An item's state changes by a move only.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core import rendering
from apps.core.models import ProjectModel
from apps.projects.plan.comparing import SIGNS, fulfilled
from apps.projects.synced import SyncedModel


class ItemState(models.TextChoices):
    """Where an item stands, in the order in which it moves on; ``DROPPED`` stands outside."""

    IDEA = "idea", pgettext_lazy("plan", "Idea")
    AGREED = "agreed", pgettext_lazy("plan", "Agreed")
    DEVELOPMENT = "development", pgettext_lazy("plan", "In development")
    VERIFYING = "verifying", pgettext_lazy("plan", "Verifying")
    PILOT = "pilot", pgettext_lazy("plan", "Pilot")
    RELEASED = "released", pgettext_lazy("plan", "Released")
    MEASURED = "measured", pgettext_lazy("plan", "Measured")
    DROPPED = "dropped", pgettext_lazy("plan", "Dropped")


OUT = (ItemState.RELEASED, ItemState.MEASURED)
OVER = (*OUT, ItemState.DROPPED)  # nothing is left to be done


class Direction(models.TextChoices):
    """Which way a figure is meant to go."""

    UP = "up", pgettext_lazy("effect", "Rises")
    DOWN = "down", pgettext_lazy("effect", "Falls")


class Outcome(models.TextChoices):
    """What a test or a pilot has shown so far."""

    OPEN = "open", pgettext_lazy("test", "Open")
    PASSED = "passed", pgettext_lazy("test", "Passed")
    FAILED = "failed", pgettext_lazy("test", "Failed")


class Need(SyncedModel):
    """What customers, a market or the law ask of the product, in one sentence."""

    class Kind(models.TextChoices):
        CUSTOMER = "customer", pgettext_lazy("need", "Customers")
        MARKET = "market", pgettext_lazy("need", "Market")
        COMPLIANCE = "compliance", pgettext_lazy("need", "Law and standards")
        LOCALISATION = "localisation", pgettext_lazy("need", "Localisation")
        INTERNAL = "internal", pgettext_lazy("need", "Own team")

    class Importance(models.IntegerChoices):
        MUST = 1, pgettext_lazy("need", "Must")
        HIGH = 2, pgettext_lazy("need", "High")
        MEDIUM = 3, pgettext_lazy("need", "Medium")
        LOW = 4, pgettext_lazy("need", "Low")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("need", "Open")
        MET = "met", pgettext_lazy("need", "Met")
        DECLINED = "declined", pgettext_lazy("need", "Declined")

    statement = models.CharField(_("need"), max_length=300)
    said_by = models.CharField(_("who says it"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.CUSTOMER)
    importance = models.PositiveSmallIntegerField(
        _("importance"), choices=Importance.choices, default=Importance.MEDIUM
    )
    # Where it was heard, as ISO 3166-1 alpha-3: also countries that are no market of the project.
    markets: Any = models.JSONField(_("markets"), default=list, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.OPEN)
    note = models.TextField(_("note"), blank=True)

    class Meta(SyncedModel.Meta):
        verbose_name = _("need")
        verbose_name_plural = _("needs")

    def __str__(self) -> str:
        return self.statement

    def get_markets_display(self) -> str:
        return ", ".join(map(rendering.country, self.markets))


class PlanItem(SyncedModel):
    """A piece of work on the product, with what it is for and what it is expected to change."""

    class Kind(models.TextChoices):
        FEATURE = "feature", pgettext_lazy("plan", "Feature")
        IMPROVEMENT = "improvement", pgettext_lazy("plan", "Improvement")
        OPTIMISATION = "optimisation", pgettext_lazy("plan", "Optimisation")
        LOCALISATION = "localisation", pgettext_lazy("plan", "Localisation")
        COMPLIANCE = "compliance", pgettext_lazy("plan", "Compliance")

    class Priority(models.IntegerChoices):
        URGENT = 1, pgettext_lazy("plan", "Urgent")
        HIGH = 2, pgettext_lazy("plan", "High")
        NORMAL = 3, pgettext_lazy("plan", "Normal")
        LOW = 4, pgettext_lazy("plan", "Low")

    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.FEATURE)
    state = models.CharField(
        _("state"), max_length=12, choices=ItemState.choices, default=ItemState.IDEA, editable=False
    )
    moved_at = models.DateTimeField(default=timezone.now, editable=False)
    goal = models.TextField(_("goal"), blank=True)
    scope = models.TextField(_("scope"), blank=True)
    requirement = models.TextField(_("technical requirement"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority.choices, default=Priority.NORMAL
    )
    effect = models.CharField(_("expected effect"), max_length=300, blank=True)
    effect_value = models.FloatField(_("by how much"), null=True, blank=True)
    effect_unit = models.CharField(_("unit"), max_length=40, blank=True)
    effect_direction = models.CharField(
        _("direction"), max_length=4, choices=Direction.choices, blank=True
    )
    target_on = models.DateField(_("target date"), null=True, blank=True)

    class Meta(SyncedModel.Meta):
        verbose_name = _("plan item")
        verbose_name_plural = _("plan items")
        indexes = [
            *SyncedModel.Meta.indexes,
            models.Index(fields=["project", "state"], name="projects_planitem_state"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def need_ids(self) -> list[str]:
        """Ids of the needs that it answers, in order; held by :class:`ItemNeed`."""
        known: list[str] | None = self.__dict__.get("_need_ids")
        if known is None:
            links = () if self._state.adding else self.need_links.all()
            known = sorted(str(link.need_id) for link in links)
            self.__dict__["_need_ids"] = known
        return known

    @need_ids.setter
    def need_ids(self, ids: Any) -> None:
        self.__dict__["_need_ids"] = sorted({str(one) for one in ids})

    def get_need_ids_display(self) -> str:
        rows = Need.objects.filter(project_id=self.project_id, pk__in=self.need_ids)
        return "; ".join(rows.order_by("statement").values_list("statement", flat=True))

    @property
    def is_over(self) -> bool:
        """Nothing is left to be done on it."""
        return self.state in OVER


class ItemNeed(ProjectModel):
    """A plan item answers a need."""

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="need_links")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="item_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "need"], name="projects_itemneed_once")
        ]

    def __str__(self) -> str:
        return f"{self.item_id} → {self.need_id}"


class ItemMove(ProjectModel):
    """A dated move of an item. ``missing`` holds what was not met when an owner moved it anyway, as
    stored messages.
    """

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="moves")
    from_state = models.CharField(max_length=12, choices=ItemState.choices)
    to_state = models.CharField(max_length=12, choices=ItemState.choices)
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(blank=True)
    missing: Any = models.JSONField(default=list)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"


class ItemMarket(SyncedModel):
    """An item in one market: what is expected there, when it was released, what it changed."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("plan", "Planned")
        RELEASED = "released", pgettext_lazy("plan", "Released")
        DROPPED = "dropped", pgettext_lazy("plan", "Dropped")

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="markets")
    entry = models.ForeignKey(
        "projects.MarketEntry", on_delete=models.CASCADE, related_name="plan_items"
    )
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.PLANNED)
    target_on = models.DateField(_("target date here"), null=True, blank=True)
    released_on = models.DateField(_("released on"), null=True, blank=True)
    effect_value = models.FloatField(_("expected effect here"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(SyncedModel.Meta):
        verbose_name = _("market of a plan item")
        verbose_name_plural = _("markets of plan items")
        constraints = [
            models.UniqueConstraint(fields=["item", "entry"], name="projects_itemmarket_once")
        ]

    def __str__(self) -> str:
        return f"{self.item} · {self.entry}"

    @property
    def market(self) -> str:
        """The country's alpha-3 code."""
        return self.entry.country

    def get_market_display(self) -> str:
        return rendering.country(self.market)

    @property
    def measured(self) -> MeasuredEffect | None:
        """The newest measured effect; from what was prefetched, where it was."""
        return next(iter(self.effects.all()), None)


class Verification(SyncedModel):
    """An acceptance criterion of an item: how it is tested and what came of it."""

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="verifications")
    criterion = models.CharField(_("acceptance criterion"), max_length=300)
    test_plan = models.TextField(_("test plan"), blank=True)
    result = models.CharField(
        _("result"), max_length=6, choices=Outcome.choices, default=Outcome.OPEN
    )
    tested_by = models.CharField(_("tested by"), max_length=120, blank=True)
    tested_on = models.DateField(_("tested on"), null=True, blank=True)
    link = models.URLField(_("test report"), max_length=500, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(SyncedModel.Meta):
        verbose_name = _("acceptance criterion")
        verbose_name_plural = _("acceptance criteria")

    def __str__(self) -> str:
        return self.criterion


class Pilot(SyncedModel):
    """A trial of an item in one market, with what must be reached for it to pass.

    ``criteria`` is a list of {"metric", "comparison", "value", "unit", "seen"}; ``seen`` is null
    until it was measured. ``result`` follows from them and is never typed.
    """

    class Decision(models.TextChoices):
        GO = "go", pgettext_lazy("pilot", "Release it")
        CHANGE = "change", pgettext_lazy("pilot", "Change it and try again")
        STOP = "stop", pgettext_lazy("pilot", "Stop")

    item_market = models.ForeignKey(ItemMarket, on_delete=models.CASCADE, related_name="pilots")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    criteria: Any = models.JSONField(_("pass criteria"), default=list)
    result = models.CharField(
        _("result"), max_length=6, choices=Outcome.choices, default=Outcome.OPEN, editable=False
    )
    decision = models.CharField(_("decision"), max_length=6, choices=Decision.choices, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(SyncedModel.Meta):
        verbose_name = _("pilot")
        verbose_name_plural = _("pilots")
        ordering = ["-starts_on", "-created_at"]

    def __str__(self) -> str:
        return f"{self.item_market} · {self.starts_on}"

    def get_criteria_display(self) -> str:
        return "; ".join(
            f"{one['metric']} {SIGNS[one['comparison']]} {one['value']:g} {one['unit']}".strip()
            for one in self.criteria
        )

    def verdict(self) -> Outcome:
        """Failed once one criterion is missed, passed once all are reached, open until then."""
        fits = [fulfilled(one) for one in self.criteria]
        if False in fits:
            return Outcome.FAILED
        return Outcome.PASSED if fits and None not in fits else Outcome.OPEN


class EvidenceLink(ProjectModel):
    """What stands behind an item or a need: a row of another room or a page elsewhere.

    ``kind`` is a key of :data:`apps.projects.plan.evidence.evidence_kinds`; label and address are
    kept as they were, so that they can still be read when the row is gone.
    """

    item = models.ForeignKey(PlanItem, null=True, on_delete=models.CASCADE, related_name="evidence")
    need = models.ForeignKey(Need, null=True, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=80)
    target = models.CharField(max_length=500)
    label = models.CharField(max_length=300)
    url = models.CharField(max_length=500, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(item=None) ^ models.Q(need=None), name="projects_evidence_of_one"
            ),
            models.UniqueConstraint(
                fields=["item", "kind", "target"], name="projects_evidence_item_once"
            ),
            models.UniqueConstraint(
                fields=["need", "kind", "target"], name="projects_evidence_need_once"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class MeasuredEffect(ProjectModel):
    """What an item has changed in a market, as a run has estimated it: ``estimate`` in ``unit``
    between ``low`` and ``high``. The newest counts; older ones stay to be read.

    ``source`` is the id of the run; ``hash`` names the data behind it.
    """

    item_market = models.ForeignKey(ItemMarket, on_delete=models.CASCADE, related_name="effects")
    estimate = models.FloatField()
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    unit = models.CharField(max_length=40, blank=True)
    direction = models.CharField(max_length=4, choices=Direction.choices, blank=True)
    sentence: Any = models.JSONField(default=dict)
    source = models.CharField(max_length=80)
    url = models.CharField(max_length=500, blank=True)
    hash = models.CharField(max_length=64, blank=True)
    computed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-computed_at", "-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["item_market", "source"], name="projects_measuredeffect_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_market_id}: {self.estimate}"
