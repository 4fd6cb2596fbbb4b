"""What a model that tells numbers adds to its model card."""

from __future__ import annotations

from collections.abc import Iterator

from apps.engines.builtin.text.card import Lines, incomplete, plain
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text_regress.evaluation import NumberEvaluation


def lines(facts: Facts[NumberEvaluation]) -> Lines:
    """Title, data, figures and limits."""
    found = facts.evaluation
    unit = f", in {plain(found.scale.unit)}" if found.scale.unit else ""
    return Lines(
        title=f"'{plain(facts.label)}' told from '{plain(facts.text)}'",
        answers=(
            f"Answers with a number{unit}, and an interval that holds {found.coverage.level:.1%}"
            " of new ones."
        ),
        data=_data(facts),
        figures=_figures(found),
        limits=_limits(found),
    )


def _data(facts: Facts[NumberEvaluation]) -> Iterator[str]:
    cleaned, scale = facts.cleaned, facts.evaluation.scale
    yield f"Numbers from {scale.low:.6g} to {scale.high:.6g}, mean {scale.mean:.6g}"
    yield (
        f"Left out: {incomplete(facts)} incomplete rows, {cleaned.copies} copies;"
        f" {len(cleaned.conflicts)} texts with several numbers, of which the mean was taken"
    )
    yield f"{len(facts.suspects)} numbers look wrong"


def _figures(found: NumberEvaluation) -> Iterator[tuple[str, str, str]]:
    named = [
        ("RMSE", found.figures.rmse),
        ("mean absolute error", found.figures.mae),
        ("R²", found.figures.r2),
        ("Spearman's rank correlation", found.figures.spearman),
        (f"RMSE below that of the mean ({found.mean_rmse:.4g})", found.over_mean),
    ]
    if found.gain is not None:
        named.append((f"RMSE below that of the ridge probe ({found.probe_rmse:.4g})", found.gain))
    for name, one in named:
        yield name, f"{one.value:.4g}", f"{one.low:.4g} to {one.high:.4g}"
    coverage = found.coverage
    yield f"inside intervals of ±{coverage.radius:.4g}", f"{coverage.found:.4f}", ""
    for one_slice in found.slices:
        yield f"RMSE, {plain(one_slice.name)}", f"{one_slice.rmse:.4g}", ""


def _limits(found: NumberEvaluation) -> Iterator[str]:
    yield "It answers with a number whatever it is asked; look at the interval."
    yield "Intervals have the same width everywhere, and hold for texts like those it was tested on"
    yield f"It has not learned numbers below {found.scale.low:.6g} or above {found.scale.high:.6g}"
