"""Searching for settings: what is proposed, when a trial is given up, what reads the test rows."""

import math

import pytest

pytestmark = pytest.mark.models
pytest.importorskip("peft")
pytest.importorskip("optuna")

from apps.core.messages import msg  # noqa: E402
from apps.engines import registry, searching  # noqa: E402
from apps.engines.builtin.text.params import ClassifyParams  # noqa: E402
from apps.engines.builtin.text.splits import Held  # noqa: E402
from apps.engines.builtin.text_classify.runner import Runner as Classifier  # noqa: E402
from apps.engines.builtin.text_search import study  # noqa: E402
from apps.engines.builtin.text_search.manifest import CLASSIFIERS  # noqa: E402
from apps.engines.builtin.text_search.runner import Runner  # noqa: E402
from apps.engines.builtin.text_search.space import Space  # noqa: E402
from apps.engines.contract import Refusal  # noqa: E402
from apps.engines.testing import MemoryContext  # noqa: E402
from apps.engines.testing.trials import run_trial, runner_of  # noqa: E402
from apps.engines.trials import TrialRecord  # noqa: E402
from tests.text import tiny  # noqa: E402

ALL = ["learning_rate", "epochs", "batch_size", "rank", "weight_decay", "dropout"]


def params(**values):
    chosen = {"base": "folder:tiny", "methods": ["lora"], "tuned": ALL, "trials": 24, **values}
    return CLASSIFIERS.Params(**chosen)


def quality(asked):
    """A landscape: best at three times the usual rate, and more epochs help a little."""
    off = math.log10(asked["learning_rate"] / 3e-3)
    return 0.9 - 0.2 * off**2 + 0.01 * asked["epochs"]


def ended(number, asked, **values):
    found = quality(asked)
    curve = [(epoch, found - 0.1 / epoch) for epoch in range(1, asked["epochs"] + 1)]
    known = {
        "state": "succeeded", "curves": {study.QUALITY: curve},
        "summary": {
            "task": "classify", "validation_quality": found, "test_hash": "t",
            "rows": {"train": 900, "validation": 100, "test": 200},
            "left_out": tiny.NOTHING_LEFT_OUT,
            "accuracy": {"value": found, "low": found - 0.02, "high": found + 0.02},
        },
    }  # fmt: skip
    round_ = 1 + (number - 1) // 4
    return TrialRecord(number=number, round=round_, params=asked, **{**known, **values})


@pytest.fixture
def search(tmp_path):
    """``search(params, end)``: a whole search whose trials ``end(number, trial)`` makes up."""

    def _search(asked, end=lambda number, trial: ended(number, trial.params), seed=5):
        told = []

        def run(trial, number, round_):
            told.append((trial, end(number, trial)))
            return told[-1][1]

        ctx = MemoryContext(tmp_path / f"{seed}-{id(asked)}", seed=seed)
        return searching.search(Runner(), ctx, asked, {}, run), told

    return _search


def test_it_begins_with_the_persons_own_settings_for_each_method(search):
    _, told = search(params(methods=["lora", "full"], trials=6, epochs=2, rank=4))
    first, second = (trial.params for trial, _ in told[:2])
    assert (first["method"], second["method"]) == ("lora", "full")
    assert (first["learning_rate"], second["learning_rate"]) == (1e-3, 2e-4)
    assert {first["rank"], first["epochs"], first["batch_size"]} == {4, 2, 64}


def test_what_is_proposed_stays_inside_and_is_asked_of_the_engine(search):
    _, told = search(params(methods=["lora", "full"], epochs=3, rank=8, batch_size=64))
    for trial, _ in told[:-1]:
        asked = ClassifyParams.model_validate(trial.params)
        usual = {"lora": 1e-3, "full": 2e-4}[asked.method]
        assert 0.0999 <= asked.learning_rate / usual <= 10.001
        assert 1 <= asked.epochs <= 6
        assert asked.batch_size in {16, 32, 64, 128}
        assert asked.rank in {4, 8, 16, 32}
        assert asked.rehearsal
    assert len({str(trial.params) for trial, _ in told[:-1]}) > 20


def test_the_last_run_alone_reads_the_test_rows(search):
    result, told = search(params())
    assert [trial.params["rehearsal"] for trial, _ in told] == [True] * 24 + [False]
    best = max((record for _, record in told[:-1]), key=lambda one: quality(one.params))
    final = told[-1][0].params
    assert {**final, "rehearsal": True} == best.params
    assert result.summary["best"]["number"] == best.number
    assert result.summary["test"]["number"] == 25
    assert result.summary["models"] == [25]
    assert "on 200 test texts, which were read once" in str(result.headline)


def test_it_finds_better_settings_than_chance(search):
    result, told = search(params(tuned=["learning_rate", "epochs"], trials=40))
    later = [quality(trial.params) for trial, _ in told[20:40]]
    grid = [10 ** (n / 50 - 1) * 1e-3 for n in range(101)]
    chance = [quality({"learning_rate": rate, "epochs": n}) for rate in grid for n in range(1, 7)]
    assert sum(later) / 20 > sum(chance) / len(chance) + 0.04
    assert max(later) > max(chance) - 0.01
    assert result.summary["gain"] > 0.03
    weights = result.summary["importances"]
    assert next(iter(weights)) == "learning_rate"
    assert sum(weights.values()) == pytest.approx(1)


def test_proposals_follow_from_history_and_seed_alone(tmp_path):
    asked = params()
    history = [ended(n, Space(asked, lambda m: 1e-3).start("lora")) for n in range(1, 5)]

    def proposed(seed, told):
        ctx = MemoryContext(tmp_path / f"{seed}-{len(told)}", seed=seed)
        return Runner().propose(ctx, asked, {}, told)

    again = [one.model_copy() for one in history]
    assert proposed(2**62, history) == proposed(2**62, again)
    assert proposed(1, history) != proposed(2, history)
    assert proposed(1, history) != proposed(1, history[:3])
    round_ = proposed(1, history)
    assert len({str(trial.params) for trial in round_}) == 4


def test_a_trial_is_given_up_below_the_median_of_those_that_went_on(tmp_path):
    start = {"learning_rate": 1e-3, "epochs": 4, "method": "lora"}
    history = [ended(n, {**start, "learning_rate": n * 1e-3}) for n in range(1, 6)]
    assert study.bounds(history[:3], 4) == []
    found = study.bounds(history, 4)
    assert [bound.step for bound in found] == [2, 3]
    middle = sorted(dict(one.curves[study.QUALITY])[2] for one in history)[2]
    assert found[0].worst == pytest.approx(middle)
    assert found[0].higher_is_better
    plain = [trial.bounds for trial in Runner().propose(
        MemoryContext(tmp_path), params(prune=False), {},
        [ended(n, Space(params(), lambda m: 1e-3).start("lora")) for n in range(1, 6)],
    )]  # fmt: skip
    assert plain == [[]] * 4


def test_pruned_and_failed_trials_are_told_and_the_search_goes_on(search):
    def end(number, trial):
        if number == 2:
            return ended(number, trial.params, state="refused", summary={}, curves={},
                         reason=msg("The loss is no longer a number."))  # fmt: skip
        if number == 4:
            return ended(number, trial.params, state="cancelled", summary={}, curves={})
        if number in (3, 6) and trial.params["epochs"] > 1:
            curve = {study.QUALITY: [(1, 0.2), (2, 0.21)]}
            return ended(number, trial.params, state="cancelled", pruned=True, summary={},
                         curves=curve)  # fmt: skip
        return ended(number, trial.params)

    result, told = search(params(trials=12, epochs=4), end)
    pruned = sum(record.pruned for _, record in told)
    assert (result.summary["failed"], result.summary["pruned"]) == (2, pruned)
    codes = [block.code for block in result.blocks if block.kind == "warning"]
    assert codes == ["no_result"]
    replayed = study.replayed(Space(params(), lambda m: 1e-3), [r for _, r in told[:-1]], 0)
    states = [trial.state.name for trial in replayed.get_trials()]
    assert (len(states), states.count("PRUNED")) == (11, 1 + pruned)


def test_a_search_whose_first_round_is_refused_ends_with_the_reason(search):
    def end(number, trial):
        return ended(number, trial.params, state="refused", summary={}, curves={},
                     reason=msg("Too few rows."))  # fmt: skip

    with pytest.raises(Refusal, match="Too few rows"):
        search(params(at_once=3), end)


def test_a_last_run_that_fails_leaves_the_settings_and_says_so(search):
    def end(number, trial):
        failed = {"state": "errored", "summary": {}, "reason": msg("It failed.")}
        return ended(number, trial.params, **({} if trial.params["rehearsal"] else failed))

    result, told = search(params(trials=4), end)
    assert len(told) == 5
    assert result.summary["test"] is None
    assert result.summary["models"] == []
    warning = next(block for block in result.blocks if getattr(block, "code", "") == "not_tested")
    assert "It failed." in str(warning.message)


# --- with real trials -----------------------------------------------------------------------
def test_a_rehearsal_reads_no_test_row_and_keeps_no_model(tmp_path, monkeypatch):
    def forbidden(held):
        raise AssertionError("the test rows were read")

    data, chosen = {"data": tiny.reviews(60)}, {"base": "folder:tiny", "epochs": 2}
    whole = Classifier().run(MemoryContext(tmp_path / "w"), ClassifyParams(**chosen), data)
    monkeypatch.setattr(Held, "read", forbidden)
    ctx = MemoryContext(tmp_path / "r")
    result = Classifier().run(ctx, ClassifyParams(**chosen, rehearsal=True), data)
    assert not ctx.artifacts
    assert result.predict_fields == []
    assert result.summary["rehearsal"]
    for known in ("validation_quality", "validation_likelihood", "test_hash", "training"):
        assert result.summary[known] == whole.summary[known]


@pytest.mark.parametrize(
    ("key", "data"), [("text.intent", tiny.reviews), ("text.match", tiny.pairs)]
)
def test_a_rehearsal_is_told_whatever_the_target(tmp_path, monkeypatch, key, data):
    monkeypatch.setattr(Held, "read", lambda held: pytest.fail("the test rows were read"))
    engine, ctx = registry.get(key), MemoryContext(tmp_path)
    chosen = engine.Params(base="folder:tiny", epochs=1, rehearsal=True)
    result = runner_of(engine).run(ctx, chosen, {"data": data()})
    assert "The test rows were not read." in str(result.headline)
    assert not ctx.artifacts


def test_a_rehearsal_that_was_stopped_resumes_to_the_same_figures(tmp_path):
    data = {"data": tiny.reviews(60)}
    chosen = ClassifyParams(base="folder:tiny", epochs=3, batch_size=16, rehearsal=True)
    whole = Classifier().run(MemoryContext(tmp_path / "whole"), chosen, data)
    part = MemoryContext(tmp_path / "part", stop_at=5)
    Classifier().run(part, chosen, data)
    rest = MemoryContext(tmp_path / "rest", resume_from=part.checkpoints[-1])
    assert Classifier().run(rest, chosen, data).summary == whole.summary


@pytest.mark.soak
def test_real_trials_are_given_up_by_their_curves(tmp_path):
    asked = params(
        trials=8, at_once=4, epochs=4, tuned=["learning_rate"], methods=["full"], patience=0,
        batch_size=16, learning_rate=3e-3,
    )  # fmt: skip
    given, told = {"data": tiny.reviews(60)}, []

    def run(trial, number, round_):
        ctx = MemoryContext(tmp_path / str(number), seed=3, bounds=trial.bounds)
        told.append(run_trial(CLASSIFIERS, asked, trial, given, ctx, number=number, round=round_))
        return told[-1]

    ctx = MemoryContext(tmp_path / "search", seed=3)
    result = searching.search(Runner(), ctx, asked, given, run)
    assert all(not one.pruned for one in told[:4])
    for one in told[4:8]:
        bounds = {bound.step: bound.worst for bound in study.bounds(told[:4], 4)}
        curve = dict(one.curves[study.QUALITY])
        worse = [step for step, worst in bounds.items() if step in curve and curve[step] < worst]
        assert one.pruned == bool(worse)
    assert result.summary["test"]["number"] == 9
    assert told[8].summary["validation_quality"] == result.summary["best"]["validation_quality"]
    assert told[8].summary["test_hash"] == result.summary["test_hash"]
