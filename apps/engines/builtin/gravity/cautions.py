"""What the reader must know before trusting a gravity study, each with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.messages import Num, msg, msgn
from apps.engines.builtin.gravity.potential import Potential, coverage_needed
from apps.engines.builtin.gravity.study import Study
from apps.engines.figures import level, percent
from apps.engines.result import Warning as Caution

FEW_PAIRS = 30
MANY_ZEROS = 0.05
LISTED = 5


def cautions(study: Study, potential: Potential) -> Iterator[Caution]:
    """Form first, then what was left out, then the data."""
    yield from _reset(study)
    yield from _separated(study)
    yield from _lost(study)
    yield from _zeros(study)
    yield from _few(study)
    yield from _parts(study)
    yield from _band(study, potential)
    yield from _inside(study)
    yield from _dropped(study)


def _reset(study: Study) -> Iterator[Caution]:
    test = study.ppml.reset
    if test is None or test.p >= 0.05:
        return
    yield Caution(
        code="reset",
        message=msg(
            "RESET speaks against the form of the PPML model (p = {p}): effects may not be"
            " constant, or a column is missing.",
            p=Num(value=test.p, digits=2),
        ),
        fix=msg("Add fixed effects of both sides, or columns that matter; look at the residuals."),
    )


def _separated(study: Study) -> Iterator[Caution]:
    found, flows = study.separated, study.flows
    for codes, texts, kind in (
        (found.origins, flows.origin, "origin"),
        (found.destinations, flows.destination, "destination"),
    ):
        if not codes:
            continue
        gone = set(_names(study, codes, kind))
        count = sum(1 for place, text in enumerate(texts) if text in gone and not found.rows[place])
        yield Caution(
            code=f"no_flow_{kind}",
            message=msgn(
                "No flow of {names} is above 0, so its fixed effect has no estimate: {count} row"
                " was left out of PPML.",
                "No flow of {names} is above 0, so the fixed effect has no estimate: {count} rows"
                " were left out of PPML.",
                count,
                names=sorted(gone)[:LISTED],
            ),
            fix=msg("Nothing can be expected of them; without fixed effects they take part."),
        )
    if found.by_columns:
        names = [study.terms[place].name for place in found.columns]
        yield Caution(
            code="separation",
            severity="serious",
            message=msgn(
                "{names} predicts {count} zero flow perfectly. The row was left out, as its"
                " likelihood grows without end (Correia, Guimarães and Zylkin 2019).",
                "{names} predicts {count} zero flows perfectly. The rows were left out, as their"
                " likelihood grows without end (Correia, Guimarães and Zylkin 2019).",
                found.by_columns,
                names=names,
            )
            if names
            else msgn(
                "The fixed effects predict {count} zero flow perfectly; the row was left out.",
                "The fixed effects predict {count} zero flows perfectly; the rows were left out.",
                found.by_columns,
            ),
            fix=msg("Read it as: where this holds, nothing flows. Its effect has no number."),
        )


def _names(study: Study, codes: list[int], kind: str) -> list[str]:
    """Names of levels whose rows were left out. Levels by period tell the name only."""
    flows = study.flows
    texts = flows.origin if kind == "origin" else flows.destination
    levels = study.all_levels.origin if kind == "origin" else study.all_levels.destination
    wanted = set(codes)
    return sorted({texts[p] for p, code in enumerate(levels.tolist()) if code in wanted})


def _lost(study: Study) -> Iterator[Caution]:
    if not study.lost:
        return
    yield Caution(
        code="dropped_columns",
        message=msg(
            "The effect of {names} cannot be told beside the fixed effects and the other columns:"
            " left out.",
            names=study.lost,
        ),
        fix=msg("Choose fewer fixed effects to see it, or take out what says the same."),
    )


def _zeros(study: Study) -> Iterator[Caution]:
    share = study.zeros / len(study.flows.y)
    if not study.zeros:
        return
    yield Caution(
        code="zeros",
        severity="warn" if share >= MANY_ZEROS else "info",
        message=msgn(
            "Least squares of logs leaves out {count} flow of 0 ({share} of the rows); PPML uses"
            " {kept} of them.",
            "Least squares of logs leaves out {count} flows of 0 ({share} of the rows); PPML uses"
            " {kept} of them.",
            study.zeros,
            kept=int((study.y == 0).sum()),
            share=percent(share, 1),
        ),
        fix=msg("Read PPML's effects; the other model describes only pairs that trade."),
    )


def _few(study: Study) -> Iterator[Caution]:
    if study.pairs >= FEW_PAIRS:
        return
    yield Caution(
        code="few_pairs",
        message=msgn(
            "There is {count} pair: standard errors that hold for any spread need more, about"
            " {wanted}.",
            "There are {count} pairs: standard errors that hold for any spread need more, about"
            " {wanted}.",
            study.pairs,
            wanted=FEW_PAIRS,
        ),
        fix=msg("Take the intervals as too narrow; add pairs, also of other origins."),
    )


def _parts(study: Study) -> Iterator[Caution]:
    absorber = study.ppml.fit.absorber
    parts = absorber.parts - len(absorber.blocks)
    if parts <= 0:
        return
    yield Caution(
        code="unconnected",
        severity="info",
        message=msg(
            "The network falls into parts that no row connects: flows from one part to another"
            " cannot be predicted."
        ),
    )


def _band(study: Study, potential: Potential) -> Iterator[Caution]:
    if potential.band[1] is None:
        yield Caution(
            code="no_band",
            severity="info",
            message=msg(
                "How far a single flow may lie above its expected value at {level} takes {wanted}"
                " rows to learn; there are {rows}.",
                level=level(study.params.confidence),
                wanted=coverage_needed(study.params.confidence),
                rows=len(potential.ratios),
            ),
            fix=msg("Add rows, or choose a lower level."),
        )


def _inside(study: Study) -> Iterator[Caution]:
    flows = study.flows
    count = sum(
        1 for one, other in zip(flows.origin, flows.destination, strict=True) if one == other
    )
    if not count:
        return
    yield Caution(
        code="own_flows",
        severity="info",
        message=msgn(
            "{count} row has the same origin and destination and takes part in the fit.",
            "{count} rows have the same origin and destination and take part in the fit.",
            count,
        ),
        fix=msg("Add an indicator of them, as domestic flows are of another size."),
    )


def _dropped(study: Study) -> Iterator[Caution]:
    flows = study.flows
    if not flows.left_out:
        return
    yield Caution(
        code="dropped_rows",
        severity="info" if flows.left_out < 0.05 * flows.rows else "warn",
        message=msgn(
            "{count} of {rows} rows was left out, because a value is missing in {names}.",
            "{count} of {rows} rows were left out, because a value is missing in {names}.",
            flows.left_out,
            rows=flows.rows,
            names=list(flows.dropped),
        ),
        fix=msg("A missing flow is not 0: where it means that nothing flowed, write 0."),
    )
