"""A number for each text: ridge regression as the probe, squared error of standard scores."""

from __future__ import annotations

from collections import Counter

import numpy as np

from apps.core.messages import msg
from apps.engines.builtin.text import cleaning, probe, rows, splits
from apps.engines.builtin.text.cleaning import Cleaned
from apps.engines.builtin.text.facts import Suspect
from apps.engines.builtin.text.normal import plain
from apps.engines.builtin.text.objectives import Regression
from apps.engines.builtin.text.params import RegressParams
from apps.engines.builtin.text.probe import Linear
from apps.engines.builtin.text.rows import Left, Rows
from apps.engines.builtin.text.slots import MINIMUM_ROWS
from apps.engines.builtin.text.splits import Parts
from apps.engines.builtin.text.task import Features, Scored, Target, Task
from apps.engines.builtin.text_regress import metrics, numbers
from apps.engines.builtin.text_regress.evaluation import NumberEvaluation, NumberJudge
from apps.engines.builtin.text_regress.numbers import FIELD, Scale
from apps.engines.contract import InputTable, Refusal


class NumberTask(Task[NumberEvaluation]):
    """Telling a number from a text. ``unit`` is the target's, known once a table was read."""

    role = "target"

    def __init__(self, params: RegressParams) -> None:
        self.params = params
        self.unit = ""

    def read(self, table: InputTable) -> tuple[Rows, Left]:
        names = table.roles.get(self.role, [])
        self.unit = next((column.unit for column in table.columns if column.name in names), "")
        return rows.read(table, role=self.role, parse=numbers.one_number)

    def clean(self, found: Rows, left: Left) -> Cleaned:
        cleaned = cleaning.distinct(found, left, numbers.mean_of)
        _refuse(Counter(cleaned.rows.labels))
        return cleaned

    def part(self, found: Rows, *, validation: float, test: float, seed: int) -> Parts:
        return splits.part(
            found,
            validation=validation,
            test=test,
            seed=seed,
            spread=numbers.by_quantile,
            alike=msg("Parted like this, the rows to learn from all have the same number."),
        )

    def target(self, train: Rows) -> NumberTarget:
        return NumberTarget(self.params, numbers.scale(numbers.values(train), self.unit))


class NumberTarget(Target[NumberEvaluation]):
    """Standard scores of the numbers of the rows to learn from."""

    def __init__(self, params: RegressParams, scale: Scale) -> None:
        self.params, self.scale = params, scale
        self.objective = Regression()

    def encode(self, part: Rows) -> np.ndarray:
        """(n,) standard scores, float32."""
        return self.scale.forth(numbers.values(part)).astype(np.float32)

    def probe(self, train: Features, validation: Features) -> tuple[Linear, float]:
        def fit(strength: float) -> Linear:
            return probe.ridge(train.values, train.targets, strength, train.weights)

        def quality(layer: Linear) -> tuple[float, ...]:
            return self.objective.quality(layer.scores(validation.values), validation.targets)

        return probe.chosen(probe.RIDGES, fit, quality)

    def suspects(self, train: Features, rows: Rows, strength: float) -> list[Suspect]:
        """Numbers that lie far outside the errors of ridge regressions that have not seen them."""

        def fit(inside: np.ndarray) -> Linear:
            return probe.ridge(train.values[inside], train.targets[inside], strength)

        fold = probe.folds(np.zeros(len(rows)))
        said = probe.out_of_fold(train.values, fold, 1, fit)[:, 0]
        residuals = train.targets - said
        found, distances = metrics.outliers(residuals)
        better, rarity = self.scale.back(said), metrics.rarity(residuals)
        return [
            Suspect(
                place=int(rows.places[at]),
                text=rows.texts[at],
                label=rows.labels[at],
                better=repr(float(better[at])),
                strength=float(distances[at]),
                quality=float(rarity[at]),
                cells=(
                    plain(float(rows.labels[at])),
                    plain(self.scale.rounded(float(better[at]))),
                ),
            )
            for at in found
        ]

    def judge(self, validation: Scored) -> NumberJudge:
        said = self.scale.back(validation.scores[:, 0])
        errors = np.abs(numbers.values(validation.rows) - said)
        radius, level = metrics.conformal(errors, self.params.confidence)
        return NumberJudge(self.scale, self.params.confidence, radius, level, len(errors))


def _refuse(counted: Counter[str]) -> None:
    """Refuse numbers that nothing can be learned from."""
    total = sum(counted.values())
    if not total:
        raise Refusal(
            msg("No row has both a text and a number."),
            fix=msg("Choose other columns, or add rows."),
            field=FIELD,
        )
    if len(counted) == 1:
        raise Refusal(
            msg("Every row has the same number, so there is nothing to tell apart."),
            fix=msg("Choose another column, or add rows with other numbers."),
            field=FIELD,
        )
    if total < MINIMUM_ROWS:
        raise Refusal(
            msg(
                "{rows} rows are too few to learn from; at least {least} are needed.",
                rows=total,
                least=MINIMUM_ROWS,
            ),
            fix=msg("Add more texts with their numbers first."),
            field="data",
        )
