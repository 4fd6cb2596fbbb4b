"""Comparing methods: the tests of two models, what counts as good, and what a person is told."""

import csv
import subprocess
import sys

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar as reference_mcnemar
from statsmodels.stats.multitest import multipletests

pytestmark = pytest.mark.models
pytest.importorskip("peft")

from apps.core.messages import msg  # noqa: E402
from apps.engines import searching  # noqa: E402
from apps.engines.builtin.text import paired  # noqa: E402
from apps.engines.builtin.text.metrics import Interval, macro_f1  # noqa: E402
from apps.engines.builtin.text_compare import outcomes, report, standing  # noqa: E402
from apps.engines.builtin.text_compare.manifest import CLASSIFIERS, PREDICTIONS  # noqa: E402
from apps.engines.builtin.text_compare.runner import Runner  # noqa: E402
from apps.engines.testing import MemoryContext  # noqa: E402
from apps.engines.testing.trials import run_trial  # noqa: E402
from apps.engines.trials import TrialRecord  # noqa: E402
from tests.text import tiny  # noqa: E402

LABELS = ["a", "b", "=c"]  # the last is written so that no spreadsheet runs it
ROWS = 1000


# --- the figures, against other people's code -----------------------------------------------
@pytest.mark.parametrize(("ahead", "behind"), [(0, 0), (1, 0), (7, 3), (30, 12), (5, 60)])
def test_mcnemar_is_that_of_statsmodels(ahead, behind):
    right = np.array([True] * ahead + [False] * behind + [True] * 40 + [False] * 9)
    other = np.array([False] * ahead + [True] * behind + [True] * 40 + [False] * 9)
    expected = reference_mcnemar([[40, ahead], [behind, 9]], exact=True).pvalue
    assert paired.mcnemar(right, other) == pytest.approx(min(1.0, expected), rel=1e-12)


def test_holm_is_that_of_statsmodels():
    draw = np.random.default_rng(5)
    for count in (1, 2, 5, 20):
        p = draw.random(count) ** 3
        expected = multipletests(p, method="holm")[1]
        assert paired.holm(list(p)) == pytest.approx(list(expected), rel=1e-12)
    assert paired.holm([]) == []


def test_a_bootstrapped_mean_agrees_with_the_paired_t_test():
    draw = np.random.default_rng(1)
    for shift in (0.0, 0.04, 0.08):
        gaps = draw.normal(shift, 1, 2000)
        found = paired.bootstrapped(lambda rows, gaps=gaps: gaps[rows].mean(), 2000, seed=3)
        test = stats.ttest_1samp(gaps, 0)
        interval = test.confidence_interval(0.95)
        assert found.p == pytest.approx(test.pvalue, abs=0.04)
        assert (found.by.low, found.by.high) == pytest.approx(tuple(interval), abs=0.008)
        assert found.by.value == gaps.mean()


def test_equal_models_are_not_apart():
    same = paired.bootstrapped(lambda rows: 0.0, 50, seed=0)
    assert (same.p, same.by) == (1.0, Interval(0.0, 0.0, 0.0))


# --- from files to a standing -----------------------------------------------------------------
def answers(count=ROWS, seed=0):
    """Texts in an order of their own, their labels."""
    draw = np.random.default_rng(seed)
    return [f"text {n}" for n in draw.permutation(count)], list(draw.choice(LABELS, count))


def written(path, head, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, *rows])
    return path


def wrong_in(labels, places):
    said = list(labels)
    for place in places:
        said[place] = LABELS[(LABELS.index(said[place]) + 1) % 3]
    return said


def trial(tmp_path, number, method, wrong, *, quality=0.9, learned=1000, **values):
    """A classifier that is wrong in these rows."""
    texts, labels = answers()
    said = wrong_in(labels, wrong)
    cells = [
        [place + 1, text, label.replace("=c", "'=c"), one.replace("=c", "'=c")]
        for place, (text, label, one) in enumerate(zip(texts, labels, said, strict=True))
    ]
    head = ["row", "text", "label", "predicted"]
    path = written(tmp_path / f"{number}.csv", head, cells)
    share = 1 - len(wrong) / ROWS
    known = {
        "task": "classify", "labels": LABELS, "test_hash": "t",
        "accuracy": {"value": share, "low": share - 0.02, "high": share + 0.02},
        "validation_quality": quality, "validation_likelihood": -0.3,
        "parameters_learned": learned, "parameters": 1_000_000, "left_out": tiny.NOTHING_LEFT_OUT,
    }  # fmt: skip
    return TrialRecord(
        number=number, round=1, state="succeeded", params={"method": method}, summary=known,
        files={PREDICTIONS: path}, **values,
    )  # fmt: skip


def test_differences_are_those_of_the_rows_whatever_their_order(tmp_path):
    best = trial(tmp_path, 1, "full", range(60))
    other = trial(tmp_path, 2, "lora", range(20, 110))
    mine, theirs = (
        outcomes.ClassOutcomes(one.files[PREDICTIONS], one.summary) for one in (best, other)
    )
    gap = mine.ahead_of(theirs, seed=1)
    assert gap.by.value == pytest.approx(0.03)
    assert gap.p == pytest.approx(stats.binomtest(20, 70).pvalue)
    labels = np.array([LABELS.index(label) for label in answers()[1]])
    said = [np.array([LABELS.index(x) for x in wrong_in(answers()[1], one)])
            for one in (range(60), range(20, 110))]  # fmt: skip
    expected = macro_f1(labels, said[0], 3) - macro_f1(labels, said[1], 3)
    assert mine.macro_ahead_of(theirs, seed=1).value == pytest.approx(expected)
    texts = sorted(range(ROWS), key=lambda place: answers()[0][place])
    assert mine.rows.tolist() == [place + 1 for place in texts]


def test_micro_f1_and_rmse_are_compared_on_the_same_rows(tmp_path):
    draw = np.random.default_rng(2)
    texts = [f"text {n}" for n in range(300)]
    true = draw.normal(10, 3, 300)
    said = [true + draw.normal(0, spread, 300) for spread in (0.5, 0.8)]
    one, other = (
        outcomes.NumberOutcomes(
            written(
                tmp_path / f"{n}.csv", ["row", "text", "true", "predicted", "low", "high"],
                [[k + 1, texts[k], str(true[k]), str(s[k]), "0", "0"] for k in range(300)],
            ),
            {},
        )
        for n, s in enumerate(said)
    )  # fmt: skip
    gap = one.ahead_of(other, seed=0)
    errors = [float(np.sqrt(((true - s) ** 2).mean())) for s in said]
    assert gap.by.value == pytest.approx(errors[1] - errors[0])
    assert gap.p == pytest.approx(2 / 1001)
    head = ["row", "text", "labels", "predicted", "probabilities"]
    cells = ['["a", "b"]', '["b"]', "[]"]
    rows = [[k + 1, texts[k], cells[k % 3], cells[k % 3], "[]"] for k in range(300)]
    perfect = outcomes.LabelOutcomes(written(tmp_path / "p.csv", head, rows), {})
    for row in rows[:90]:
        row[3] = '["a"]'  # of two, one and none that are true
    worse = outcomes.LabelOutcomes(written(tmp_path / "w.csv", head, rows), {})
    hits, both = 300 - 60, 300 + (300 - 90 + 90)
    assert perfect.ahead_of(worse, seed=0).by.value == pytest.approx(1 - 2 * hits / both)


def compared(history, margin=0.01):
    found = standing.compared(history, margin, seed=4)
    return found, report.result(found, history)


def test_a_smaller_method_that_is_as_good_is_named(tmp_path):
    history = [
        trial(tmp_path, 1, "full", range(60), quality=0.95, learned=100_000,
              seconds=80.0, peak_memory_bytes=900_000_000),
        trial(tmp_path, 2, "lora", range(2, 59), quality=0.94, learned=1600,
              seconds=40.0, peak_memory_bytes=600_000_000),
        trial(tmp_path, 3, "probe", range(160), quality=0.93, learned=300,
              seconds=9.0, peak_memory_bytes=500_000_000),
    ]  # fmt: skip
    found, result = compared(history)
    assert [one.verdict for one in found.others] == ["as_good", "worse"]
    said = str(result.headline)
    assert said.startswith("LoRA is as good as Full fine-tuning here (difference 0.3 points, ")
    assert said.endswith("with 1.6% of the learned parameters.")
    assert result.summary["models"] == [1, 2]
    charts = {block.key: block for block in result.blocks if block.kind == "chart"}
    assert set(charts) == {"parameters", "time", "memory"}
    assert [series.points[0] for series in charts["memory"].series[1:]] == [
        [900.0, 94.0], [600.0, 94.3], [500.0, 84.0],
    ]  # fmt: skip
    table = next(block for block in result.blocks if getattr(block, "key", "") == "against")
    assert table.rows[1]["gap"] == pytest.approx(-10.0)
    low, high = (float(end.value) for end in table.rows[1]["interval"].values.values())
    assert -12.5 < low < -10 < high < -7.5
    assert table.rows[1]["corrected"] == pytest.approx(2 * stats.binomtest(0, 100).pvalue)


def test_the_validation_rows_choose_and_the_test_does_not(tmp_path):
    history = [
        trial(tmp_path, 1, "lora", range(20), quality=0.90),
        trial(tmp_path, 2, "full", range(120), quality=0.91, learned=5000),
    ]
    found, result = compared(history)
    assert found.best.method == "full"
    assert found.others[0].verdict == "better"
    assert "better_on_test" in {block.code for block in result.blocks if block.kind == "warning"}
    assert result.summary["best"] == {"number": 2, "method": "full"}


def test_of_equal_methods_the_likelier_then_the_smaller_is_the_best(tmp_path):
    history = [
        trial(tmp_path, 1, "full", range(20), learned=5000),
        trial(tmp_path, 2, "lora", range(20), learned=50),
    ]
    assert compared(history)[0].best.method == "lora"
    history[0].summary["validation_likelihood"] = -0.2
    assert compared(history)[0].best.method == "full"


@pytest.mark.parametrize(
    ("low", "high", "p", "expected"),
    [
        (-0.002, 0.009, 0.3, "as_good"),
        (0.001, 0.009, 0.01, "as_good"),  # worse for certain, by less than matters
        (0.001, 0.02, 0.01, "worse"),
        (-0.01, 0.02, 0.4, "open"),
        (-0.02, -0.001, 0.01, "better"),
        (0.001, 0.02, 0.06, "open"),  # certain alone, not among several
    ],
)
def test_verdicts(low, high, p, expected):
    gap = paired.Gap(Interval((low + high) / 2, low, high), p)
    assert standing.verdict(gap, p, 0.01) == expected


def test_a_method_without_a_result_is_told_and_the_others_are_compared(tmp_path):
    failed = {"round": 1, "params": {"method": "prefix"}}
    history = [
        trial(tmp_path, 1, "full", range(60)),
        TrialRecord(number=2, state="refused", reason=msg("It does not work."), **failed),
        TrialRecord(number=3, state="errored", **failed),
    ]
    _, result = compared(history)
    told = [block for block in result.blocks if block.kind == "warning"]
    assert [block.severity for block in told] == ["info", "warn"]
    assert str(told[0].message) == "Prefix has no result. It does not work."
    assert str(result.headline).startswith("Full fine-tuning is the only method with a result")
    assert result.summary["without_result"] == 2
    with pytest.raises(searching.nothing_found([]).__class__, match="It does not work"):
        Runner().combine(MemoryContext(tmp_path / "none"), CLASSIFIERS.Params(), {}, history[1:])


def test_methods_that_were_tested_on_other_rows_are_never_compared(tmp_path):
    history = [trial(tmp_path, n, "full", range(n)) for n in (1, 2)]
    history[1].summary["test_hash"] = "other"
    with pytest.raises(ValueError, match="different rows"):
        compared(history)


@pytest.mark.parametrize("package", ["text_compare", "text_search"])
def test_the_steps_of_a_search_itself_load_no_torch(package):
    """They take little memory and no time; the trials load what they need."""
    code = (
        f"import sys; import apps.engines.builtin.{package}.runner;"
        " print([name for name in ('torch', 'transformers') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


# --- with real trials -----------------------------------------------------------------------
def test_a_method_that_the_base_model_does_not_take_is_one_refused_trial(tmp_path, settings):
    settings.TEXT_MODELS_DIR = tmp_path / "bases"
    tiny.save(tmp_path / "bases" / "small", kind="distilbert")
    params = CLASSIFIERS.Params(
        base="folder:small", methods=["prefix", "adapter", "probe"], epochs=1, learning_rate=1e-3
    )
    given = {"data": tiny.reviews(60)}

    def run(asked, number, round_):
        ctx = MemoryContext(tmp_path / str(number), seed=7)
        return run_trial(CLASSIFIERS, params, asked, given, ctx, number=number, round=round_)

    ctx = MemoryContext(tmp_path / "search", seed=7)
    result = searching.search(Runner(), ctx, params, given, run)
    assert [one["method"] for one in result.summary["methods"]].count("prefix") == 0
    assert result.summary["without_result"] == 1
    warning = next(block for block in result.blocks if block.kind == "warning")
    assert "'prefix' does not work with 'distilbert'" in str(warning.message)
    figures = {one["method"]: one["accuracy"] for one in result.summary["methods"]}
    other = result.summary["against"][0]
    best = figures[result.summary["best"]["method"]]["value"]
    assert other["best_ahead_by"]["value"] == pytest.approx(
        best - figures[other["method"]]["value"]
    )
