"""How figures and simpler ways are called, and how figures are shown."""

from __future__ import annotations

from dataclasses import dataclass

from apps.core.messages import Message, Num, msg
from apps.engines.builtin.text.cautions import Yardstick
from apps.engines.builtin.text.metrics import Interval
from apps.engines.builtin.text_match.evaluation import COSINE, LEXICAL


@dataclass(frozen=True)
class Figure:
    """The name of a figure, what it means, what it is called in a model card, and whether it is a
    share.
    """

    label: Message
    meaning: Message
    card: str
    share: bool = False

    def num(self, value: float) -> Num:
        if self.share:
            return Num(value=value, style="percent", decimals=1)
        return Num(value=value, decimals=3)


FIGURES = {
    "auc": Figure(msg("ROC AUC"), msg("How often a match is put above what is none."), "ROC AUC"),
    "average_precision": Figure(
        msg("Average precision"),
        msg("How many are matches among those at the top, on average."),
        "average precision",
    ),
    "f1": Figure(
        msg("F1"), msg("Precision and recall in one figure, at the threshold."), "F1", share=True
    ),
    "spearman": Figure(
        msg("Rank correlation"),
        msg("How well the order agrees: 1 is the same order."),
        "Spearman's rank correlation",
    ),
    "pearson": Figure(
        msg("Correlation"),
        msg("How well the values lie on a line: 1 is exactly."),
        "Pearson's correlation",
    ),
    "recall_at_1": Figure(
        msg("Found first"), msg("The right text is the nearest one."), "recall@1", share=True
    ),
    "recall_at_5": Figure(
        msg("Found among 5"), msg("It is among the five nearest."), "recall@5", share=True
    ),
    "recall_at_10": Figure(
        msg("Found among 10"), msg("It is among the ten nearest."), "recall@10", share=True
    ),
    "mrr": Figure(
        msg("Mean reciprocal rank"),
        msg("1 where it is always first, ½ where it is always second."),
        "mean reciprocal rank",
    ),
}
WAYS = {
    COSINE: msg("The base model as it is"),
    LEXICAL: msg("Shared letters (TF-IDF)"),
}
CARD_WAYS = {COSINE: "the base model's cosine", LEXICAL: "the cosine of TF-IDF"}
YARDSTICK = Yardstick(
    kept=msg(
        "No epoch did better on the rows to choose by than the base model as it is, so that was"
        " kept."
    ),
    better=msg("The base model as it is compares better than this model."),
    instead=msg("Use the method 'Only the last layer', or a smaller learning rate."),
    even=msg("The test cannot tell this model from the base model as it is."),
    more=msg("More pairs help most; the base model may be all you need."),
)


def span(key: str, found: Interval) -> Message:
    """The interval of a figure in words."""
    num = FIGURES[key].num
    return msg("95% interval {low} to {high}", low=num(found.low), high=num(found.high))
