"""The guide to plugins: every command on it is run, in order; every name in it is there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from apps import sdk
from apps.core.slots import SLOTS
from apps.engines import dividing
from apps.plugins.contract import PluginBase
from apps.sdk import testing
from tests.plugins.packages import ROOT, environment

GUIDE = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
EXPORTED = [
    "Alias", "Answer", "Bound", "Card", "CardFigure", "CardLink", "Column", "Connector",
    "ConnectorSettings", "Context", "CrmAnswer", "CrmApi", "CrmChange", "CrmConnector", "CrmField",
    "CrmPage", "CrmRow", "CrmSettings", "CrmTokens", "CrmWritten", "Dataset", "DivisibleRunner",
    "Endpoint", "Engine", "Event", "FetchContext", "Fetched", "GateAnswer", "GateState",
    "InputProfile", "InputSlot", "InputTable", "Issue", "Job", "LeptonPlugin", "Market",
    "MarketFact", "Message", "Model", "NotAllowed", "NotFound", "Num", "OutboundError",
    "PeriodPrediction", "Person", "Predicted", "PredictedRow", "Prediction", "PredictionColumn",
    "Predictions", "Project", "ProjectModel", "Refusal", "Refused", "RemoteError", "Resources",
    "RoleSpec", "Rows", "Scope", "SdkError", "SearchRunner", "StoredColumn", "Trial", "TrialRecord",
    "Unauthorised", "Unchanged", "aliases", "dataset", "datasets", "job", "jobs", "mark", "markets",
    "models", "msg", "notify", "own_rows", "people", "point_alias", "predict", "project", "report",
    "result", "roll_back_alias", "rows", "scope", "searching", "send", "submit_job", "write_rows",
]  # fmt: skip
ADDS = [
    "add_api", "add_card", "add_connector", "add_crm_system", "add_engine", "add_event",
    "add_facts", "add_gate", "add_navigation", "add_page", "add_receiver", "add_slot",
]  # fmt: skip
# What a database administrator is told to type where a plugin cannot be loaded any more.
SQL = (
    "DROP TABLE lepton_weather_note;",
    "DELETE FROM django_migrations WHERE app = 'lepton_weather';",
)
# Django's own, and what only the loader uses.
INHERITED = {"name", "label", "path", "module", "models_module", "default_auto_field"}


def named(name):
    """Whether the guide writes the name as code."""
    return re.search(rf"`(sdk\.)?{name}\b[^`]*`", GUIDE)


def test_the_sdk_exports_these_names_and_no_others():
    assert sorted(sdk.__all__) == sorted(EXPORTED)
    assert sorted(sdk.EXPORTS) == sorted(EXPORTED) == dir(sdk)
    for name in EXPORTED:
        assert getattr(sdk, name) is not None


def test_the_class_has_these_methods_and_no_others():
    assert sorted(name for name in vars(sdk.LeptonPlugin) if name.startswith("add_")) == ADDS


def test_the_guide_tells_every_name_method_attribute_and_slot():
    attributes = [
        name
        for name, value in vars(PluginBase).items()
        if not name.startswith("_") and not callable(value) and name not in INHERITED
    ]
    assert "settings_schema" in attributes
    wanted = [*EXPORTED, *ADDS, *attributes, *SLOTS, *testing.__all__]
    missing = [name for name in wanted if not named(re.escape(name))]
    assert not missing


def test_every_slot_is_in_a_template():
    pages = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    drawn = set(re.findall(r'{% slot "([\w.]+)"', pages))
    assert drawn == set(SLOTS)


def test_the_sdk_names_nothing_that_needs_django_where_engines_are_read():
    """A manifest and a runner are imported where there is no Django."""
    code = (
        "import sys; from apps.sdk import Engine, InputSlot, RoleSpec, Refusal, Num, msg, mark,"
        " result, Context, InputTable, Issue, Predictions, DivisibleRunner, SearchRunner, Trial,"
        " TrialRecord, Bound, searching;"
        " print([name for name in sys.modules if name.partition('.')[0] == 'django'])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


@pytest.mark.soak
def test_every_command_works(tmp_path, migrated):
    commands = re.findall(r"^```bash\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
    assert len(commands) >= 5
    for name in ("plugins", "target"):
        (tmp_path / name).mkdir()
    migrated(tmp_path / "var")
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(commands)],
        env=environment(
            tmp_path / "target",
            PATH=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            PLUGINS=str(tmp_path / "plugins"),
            # pip puts the packages there, so that the environment of the tests stays as it is.
            PIP_TARGET=str(tmp_path / "target"),
            PIP_NO_INDEX="1",
            LEPTON_VAR=str(tmp_path / "var"),
        ),
        cwd=ROOT, capture_output=True, text=True, timeout=400, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^\d{2} passed", done.stdout, re.MULTILINE)
    assert list((tmp_path / "plugins").glob("lepton_weather-*.whl"))
    assert "Nothing was removed." in done.stdout
    assert "'weather' is removed." in done.stdout


def test_what_is_not_run_is_named_at_the_top():
    """Of the blocks, and of the commands in sentences."""
    top = GUIDE.partition("\n## ")[0]
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
    code = [body for kind, body in blocks if kind == "python"]  # run by the tests below
    names = ("def predictions", "def plan", "def propose")
    assert [[name for name in names if name in body] for body in code] == [[n] for n in names]
    others = [(kind, body.split()) for kind, body in blocks if kind not in {"bash", "python"}]
    assert others == [("sh", [".", ".venv/bin/activate", "export", "PLUGINS=~/plugins"])]
    assert "`sh`" in top
    sentences = re.sub(r"^```.*?^```", "", GUIDE, flags=re.DOTALL | re.MULTILINE)
    body = sentences.partition("\n## ")[2].replace("\n", " ")
    commands = re.findall(r"`((?:make|celery|pip|python|DROP|DELETE) [^`]+)`", body)
    assert {command for command in commands if command not in SQL} == {
        "make install", "make run", "celery -A lepton_site worker -Q weather",
        "pip uninstall lepton-weather",
    }  # fmt: skip
    for named in ("`make install`", "`make run`", "`celery … -Q weather`", "`pip uninstall`"):
        assert named in top.replace("\n", " ")
    assert set(SQL) <= set(commands), "run in tests/plugins/inside/test_removal.py"


def example(start, name="Runner", **known):
    """What the guide's code that holds ``start`` calls ``name``."""
    blocks = re.findall(r"^```python\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
    code = next(block for block in blocks if start in block)
    space = {name: getattr(sdk, name) for name in EXPORTED} | known
    exec(code, space)
    return space[name]


def test_the_predictions_of_the_guide_are_made():
    row = {"market": "Chile", "period": "2024-03", "value": 2.0, "low": 1.0, "high": 3.0}
    predictions = example("def predictions", "predictions", sdk=sdk)
    (made,) = predictions(None, {"level": 0.95}, {"ahead": [row]}).rows
    assert (made.market, made.low, made.level, made.ahead) == ("Chile", 1.0, 0.95, 1)


def test_the_divided_run_of_the_guide_runs(tmp_path):
    prices = [float(n) for n in range(10)]
    inputs = {"data": testing.MemoryTable({"price": prices})}
    runner = example("def plan")()
    for parts in (1, 4):
        ctx = testing.MemoryContext(tmp_path / str(parts))
        done = dividing.run_whole(runner, ctx, SimpleNamespace(parts=parts), inputs)
        assert str(done.headline) == "The mean is 4.5."


def test_the_search_of_the_guide_runs(tmp_path):
    runner = example("def propose", rates_after=lambda history: [0.1 * (len(history) + 1)])()

    def trial(asked, number, round_):
        known = {"number": number, "round": round_, "params": asked.params, "state": "succeeded"}
        return sdk.TrialRecord(**known, summary={"loss": abs(asked.params["rate"] - 0.3)})

    ctx, params = testing.MemoryContext(tmp_path), SimpleNamespace(trials=4)
    done = sdk.searching.search(runner, ctx, params, {}, trial)
    assert (done.summary["trials"], done.summary["best"]["number"]) == (4, 3)


@pytest.mark.soak
def test_a_name_or_folder_that_cannot_be_is_told(tmp_path):
    def new(*args):
        return subprocess.run(
            [sys.executable, "manage.py", "new_plugin", *args], cwd=ROOT, capture_output=True,
            text=True, check=False, env=environment(LEPTON_VAR=str(tmp_path)),
        )  # fmt: skip

    assert "cannot be a plugin's name" in new("My Plugin", "--dir", str(tmp_path)).stderr
    (tmp_path / "lepton-there").mkdir()
    assert "is there already" in new("there", "--dir", str(tmp_path)).stderr
