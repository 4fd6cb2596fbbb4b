"""The promises of the engine contract as tests that any engine's author can run."""

from __future__ import annotations

import json
import math
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import pytest
from pydantic import BaseModel, ValidationError

from apps.core.messages import Message
from apps.engines import dividing, searching
from apps.engines.contract import Cancelled, Engine, Prediction, Refusal
from apps.engines.notebooks import Asked, steps_of
from apps.engines.result import Result
from apps.engines.testing.doubles import MemoryContext, MemoryTable, columns_of
from apps.engines.testing.sources import imported, literals
from apps.engines.testing.trials import run_trial, runner_of
from apps.engines.trials import Trial, TrialRecord


class EngineContractTests:
    """Subclass it with ``engine`` and :meth:`inputs`; override the rest where it does not fit.

    ``params`` are parameters of a quick run; ``bad_params`` are each refused by the pydantic
    model; ``tolerance`` is relative, for figures that may differ by rounding when rows come in
    another order (0 asks for equality). ``message_packages`` are the packages whose source holds
    the engine's sentences. ``parts_param`` is the parameter that says into how many parts a
    divisible engine comes; override :meth:`params_for` where it is not one number.
    """

    engine: ClassVar[Engine]
    params: ClassVar[Mapping[str, Any]] = {}
    bad_params: ClassVar[Sequence[Mapping[str, Any]]] = ()
    tolerance: ClassVar[float] = 1e-9
    row_order_matters: ClassVar[bool] = False
    message_packages: ClassVar[Sequence[str]] = ()
    stop_after: ClassVar[int] = 3
    parts_param: ClassVar[str] = "parts"

    def inputs(self) -> dict[str, MemoryTable]:
        """A small example that the engine handles; the slot 'data' is varied by the tests."""
        raise NotImplementedError

    def prediction_rows(self) -> list[dict[str, Any]]:
        """Rows that a model fitted on the example can be asked for; at least two, different."""
        data = self.inputs()["data"]
        names = data.roles.get("predictors", [])
        return [{name: data.data[name][i] for name in names} for i in range(min(3, data.rows))]

    # --- helpers ------------------------------------------------------------------------------
    def runner(self) -> Any:
        return runner_of(self.engine)

    def run(self, ctx: MemoryContext, inputs: Mapping[str, Any] | None = None) -> Result:
        """The whole run in this process, or the whole search where it has no run of its own."""
        params = self.engine.Params.model_validate(dict(self.params))
        runner, given = self.runner(), inputs or self.inputs()
        if self.engine.searches and not hasattr(runner, "run"):
            return self.search(ctx, given)
        answer: Result = dividing.run_or_whole(runner, ctx, params, given)
        return answer

    def search(self, ctx: MemoryContext, inputs: Mapping[str, Any]) -> Result:
        """The whole search in this process. Its trials' folders stay as long as this test."""
        params = self.engine.Params.model_validate(dict(self.params))
        self._folder = tempfile.TemporaryDirectory()
        root = Path(self._folder.name)

        def trial(asked: Trial, number: int, round_: int) -> TrialRecord:
            own = MemoryContext(root / str(number), seed=ctx.seed, bounds=asked.bounds)
            known = {"number": number, "round": round_}
            return run_trial(self.engine, params, asked, inputs, own, **known)

        return searching.search(self.runner(), ctx, params, inputs, trial)

    def params_for(self, count: int) -> Mapping[str, Any]:
        """Parameters that make ``plan`` divide the example into ``count`` parts, or fewer where it
        has no more to divide."""
        return {**self.params, self.parts_param: count}

    def divided(self, root: Path, count: int, inputs: Mapping[str, Any] | None = None) -> Result:
        """As the job layer does it: a runner and folders of their own for each step, states by way
        of JSON or files, the parts in another order than planned."""
        params = self.engine.Params.model_validate(dict(self.params_for(count)))
        given = inputs or self.inputs()
        planned = self.runner().plan(MemoryContext(root / "plan"), params, given)
        parts = dividing.as_parts(planned)
        assert len(parts) <= count, f"{len(parts)} parts, and {count} were asked for"
        assert len(parts) > 1 or count == 1, "the example is too small to be divided"
        order = list(range(len(parts)))
        random.Random(count).shuffle(order)
        states: dict[int, Any] = {}
        for place in order:
            ctx = MemoryContext(root / f"part{place}")
            states[place] = dividing.as_state(
                self.runner().run_part(ctx, params, given, parts[place])
            )
        in_order = [states[place] for place in range(len(parts))]
        answer: Result = self.runner().combine(
            MemoryContext(root / "combine"), params, given, in_order
        )
        return answer

    def varied(self, data: MemoryTable) -> dict[str, MemoryTable]:
        return {**self.inputs(), "data": data}

    # --- the manifest -------------------------------------------------------------------------
    def test_the_manifest_imports_nothing_heavy(self) -> None:
        module = type(self.engine).__module__
        modules = [module, *filter(None, [self.engine.notebook.partition(":")[0]])]
        done = imported(tuple(modules))
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip() == "[]", f"{module} imports {done.stdout.strip()}"

    def test_the_manifest_is_complete(self) -> None:
        engine = self.engine
        for name in ("key", "version", "label", "runner"):
            assert getattr(engine, name), f"{name} is empty"
        assert "." in engine.key, "a key is 'family.name'"
        runner = self.runner()
        if engine.divisible:
            assert not dividing.missing_methods(runner, ("plan", "run_part", "combine"))
            assert not engine.searches, "an engine is divided or it searches, not both"
        elif engine.searches:
            assert not dividing.missing_methods(runner, ("propose", "combine"))
        else:
            assert hasattr(runner, "run")
        assert hasattr(self.runner(), "load") or not engine.predicts
        json.dumps(engine.Params.model_json_schema())

    def test_every_parameter_has_a_title_and_a_default(self) -> None:
        for name, field in self.engine.Params.model_fields.items():
            assert field.title, f"parameter '{name}' has no title"
            assert field.description, f"parameter '{name}' has no help"
            assert not field.is_required(), f"parameter '{name}' has no default"

    def test_bad_parameters_are_refused(self) -> None:
        for params in self.bad_params:
            with pytest.raises(ValidationError):
                self.engine.Params.model_validate(dict(params))

    def test_the_example_is_valid(self) -> None:
        params = self.engine.Params.model_validate(dict(self.params))
        profiles = {slot: table.profile(slot) for slot, table in self.inputs().items()}
        assert [str(issue.message) for issue in self.engine.validate(params, profiles)] == []
        assert self.engine.resources(params, profiles).memory_bytes > 0

    # --- running ------------------------------------------------------------------------------
    def test_the_result_survives_json(self, tmp_path: Path) -> None:
        result = self.run(MemoryContext(tmp_path))
        stored = json.dumps(result.model_dump(mode="json"), allow_nan=False)
        assert Result.model_validate(json.loads(stored)) == result
        json.dumps(result.summary, allow_nan=False)

    def test_the_notebook_is_python(self, tmp_path: Path) -> None:
        if not self.engine.notebook:
            pytest.skip("no notebook of its own")
        inputs, result = self.inputs(), self.run(MemoryContext(tmp_path))
        roles = {slot: table.roles for slot, table in inputs.items()}
        for step in steps_of(self.engine, Asked(self.params, roles, result.summary)):
            compile(step.code, "step", "exec")

    def test_promised_tables_are_made(self, tmp_path: Path) -> None:
        """Name, order and type of the columns are as ``outputs`` told before the run."""
        params = self.engine.Params.model_validate(dict(self.params))
        profiles = {slot: table.profile(slot) for slot, table in self.inputs().items()}
        promised = self.engine.outputs(params, profiles)
        if not promised:
            pytest.skip("the engine promises no table with these parameters")
        ctx = MemoryContext(tmp_path)
        self.run(ctx)
        for table in promised:
            assert columns_of(ctx.artifacts[table.name]) == [
                (column.name, column.dtype) for column in table.columns
            ]

    def test_the_same_seed_gives_the_same_result(self, tmp_path: Path) -> None:
        if not self.engine.deterministic:
            pytest.skip("the engine does not promise to be deterministic")
        first = self.run(MemoryContext(tmp_path / "a", seed=11))
        second = self.run(MemoryContext(tmp_path / "b", seed=11))
        assert first.model_dump_json() == second.model_dump_json()

    def test_row_order_changes_nothing(self, tmp_path: Path) -> None:
        if self.row_order_matters:
            pytest.skip("the engine reads rows as a sequence")
        data = self.inputs()["data"]
        turned = data.take(list(reversed(range(data.rows))))
        first = self.run(MemoryContext(tmp_path / "a"))
        second = self.run(MemoryContext(tmp_path / "b"), self.varied(turned))
        assert_close(first.summary, second.summary, self.tolerance)

    def test_an_empty_table_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(Refusal) as refused:
            self.run(MemoryContext(tmp_path), self.varied(self.inputs()["data"].take([])))
        assert str(refused.value.issue.message)

    def test_one_row_is_refused_or_answered(self, tmp_path: Path) -> None:
        try:
            result = self.run(MemoryContext(tmp_path), self.varied(self.inputs()["data"].take([0])))
        except Refusal as refused:
            assert str(refused.issue.message)
        else:
            json.dumps(result.model_dump(mode="json"), allow_nan=False)

    def test_a_missing_value_is_never_silent(self, tmp_path: Path) -> None:
        data = self.inputs()["data"]
        name = next(iter(names[0] for names in data.roles.values() if names))
        try:
            result = self.run(
                MemoryContext(tmp_path), self.varied(data.with_value(name, data.rows - 1, None))
            )
        except Refusal as refused:
            assert str(refused.issue.message)
        else:
            assert any(block.kind == "warning" for block in result.blocks), (
                "a row was left out and no warning says so"
            )

    def test_it_can_be_cancelled(self, tmp_path: Path) -> None:
        with pytest.raises(Cancelled):
            self.run(MemoryContext(tmp_path, cancel_at=1))

    def test_progress_stays_within_its_total(self, tmp_path: Path) -> None:
        ctx = MemoryContext(tmp_path)
        self.run(ctx)
        assert ctx.steps, "the run said nothing of its progress"
        assert all(0 <= done <= total * (1 + 1e-9) for done, total, _ in ctx.steps)

    def test_a_stopped_run_resumes_to_the_same_result(self, tmp_path: Path) -> None:
        if not self.engine.supports_resume:
            pytest.skip("the engine does not resume")
        whole = self.run(MemoryContext(tmp_path / "whole"))
        stopped = MemoryContext(tmp_path / "part", stop_at=self.stop_after)
        self.run(stopped)
        assert stopped.checkpoints, "stopping left no checkpoint"
        resumed = MemoryContext(tmp_path / "rest", resume_from=stopped.checkpoints[-1])
        assert_close(self.run(resumed).summary, whole.summary, self.tolerance)

    def test_sentences_can_be_translated(self, tmp_path: Path) -> None:
        known = set(literals(self.message_packages or [type(self.engine).__module__]))
        result = self.run(MemoryContext(tmp_path))
        strange = {message.text for message in messages_in(result)} - known
        assert not strange, f"not literals of the source, so no catalogue can hold them: {strange}"

    # --- parts and trials ---------------------------------------------------------------------
    @pytest.mark.parametrize("count", [1, 2, 16])
    def test_parts_make_the_whole(self, tmp_path: Path, count: int) -> None:
        """However many parts there are, and in whatever order they end."""
        if not self.engine.divisible:
            pytest.skip("the engine is not divided")
        whole = self.run(MemoryContext(tmp_path / "whole"))
        divided = self.divided(tmp_path / "divided", count)
        assert_close(divided.summary, whole.summary, self.tolerance)

    def test_a_plan_made_again_is_the_same(self, tmp_path: Path) -> None:
        """A worker may be lost after it has planned."""
        if not self.engine.divisible:
            pytest.skip("the engine is not divided")
        params = self.engine.Params.model_validate(dict(self.params))
        plans = [
            dividing.as_parts(
                self.runner().plan(MemoryContext(tmp_path / name), params, self.inputs())
            )
            for name in ("first", "again")
        ]
        assert plans[0] == plans[1]

    def test_a_search_ends_and_repeats_itself(self, tmp_path: Path) -> None:
        """What it proposes follows from parameters, seed and history alone."""
        if not self.engine.searches:
            pytest.skip("the engine does not search")
        told = []
        for name in ("first", "again"):
            ctx = MemoryContext(tmp_path / name, seed=11)
            told.append(self.search(ctx, self.inputs()))
        assert told[0].model_dump_json() == told[1].model_dump_json()

    # --- predicting ---------------------------------------------------------------------------
    def test_predictions_keep_row_order(self, tmp_path: Path) -> None:
        if not self.engine.predicts:
            pytest.skip("the engine does not predict")
        predictor, rows = self._model(tmp_path), self.prediction_rows()
        forward = predictor.predict(rows)
        backward = predictor.predict(list(reversed(rows)))
        assert len(forward.rows) == len(rows)
        assert_close(
            [row.values for row in forward.rows],
            [row.values for row in reversed(backward.rows)],
            self.tolerance,
        )
        keys = {column.key for column in forward.columns}
        assert all(set(row.values) <= keys for row in forward.rows)
        stored = json.dumps(forward.model_dump(mode="json"), allow_nan=False)
        assert Prediction.model_validate(json.loads(stored)) == forward

    def test_a_rows_answer_does_not_depend_on_its_neighbours(self, tmp_path: Path) -> None:
        if not self.engine.predicts:
            pytest.skip("the engine does not predict")
        predictor, rows = self._model(tmp_path), self.prediction_rows()
        together = predictor.predict([*rows, {}]).rows
        for row, expected in zip(rows, together, strict=False):
            (alone,) = predictor.predict([row]).rows
            assert_close(alone.values, expected.values, self.tolerance)
            assert alone.warnings == expected.warnings

    def test_a_row_that_cannot_be_read_says_so(self, tmp_path: Path) -> None:
        if not self.engine.predicts:
            pytest.skip("the engine does not predict")
        predictor, rows = self._model(tmp_path), self.prediction_rows()
        answer = predictor.predict([rows[0], {}, rows[1]])
        assert len(answer.rows) == 3
        assert answer.rows[1].warnings, "an empty row was answered without a word"

    def _model(self, root: Path) -> Any:
        ctx = MemoryContext(root / "fit")
        result = self.run(ctx)
        assert result.predict_fields, "a run that saved a model says what it needs to predict"
        assert not [name for name in ctx.artifacts if name.endswith((".pkl", ".pickle", ".joblib"))]
        return self.runner().load(ctx.model_dir, {"device": "cpu"})


def assert_close(first: Any, second: Any, tolerance: float, where: str = "") -> None:
    """Equal JSON values, floats within a relative tolerance."""
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        assert first.keys() == second.keys(), where
        for key in first:
            assert_close(first[key], second[key], tolerance, f"{where}.{key}")
    elif isinstance(first, list) and isinstance(second, list):
        assert len(first) == len(second), where
        for place, (one, other) in enumerate(zip(first, second, strict=True)):
            assert_close(one, other, tolerance, f"{where}[{place}]")
    elif isinstance(first, float) and isinstance(second, float):
        close = math.isclose(first, second, rel_tol=tolerance, abs_tol=tolerance * 1e-3)
        assert close, f"{where}: {first!r} against {second!r}"
    else:
        assert first == second, f"{where}: {first!r} against {second!r}"


def messages_in(value: Any) -> Iterator[Message]:
    """Every message inside a result, however deep."""
    if isinstance(value, Message):
        yield value
        for inner in value.values.values():
            yield from messages_in(inner)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from messages_in(getattr(value, name))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from messages_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from messages_in(inner)
