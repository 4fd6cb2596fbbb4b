"""The suite of promises on an engine that comes apart, on one that searches, and on wrong ones."""

from __future__ import annotations

from typing import Any

import pytest

from apps.core.messages import msg
from apps.engines import dividing, searching
from apps.engines.contract import Pruned, Refusal
from apps.engines.result import Result
from apps.engines.testing import EngineContractTests, MemoryContext, MemoryTable
from apps.engines.trials import Bound, TrialRecord
from tests.jobs import divided


class TestMoments(EngineContractTests):
    engine = divided.MomentsEngine()
    bad_params = ({"parts": 0},)
    message_packages = ("tests.jobs.divided",)

    def inputs(self) -> dict[str, MemoryTable]:
        values = [0.1 * n * (-1) ** n for n in range(37)]
        return {"data": MemoryTable({"y": values}, {"target": ["y"]})}


class TestMomentsInFiles(TestMoments):
    params = {"files": "npz"}


class WrongRunner(divided.MomentsRunner):
    """Forgets that the mean of means is not the mean."""

    def combine(self, ctx: Any, params: Any, inputs: Any, states: Any) -> Result:
        means = [sum(state["values"]) / len(state["values"]) for state in states]
        return Result(headline=msg("Done."), summary={"mean": sum(means) / len(means)})


class WrongEngine(divided.MomentsEngine):
    key = "toy.wrong_moments"
    runner = "tests.engines.test_divided_contract:WrongRunner"


class Wrong(TestMoments):
    __test__ = False
    engine = WrongEngine()
    params = {"parts": 1}


@pytest.mark.parametrize("count", [2, 16])
def test_an_engine_whose_parts_do_not_make_the_whole_is_found(tmp_path, count):
    with pytest.raises(AssertionError, match="mean"):
        Wrong().test_parts_make_the_whole(tmp_path, count)
    Wrong().test_parts_make_the_whole(tmp_path / "one", 1)


def test_what_parts_may_be():
    assert dividing.as_parts([{"rows": (0, 1)}]) == [{"rows": [0, 1]}]
    with pytest.raises(ValueError, match="no parts"):
        dividing.as_parts([])
    with pytest.raises(ValueError, match="JSON"):
        dividing.as_parts([float("nan")])
    with pytest.raises(Refusal, match="3 parts; 2 are allowed"):
        dividing.as_parts([1, 2, 3], 2)
    with pytest.raises(Refusal, match="Part 2 of this run takes"):
        dividing.as_parts([1, "x" * dividing.PART_BYTES])


def test_a_search_in_one_process(tmp_path):
    class Square(EngineContractTests):
        engine = divided.SquareEngine()
        params = {"rounds": 3}

        def inputs(self):
            return {}

    Square().test_a_search_ends_and_repeats_itself(tmp_path)


def record(number, loss=None, **values):
    summary = {} if loss is None else {"loss": loss}
    known = {"round": 1, "params": {"x": number}, "state": "succeeded", "summary": summary}
    return TrialRecord(number=number, **{**known, **values})


def test_the_best_trial_is_the_earliest_of_the_best():
    told = [record(1, 2.0), record(2, float("nan")), record(3, 1.0), record(4, 1.0), record(5)]
    told += [record(6, 0.0, state="cancelled", pruned=True)]
    assert searching.best(told, "loss").number == 3
    assert searching.best(told, "loss", higher_is_better=True).number == 1
    assert searching.best(told, "nothing") is None
    result = searching.report(told, "loss")
    assert result.summary["best"]["params"] == {"x": 3}
    assert (result.summary["pruned"], result.summary["failed"]) == (1, 0)
    assert [row["number"] for row in result.blocks[1].rows] == [3, 1, 2, 4, 5, 6]


def test_a_report_of_nothing_says_the_first_reason():
    failed = [record(1, state="errored"), record(2, state="refused", reason=msg("Too few rows."))]
    with pytest.raises(Refusal, match="Too few rows"):
        searching.report(failed, "loss")
    with pytest.raises(Refusal, match="No trial"):
        searching.report([], "loss")


@pytest.mark.parametrize(
    ("value", "higher", "pruned"),
    [(2.0, False, True), (1.0, False, False), (0.5, True, True), (float("nan"), True, True)],
)
def test_a_bound_is_judged_once_at_its_step(tmp_path, value, higher, pruned):
    bound = Bound(metric="loss", step=3, worst=1.0, higher_is_better=higher)
    ctx = MemoryContext(tmp_path, bounds=[bound])
    ctx.metric("loss", 2, -100.0 if higher else 100.0)  # too early
    ctx.metric("other", 5, -100.0 if higher else 100.0)
    if not pruned:
        ctx.metric("loss", 4, value)
        ctx.metric("loss", 5, 100.0)  # judged already
        ctx.check_cancelled()
        return
    with pytest.raises(Pruned, match="step 4"):
        ctx.metric("loss", 4, value)
    with pytest.raises(Pruned):
        ctx.check_cancelled()


def test_a_curve_is_thinned_evenly_with_both_ends():
    points = [(step, float(step)) for step in range(1001)]
    thin = searching.thinned(points)
    assert (len(thin), thin[0], thin[-1]) == (searching.CURVE_POINTS, points[0], points[-1])
    assert searching.thinned(points[:7]) == points[:7]
