"""What has to be known of a model that tells numbers before it is trusted."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.messages import msg, msgn
from apps.engines.builtin.text.cautions import NOISY, caution, near_copies, percent
from apps.engines.builtin.text.facts import Facts
from apps.engines.builtin.text_regress.evaluation import NumberEvaluation
from apps.engines.builtin.text_regress.tables import figure
from apps.engines.result import Warning as Caution


def every(facts: Facts[NumberEvaluation]) -> Iterator[Caution]:
    """Every caution that applies."""
    yield from _data(facts)
    yield from _coverage(facts.evaluation)
    found = facts.evaluation
    if found.over_mean.low <= 0:
        yield caution(
            "no_better_than_mean",
            msg("The test cannot tell this model from always saying the mean."),
            msg("The texts may not say the number; more rows would show whether they do."),
            severe="serious",
        )
    if found.rmse_without_near is not None:
        message = msgn(
            "{count} test row is nearly the same as one that was learned from. Without it the"
            " RMSE is {error}.",
            "{count} test rows are nearly the same as ones that were learned from. Without them"
            " the RMSE is {error}.",
            int(found.near.sum()),
            error=figure(found.rmse_without_near, found.scale.unit),
        )
        yield near_copies(facts, message)


def _data(facts: Facts[NumberEvaluation]) -> Iterator[Caution]:
    conflicts = facts.cleaned.conflicts
    if conflicts:
        yield caution(
            "conflicts",
            msgn(
                "{count} text has several numbers, e.g. '{text}'. Their mean was taken.",
                "{count} texts have several numbers, e.g. '{text}'. Their means were taken.",
                len(conflicts),
                text=conflicts[0].text[:80],
            ),
            msg("Nobody can tell such numbers better than by their mean."),
            severe="info",
        )
    if len(facts.suspects) > NOISY * facts.sizes[0]:
        yield caution(
            "noisy_labels",
            msg(
                "About {share} of the numbers look wrong.",
                share=percent(len(facts.suspects) / facts.sizes[0]),
            ),
            msg("Look through 'Labels to look at again' first: it often helps more than training."),
        )


def _coverage(found: NumberEvaluation) -> Iterator[Caution]:
    coverage = found.coverage
    if coverage.level < found.wanted_level:
        yield caution(
            "few_for_intervals",
            msg(
                "There are too few rows to choose by for {wanted} intervals: these hold {level}.",
                wanted=percent(found.wanted_level),
                level=percent(coverage.level),
            ),
            msg("Raise 'Share for choices', or add rows."),
            severe="info",
        )
    if coverage.found < coverage.low:
        yield caution(
            "intervals_too_narrow",
            msg(
                "The intervals should hold {level} of the numbers, and hold {found} of the test"
                " rows.",
                level=percent(coverage.level),
                found=percent(coverage.found),
            ),
            msg("The test rows differ from the earlier ones: take the intervals as too narrow."),
            severe="serious",
        )
