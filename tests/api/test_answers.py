"""What engines answer is what the description says: every block, every figure, every row."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from apps.core.api.pages import _schema
from apps.engines.result import Result
from tests.api.test_jobs import _toys  # noqa: F401 - the engines of the tests
from tests.factories.datasets import VersionFactory

pytestmark = pytest.mark.django_db(transaction=True)
KINDS = {"tiles", "table", "equation", "chart", "map", "text", "warning"}


def mistakes(component: str, answer) -> list[str]:
    """What in ``answer`` is not as the component says; members that it does not name included."""
    schemas = closed(_schema("en")["components"]["schemas"])
    schema = {"$ref": f"#/components/schemas/{component}", "components": {"schemas": schemas}}
    found = Draft202012Validator(schema).iter_errors(answer)
    return [f"{error.json_path}: {error.message}" for error in found]


def closed(schemas):
    return {
        name: {"additionalProperties": False, **schema} if "properties" in schema else schema
        for name, schema in schemas.items()
    }


@pytest.fixture
def answered(caller, project, run_jobs):
    """``answered(engine, params, rows)``: the result of a fit over REST, and its model."""

    def _answered(engine, rows, **params):
        names = ["y", "a", "b"]
        version = VersionFactory(project=project, columns=names, rows=rows)
        roles = {"target": ["y"], "predictors": ["a", "b"]}
        job = caller.post(
            f"projects/{project.pk}/jobs/",
            {
                "engine": engine,
                "params": params,
                "inputs": {"data": {"kind": "dataset", "id": str(version.pk), "roles": roles}},
            },
        )
        assert job.status_code == 201, job.content
        run_jobs()
        return caller.get(f"{job['Location']}result/").json()

    return _answered


ROWS = [(float(n % 7 + n), float(n), float(n * n % 11)) for n in range(24)]
NEAR = [(y, a, 2 * a + b * 1e-7) for y, a, b in ROWS]
EXACT = [(a + b, a, b) for _, a, b in ROWS]


@pytest.mark.parametrize(
    ("engine", "rows"),
    [
        ("regression.least_squares", ROWS),
        ("regression.least_squares", NEAR),
        ("regression.least_squares", EXACT),
        ("regression.least_squares", ROWS[:4]),
        ("regression.gradient_descent", NEAR),
    ],
)
def test_results_are_as_described(answered, engine, rows):
    result = answered(engine, rows)
    assert mistakes("JobResult", result) == []
    kinds = {block["kind"] for block in result["blocks"]}
    assert {"tiles", "table", "equation", "chart"} <= kinds
    assert "warning" in kinds or rows is ROWS


def test_predictions_are_as_described(caller, project, answered, run_jobs):
    answered("regression.least_squares", ROWS)
    (model,) = caller.get(f"projects/{project.pk}/models/").json()["results"]
    asked = caller.post(
        f"projects/{project.pk}/models/{model['id']}/predict/",
        {"rows": [{"a": 1, "b": 2}, {"a": 1e9, "b": 2}]},
        headers={"prefer": "respond-async"},
    )
    run_jobs()
    told = caller.get(f"{asked['Location']}result/").json()
    assert mistakes("Prediction", told) == []
    assert told["rows"][1]["warnings"]


def test_a_client_can_tell_the_blocks_apart():
    schemas = _schema("en")["components"]["schemas"]
    block = schemas["ResultBlock"]
    assert block["discriminator"]["propertyName"] == "kind"
    mapping = block["discriminator"]["mapping"]
    assert set(mapping) == KINDS
    for kind, place in mapping.items():
        component = schemas[place.rsplit("/", 1)[1]]
        assert component["properties"]["kind"]["const"] == kind
    assert "Message" not in str(schemas["ResultChart"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "poem"},
        {"kind": "tiles"},
        {"kind": "text", "heading": None, "paragraphs": [{"text": "a template"}]},
        {"kind": "equation", "lines": "y = x", "note": None},
    ],
)
def test_what_is_no_block_is_refused(wrong):
    assert mistakes("ResultBlock", wrong)


def test_infinite_figures_are_null_and_still_as_described(caller, project, run_jobs):
    from apps.core.api.speech import spoken

    stored = {
        "headline": {"text": "The answer is {n}.", "values": {"n": {"value": float("inf")}}},
        "blocks": [
            {"kind": "tiles", "items": [
                {"label": {"text": "F"}, "value": {"value": float("nan"), "unit": "kg"}}
            ]},
            {"kind": "table", "key": "t", "title": {"text": "T"},
             "columns": [{"key": "a", "label": "a"}], "rows": [{"a": float("-inf")}]},
        ],
    }  # fmt: skip
    told = {**spoken(Result.model_validate(stored)), "provenance": {}}
    assert mistakes("JobResult", told) == []
    assert told["blocks"][0]["items"][0]["value"]["value"] is None
    assert told["blocks"][1]["rows"] == [{"a": None}]
