"""What the reader has to know before trusting the themes, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.messages import msg, msgn
from apps.engines.builtin.text.cautions import CUT, UNKNOWN, caution, percent
from apps.engines.builtin.text_themes.opinions import Opinions
from apps.engines.builtin.text_themes.shares import Shares
from apps.engines.builtin.text_themes.themes import Found
from apps.engines.result import Warning as Caution

STABLE = 0.5  # adjusted Rand index
MANY = 0.6  # share of texts without a theme
BLANK = 0.05


def cautions(data: Opinions, found: Found, shares: Shares) -> Iterator[Caution]:
    """Those that apply."""
    yield from _reading(data, found)
    if not found.themes:
        yield caution(
            "no_theme",
            msg("The texts do not gather anywhere: no theme has enough of them."),
            msg("Add texts, or allow smaller themes."),
            severe="serious",
        )
        return
    if shares.none.share > MANY:
        yield caution(
            "few_in_themes",
            msg("{share} of the texts are in no theme.", share=percent(shares.none.share)),
            msg("Choose coarser or smaller themes, or add texts."),
        )
    stability = found.quality.stability
    if stability is not None and stability < STABLE:
        yield caution(
            "unstable",
            msg("Half of the texts find other themes: they depend on which texts there are."),
            msg("Choose coarser themes or add texts; lock the themes that you work with."),
        )
    if found.gone:
        yield caution(
            "gone",
            msgn(
                "{count} earlier theme was not found again: '{name}'.",
                "{count} earlier themes were not found again, '{name}' among them.",
                len(found.gone),
                name=found.gone[0].name or found.gone[0].theme,
            ),
            msg("Lock a theme that is to stay whatever the texts are."),
        )


def _reading(data: Opinions, found: Found) -> Iterator[Caution]:
    if data.empty:
        yield caution(
            "left_out",
            msgn(
                "{count} row without a text was left out.",
                "{count} rows without a text were left out.",
                data.empty,
            ),
        )
    blank = 0 if data.spans is None else int((data.spans.at < 0).sum())
    if blank > BLANK * data.rows:
        yield caution(
            "no_time",
            msg(
                "{count} texts have no time, so the shares over time are without them.", count=blank
            ),
        )
    if found.reading.unknown > UNKNOWN:
        yield caution(
            "unknown_language",
            msg(
                "The base model does not know {share} of the words and signs.",
                share=percent(found.reading.unknown),
            ),
            msg("Choose a base model for the language of the texts."),
            severe="serious",
        )
    if found.reading.cut > CUT * len(data.texts):
        yield caution(
            "cut",
            msg(
                "{count} texts are longer than {most} tokens and were cut.",
                count=found.reading.cut,
                most=found.reading.limit,
            ),
            msg("Raise 'Longest text' if the end of a text matters."),
        )
