"""How the models do that are kept in memory, as pages show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from apps.core.messages import Message, Num, msg
from apps.core.rendering import render, show

ERRORS = ("failed", "died")
TURNED_AWAY = ("busy", "loading", "late")


@dataclass(frozen=True)
class Served:
    """One model. ``since`` is when it was loaded last; ``median`` and ``p95`` are times of its
    latest answers, ``by`` says what computes them and why, all in words.
    """

    model_id: str
    name: str
    loaded: bool
    since: datetime | None
    memory: int
    waiting: int
    answered: int
    turned_away: int
    errors: int
    median: str
    p95: str
    by: str = ""


def of_model(told: Mapping[str, Any] | None) -> Served | None:
    """From what the server tells of one model (nothing: it is not loaded); None where nothing
    serves.
    """
    if told is None:
        return None
    outcomes = told.get("outcomes", {})
    since = told.get("loaded_at")
    return Served(
        model_id=str(told.get("model", "")),
        name=str(told.get("name", "")),
        loaded=bool(told.get("loaded")),
        since=datetime.fromisoformat(since) if since else None,
        memory=int(told.get("memory", 0)),
        waiting=int(told.get("waiting", 0)),
        answered=int(outcomes.get("answered", 0)),
        turned_away=sum(outcomes.get(outcome, 0) for outcome in TURNED_AWAY),
        errors=sum(outcomes.get(outcome, 0) for outcome in ERRORS),
        median=_milliseconds(told.get("median")),
        p95=_milliseconds(told.get("p95")),
        by=_by(told.get("runtime") or {}),
    )


def of_project(told: Mapping[str, Any] | None, project_id: Any) -> list[Served]:
    """The models of one project that were asked lately, the busiest first."""
    mine = [one for one in (told or {}).get("models", []) if one["project"] == str(project_id)]
    found = [served for one in mine if (served := of_model(one))]
    return sorted(found, key=lambda served: (-served.answered, served.name))


def _milliseconds(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    return show(Num(value=seconds * 1000, digits=3, unit="ms"))


LIBRARIES = {"torch": "PyTorch", "openvino": "OpenVINO"}


def _by(runtime: Mapping[str, Any]) -> str:
    """What computes the model, and how it was measured where there was a choice."""
    if not runtime:
        return ""
    chosen = _way(runtime)
    tried = {(one["library"], one["precision"]): one for one in runtime.get("tried") or ()}
    taken = tried.get((runtime.get("library"), runtime.get("precision")))
    plain = tried.get(("torch", "fp32"))
    if taken is None or plain is None:
        return render(msg("Computed by {way}.", way=chosen))
    if taken is plain:
        return render(
            msg(
                "Computed by {way}: nothing else was faster here and answered the same.", way=chosen
            )
        )
    return render(
        msg(
            "Computed by {way}: {rate} texts a second and {single} for one text, against {plain}"
            " and {alone} by {exact}. The same answer to {agreement} of the texts compared.",
            way=chosen,
            rate=_about(taken["pace"]["rate"]),
            single=_about(taken["pace"]["single"], "ms"),
            plain=_about(plain["pace"]["rate"]),
            alone=_about(plain["pace"]["single"], "ms"),
            exact=_way(plain),
            agreement=Num(value=taken["agreement"], style="percent", decimals=1),
        )
    )


def _way(one: Mapping[str, Any]) -> Message:
    name = LIBRARIES.get(str(one.get("library")), str(one.get("library")))
    return msg("{library} ({precision})", library=name, precision=str(one.get("precision")))


def _about(value: float, unit: str = "") -> Num:
    return Num(value=value, digits=3, unit=unit)
