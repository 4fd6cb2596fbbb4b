"""The gate checks that this room answers itself, from what is written in the project."""

from __future__ import annotations

from unicodedata import east_asian_width

from django.urls import reverse
from django.utils import timezone

from apps.core.messages import Message, mark, msg
from apps.projects.domain.stages import label_of, position
from apps.projects.gates import GateAnswer, GateCheck, GateState
from apps.projects.models import MarketEntry, Product, Stage

LEAST_SUMMARY = 40  # letters, or half as many Chinese, Japanese or Korean characters: a sentence


def _product_described(entry: MarketEntry) -> GateAnswer:
    product = getattr(entry.project, "product", None)
    if product and is_described(product):
        return GateAnswer(
            GateState.MET, msg("The product '{name}' is described.", name=product.name)
        )
    return GateAnswer(
        GateState.UNMET,
        msg("The description of the product is too short.")
        if product and product.summary.strip()
        else msg("The product is not described yet."),
        description_wanted(),
        reverse("projects:settings", args=[entry.project_id]) + "#product",
    )


def description_wanted() -> Message:
    """What a description that is long enough holds."""
    return msg(
        "Write what it is and for whom, in {least} letters or {wide} Chinese characters or more.",
        least=LEAST_SUMMARY,
        wide=LEAST_SUMMARY // 2,
    )


def is_described(product: Product) -> bool:
    """Whether the summary is about a sentence long: a Chinese, Japanese or Korean character says as
    much as two letters."""
    wide = sum(east_asian_width(char) in "WF" for char in product.summary.strip())
    return len(product.summary.strip()) + wide >= LEAST_SUMMARY


def _owner_named(entry: MarketEntry) -> GateAnswer:
    if entry.owner:
        return GateAnswer(GateState.MET, msg("{person} owns this market.", person=str(entry.owner)))
    return GateAnswer(
        GateState.UNMET,
        msg("Nobody owns this market."),
        msg("Name a member who answers for it."),
        "#plan",
    )


def _launch_planned(entry: MarketEntry) -> GateAnswer:
    if entry.target_launch is None:
        return GateAnswer(
            GateState.UNMET,
            msg("No launch date is set."),
            msg("Set the date you aim for."),
            "#plan",
        )
    shown = entry.target_launch.isoformat()
    if entry.target_launch < timezone.localdate():
        return GateAnswer(
            GateState.UNMET,
            msg("The launch was planned for {date}, which has passed.", date=shown),
            msg("Set a new date."),
            "#plan",
        )
    return GateAnswer(GateState.MET, msg("The launch is planned for {date}.", date=shown))


def _home_further_on(entry: MarketEntry) -> GateAnswer:
    """A product goes abroad once its home market has been through the home stages."""
    home = MarketEntry.objects.filter(project_id=entry.project_id, is_home=True).first()
    if home is None:
        return GateAnswer(GateState.UNKNOWN, msg("No home market is set."))
    url = reverse("projects:market", args=[entry.project_id, home.pk])
    stage = label_of(home.stage)
    if position(home.stage) >= position(Stage.OPTIMISATION):
        return GateAnswer(
            GateState.MET, msg("The home market has reached '{stage}'.", stage=stage), None, url
        )
    return GateAnswer(
        GateState.UNMET,
        msg("The home market is still at '{stage}'.", stage=stage),
        msg("Learn from home first: take it to product optimisation."),
        url,
    )


BUILT_IN = (
    GateCheck(
        "projects.product_described",
        Stage.RESEARCH,
        mark("The product is described"),
        _product_described,
        order=10,
    ),
    GateCheck(
        "projects.owner_named",
        Stage.RESEARCH,
        mark("Somebody owns this market"),
        _owner_named,
        also=(Stage.ENTRY,),
        order=20,
    ),
    GateCheck(
        "projects.launch_planned",
        Stage.DEVELOPMENT,
        mark("The launch is planned"),
        _launch_planned,
        also=(Stage.OPTIMISATION, Stage.ENTRY),
        order=30,
    ),
    GateCheck(
        "projects.home_first",
        Stage.OPTIMISATION,
        mark("The home market went first"),
        _home_further_on,
        home=False,
        order=40,
    ),
)
