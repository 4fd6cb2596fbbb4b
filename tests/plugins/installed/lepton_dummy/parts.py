"""Slots, card, gate, facts and receiver."""

from apps import sdk

SLOTS = (
    "layout.head", "layout.foot", "projects.overview", "projects.market", "datasets.detail",
    "jobs.result", "modelhub.model",
)  # fmt: skip
heard = []


def context(scope, subject):
    return {"greeting": scope.setting("greeting"), "kind": type(subject).__name__}


def card(scope):
    from lepton_dummy.models import Note

    count = sdk.own_rows(scope, Note).count()
    figure = sdk.CardFigure(sdk.msg("Notes"), sdk.Num(value=count))
    return sdk.Card("Dummy notes", "plug", scope.url("home"), figures=[figure])


def gate(scope, market):
    return sdk.GateAnswer(
        sdk.GateState.MET, sdk.msg("Greeted in {country}.", country=market.country)
    )


def facts(scope, market, on):
    return [sdk.MarketFact("dummy.greetings", "Greetings", 7.0, source="Dummy")]


def hear(scope, event):
    heard.append((scope, event))
