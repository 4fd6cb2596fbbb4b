"""Figures of pairs against scikit-learn, SciPy and loops; calibration; redrawn groups of rows."""

import numpy as np
import pytest

judged = pytest.importorskip("sklearn.metrics")

from scipy import stats  # noqa: E402
from sklearn.isotonic import IsotonicRegression  # noqa: E402

from apps.engines.builtin.text_match import calibration, metrics  # noqa: E402
from apps.engines.builtin.text_match.retrieval import Library  # noqa: E402


def example(seed=0, rows=120):
    """Scores with many ties, and how often each row was drawn."""
    draw = np.random.default_rng(seed)
    truth = draw.random(rows) < 0.3
    scores = np.round(truth + draw.normal(size=rows), 1)
    weights = draw.multinomial(rows, np.full(rows, 1 / rows), size=3).astype(float)
    return truth, scores, weights


@pytest.mark.parametrize("seed", range(3))
def test_figures_of_a_draw_are_those_of_its_rows(seed):
    truth, scores, weights = example(seed)
    said = scores > 0.8
    found = metrics.Separated(truth, scores, said).figures(weights)
    for draw, row in zip(weights, found, strict=True):
        rows = np.repeat(np.arange(len(truth)), draw.astype(int))
        assert row.tolist() == pytest.approx(
            [
                judged.roc_auc_score(truth[rows], scores[rows]),
                judged.average_precision_score(truth[rows], scores[rows]),
                judged.f1_score(truth[rows], said[rows]),
            ]
        )
    assert metrics.auc(truth, scores) == pytest.approx(judged.roc_auc_score(truth, scores))
    assert metrics.average_precision(truth, scores) == pytest.approx(
        judged.average_precision_score(truth, scores)
    )


@pytest.mark.parametrize("seed", range(3))
def test_correlations_of_a_draw_are_those_of_its_rows(seed):
    _, scores, weights = example(seed)
    true = np.round(scores + np.random.default_rng(seed + 9).normal(size=len(scores)))
    found = metrics.Correlated(true, scores).figures(weights)
    for draw, row in zip(weights, found, strict=True):
        rows = np.repeat(np.arange(len(true)), draw.astype(int))
        assert row.tolist() == pytest.approx(
            [
                stats.spearmanr(true[rows], scores[rows]).statistic,
                stats.pearsonr(true[rows], scores[rows]).statistic,
            ]
        )
    assert metrics.spearman(true, scores) == pytest.approx(stats.spearmanr(true, scores).statistic)
    assert metrics.spearman(np.ones(5), np.arange(5.0)) == 0


def test_figures_that_are_not_there_are_no_numbers():
    assert np.isnan(metrics.auc(np.ones(4), np.arange(4.0)))
    assert np.isnan(metrics.average_precision(np.zeros(4), np.arange(4.0)))
    one_kind = metrics.Separated(np.ones(4, bool), np.arange(4.0), np.ones(4, bool))
    figures, _ = metrics.intervals(one_kind, None, np.arange(4), seed=0)
    assert (figures["auc"].low, figures["auc"].high) == (0, 0)
    assert figures["f1"].value == 1


def test_ranks_are_those_of_a_search_by_hand():
    draw = np.random.default_rng(1)
    texts = np.stack([draw.integers(0, 12, 40), draw.integers(8, 40, 40)], axis=1)
    texts = np.unique(texts[texts[:, 0] != texts[:, 1]], axis=0)
    vectors = draw.normal(size=(40, 4))  # one for each text, whichever side it stands on
    pairs = np.concatenate([vectors[texts[:, 0]], vectors[texts[:, 1]]], axis=1)
    library = Library(texts)
    found = library.search(pairs)
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    for at, row in enumerate(library.queries):
        query = texts[row, 0]
        right = set(texts[texts[:, 0] == query, 1])
        alike = {c: unit[query] @ unit[c] for c in set(texts[:, 1]) if c != query}
        best = max(alike[c] for c in right)
        others = [alike[c] for c in alike if c not in right]
        assert found.ranks[at] == 1 + sum(one > best for one in others)
        assert found.right[at] == pytest.approx(best, abs=1e-6)
        assert found.rival[at] == pytest.approx(max(others), abs=1e-6)
        assert alike[texts[found.found[at], 1]] == pytest.approx(max(alike.values()), abs=1e-6)


def test_a_model_that_says_the_same_of_all_finds_nothing():
    texts = np.arange(20).reshape(10, 2)
    assert Library(texts).search(np.ones((10, 6))).ranks.tolist() == [10] * 10
    figures = metrics.plain(metrics.Found(np.array([1, 2, 6, 40])))
    assert figures == {
        "recall_at_1": 0.25, "recall_at_5": 0.5, "recall_at_10": 0.75,
        "mrr": pytest.approx((1 + 1 / 2 + 1 / 6 + 1 / 40) / 4),
    }  # fmt: skip


def test_rows_of_a_group_are_drawn_together():
    clusters = np.array([3, 3, 7, 7, 7, 9])
    for weights in metrics.draws(clusters, seed=1):
        assert (weights[:, 0] == weights[:, 1]).all()
        assert (weights[:, 2] == weights[:, 4]).all()
        assert (weights[:, [0, 2, 5]].sum(axis=1) == 3).all()


def test_groups_make_intervals_wider():
    """The same pair ten times is one pair."""
    truth, scores, _ = example(5, 60)
    again = np.repeat(np.arange(60), 10)
    many = metrics.Separated(truth[again], scores[again], scores[again] > 0.8)
    alone, _ = metrics.intervals(many, None, np.arange(600), seed=0)
    grouped, _ = metrics.intervals(many, None, again, seed=0)
    width = {key: one.high - one.low for key, one in alone.items()}
    for key, one in grouped.items():
        assert one.value == pytest.approx(alone[key].value)
        assert one.high - one.low > 2 * width[key]


def test_a_gain_is_paired():
    truth, scores, _ = example(2, 300)
    same = metrics.Separated(truth, scores, scores > 1)
    _, gains = metrics.intervals(same, same, np.arange(300), seed=0)
    assert all((one.value, one.low, one.high) == (0, 0, 0) for one in gains.values())
    better = metrics.Separated(truth, scores + 3 * truth, scores > 1)
    _, gains = metrics.intervals(better, same, np.arange(300), seed=0)
    assert gains["auc"].low > 0
    assert gains["auc"].value == pytest.approx(
        judged.roc_auc_score(truth, scores + 3 * truth) - judged.roc_auc_score(truth, scores)
    )


def test_probabilities_are_what_they_say():
    """Scores whose log odds are a line: Platt's line is chosen and found."""
    draw = np.random.default_rng(3)
    scores = draw.normal(size=4000)
    truth = draw.random(4000) < 1 / (1 + np.exp(-(2 * scores - 1)))
    found = calibration.to_chance(scores, truth, np.arange(4000))
    assert isinstance(found, calibration.Line)
    assert (found.slope, found.intercept) == pytest.approx((2, -1), abs=0.15)
    assert found(np.array([0.5]))[0] == pytest.approx(0.5, abs=0.03)


def test_knots_are_chosen_where_a_line_cannot_be():
    draw = np.random.default_rng(4)
    scores = draw.uniform(-1, 1, 4000)
    truth = draw.random(4000) < np.where(scores > 0.9, 0.9, 0.3)
    found = calibration.to_chance(scores, truth, np.arange(4000))
    assert isinstance(found, calibration.Knots)
    assert found(np.array([-0.5, 0.95])) == pytest.approx([0.3, 0.9], abs=0.08)
    knots = np.array(found.scores)
    theirs = IsotonicRegression(out_of_bounds="clip").fit(scores, truth).predict(knots)
    assert found(knots) == pytest.approx(np.clip(theirs, 1 / 4002, 1 - 1 / 4002))
    assert (np.diff(found(np.sort(scores))) >= 0).all()


def test_a_few_rows_that_are_all_right_do_not_make_it_certain():
    scores, truth = np.array([0.1, 0.2, 0.8, 0.9]), np.array([0.0, 0, 1, 1])
    for fit in (calibration.platt, calibration.isotonic_chance):
        chances = fit(scores, truth)(np.array([-5.0, 0.1, 0.9, 5.0]))
        assert (chances > 0).all()
        assert (chances < 1).all()
        assert chances[1] < 0.5 < chances[2]
    level = calibration.straight(np.ones(3), np.array([1.0, 2, 6]))
    assert (level.slope, level.intercept) == (0, 3)


def test_numbers_are_told_in_their_unit():
    draw = np.random.default_rng(5)
    scores = draw.uniform(0, 1, 300)
    numbers = 10 * scores + 2 + draw.normal(0, 0.5, 300)
    found = calibration.to_number(scores, numbers, np.arange(300))
    slope, intercept = np.polyfit(scores, numbers, 1)
    assert isinstance(found, calibration.Line)
    assert (found.slope, found.intercept) == pytest.approx((slope, intercept))
    assert isinstance(
        calibration.to_number(scores, np.sign(scores - 0.5), np.arange(300)), calibration.Knots
    )
