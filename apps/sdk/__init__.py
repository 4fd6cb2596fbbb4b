"""The only door for plugins: ``from apps import sdk``, or ``from apps.sdk import LeptonPlugin``.

Every name is imported on first use, because a plugin's ``apps.py`` is read before any model and an
engine's manifest and runner are read where there is no Django. docs/plugins.md tells each name.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

# Name → the module that has it.
EXPORTS: dict[str, str] = {
    "LeptonPlugin": "apps.sdk.plugin",
    # in which project, in whose name
    "Scope": "apps.sdk.scopes",
    "scope": "apps.sdk.scopes",
    # what goes wrong
    "NotAllowed": "apps.sdk.errors",
    "NotFound": "apps.sdk.errors",
    "Refused": "apps.sdk.errors",
    "SdkError": "apps.sdk.errors",
    # read objects
    "Alias": "apps.sdk.objects",
    "Column": "apps.sdk.objects",
    "Dataset": "apps.sdk.objects",
    "Event": "apps.sdk.objects",
    "Job": "apps.sdk.objects",
    "Market": "apps.sdk.objects",
    "Model": "apps.sdk.objects",
    "Person": "apps.sdk.objects",
    "Prediction": "apps.sdk.objects",
    "Project": "apps.sdk.objects",
    "Rows": "apps.sdk.objects",
    # reading
    "dataset": "apps.sdk.reading",
    "datasets": "apps.sdk.reading",
    "markets": "apps.sdk.reading",
    "own_rows": "apps.sdk.reading",
    "people": "apps.sdk.reading",
    "project": "apps.sdk.reading",
    "rows": "apps.sdk.reading",
    # runs and models
    "job": "apps.sdk.running",
    "jobs": "apps.sdk.running",
    "models": "apps.sdk.running",
    "predict": "apps.sdk.running",
    "submit_job": "apps.sdk.running",
    # serving names
    "aliases": "apps.sdk.serving",
    "point_alias": "apps.sdk.serving",
    "roll_back_alias": "apps.sdk.serving",
    # notices, events, other hosts
    "notify": "apps.sdk.acting",
    "report": "apps.sdk.acting",
    "send": "apps.sdk.acting",
    "Answer": "apps.core.outbound",
    "OutboundError": "apps.core.outbound",
    # what slots, cards, gates, facts and routes are made of
    "Card": "apps.projects.cards",
    "CardFigure": "apps.projects.cards",
    "CardLink": "apps.projects.cards",
    "Endpoint": "apps.sdk.api",
    "GateAnswer": "apps.projects.gates",
    "GateState": "apps.projects.gates",
    "MarketFact": "apps.projects.facts",
    "ProjectModel": "apps.core.models",
    # sentences
    "Message": "apps.core.messages",
    "Num": "apps.core.messages",
    "mark": "apps.core.messages",
    "msg": "apps.core.messages",
    # engines
    "Bound": "apps.engines.trials",
    "Context": "apps.engines.contract",
    "DivisibleRunner": "apps.engines.contract",
    "Engine": "apps.engines.contract",
    "InputProfile": "apps.engines.contract",
    "InputSlot": "apps.engines.contract",
    "InputTable": "apps.engines.contract",
    "Issue": "apps.engines.contract",
    "PeriodPrediction": "apps.engines.predicted",
    "Predicted": "apps.engines.predicted",
    "PredictedRow": "apps.engines.contract",
    "Predictions": "apps.sdk.engines",
    "PredictionColumn": "apps.engines.contract",
    "Refusal": "apps.engines.contract",
    "Resources": "apps.engines.contract",
    "RoleSpec": "apps.engines.contract",
    "SearchRunner": "apps.engines.trials",
    "Trial": "apps.engines.trials",
    "TrialRecord": "apps.engines.trials",
    # connectors
    "Connector": "apps.sdk.connectors",
    "ConnectorSettings": "apps.sdk.connectors",
    "FetchContext": "apps.sdk.connectors",
    "Fetched": "apps.sdk.connectors",
    "StoredColumn": "apps.sdk.connectors",
    "Unchanged": "apps.sdk.connectors",
    "write_rows": "apps.sdk.connectors",
    # CRM systems to keep in step with
    "CrmAnswer": "apps.sdk.crm",
    "CrmApi": "apps.sdk.crm",
    "CrmChange": "apps.sdk.crm",
    "CrmConnector": "apps.sdk.crm",
    "CrmField": "apps.sdk.crm",
    "CrmPage": "apps.sdk.crm",
    "CrmRow": "apps.sdk.crm",
    "CrmSettings": "apps.sdk.crm",
    "CrmTokens": "apps.sdk.crm",
    "CrmWritten": "apps.sdk.crm",
    "RemoteError": "apps.sdk.crm",
    "Unauthorised": "apps.sdk.crm",
    "result": "apps.engines",
    "searching": "apps.engines",
}

if TYPE_CHECKING:
    from apps.core.messages import Message, Num, mark, msg
    from apps.core.models import ProjectModel
    from apps.core.outbound import Answer, OutboundError
    from apps.engines import result, searching
    from apps.engines.contract import (
        Context,
        DivisibleRunner,
        Engine,
        InputProfile,
        InputSlot,
        InputTable,
        Issue,
        PredictedRow,
        PredictionColumn,
        Refusal,
        Resources,
        RoleSpec,
    )
    from apps.engines.predicted import PeriodPrediction, Predicted
    from apps.engines.trials import Bound, SearchRunner, Trial, TrialRecord
    from apps.projects.cards import Card, CardFigure, CardLink
    from apps.projects.facts import MarketFact
    from apps.projects.gates import GateAnswer, GateState
    from apps.sdk.acting import notify, report, send
    from apps.sdk.api import Endpoint
    from apps.sdk.connectors import (
        Connector,
        ConnectorSettings,
        FetchContext,
        Fetched,
        StoredColumn,
        Unchanged,
        write_rows,
    )
    from apps.sdk.crm import (
        CrmAnswer,
        CrmApi,
        CrmChange,
        CrmConnector,
        CrmField,
        CrmPage,
        CrmRow,
        CrmSettings,
        CrmTokens,
        CrmWritten,
        RemoteError,
        Unauthorised,
    )
    from apps.sdk.engines import Predictions
    from apps.sdk.errors import NotAllowed, NotFound, Refused, SdkError
    from apps.sdk.objects import (
        Alias,
        Column,
        Dataset,
        Event,
        Job,
        Market,
        Model,
        Person,
        Prediction,
        Project,
        Rows,
    )
    from apps.sdk.plugin import LeptonPlugin
    from apps.sdk.reading import dataset, datasets, markets, own_rows, people, project, rows
    from apps.sdk.running import job, jobs, models, predict, submit_job
    from apps.sdk.scopes import Scope, scope
    from apps.sdk.serving import aliases, point_alias, roll_back_alias

__all__ = [
    "Alias",
    "Answer",
    "Bound",
    "Card",
    "CardFigure",
    "CardLink",
    "Column",
    "Connector",
    "ConnectorSettings",
    "Context",
    "CrmAnswer",
    "CrmApi",
    "CrmChange",
    "CrmConnector",
    "CrmField",
    "CrmPage",
    "CrmRow",
    "CrmSettings",
    "CrmTokens",
    "CrmWritten",
    "Dataset",
    "DivisibleRunner",
    "Endpoint",
    "Engine",
    "Event",
    "FetchContext",
    "Fetched",
    "GateAnswer",
    "GateState",
    "InputProfile",
    "InputSlot",
    "InputTable",
    "Issue",
    "Job",
    "LeptonPlugin",
    "Market",
    "MarketFact",
    "Message",
    "Model",
    "NotAllowed",
    "NotFound",
    "Num",
    "OutboundError",
    "PeriodPrediction",
    "Person",
    "Predicted",
    "PredictedRow",
    "Prediction",
    "PredictionColumn",
    "Predictions",
    "Project",
    "ProjectModel",
    "Refusal",
    "Refused",
    "RemoteError",
    "Resources",
    "RoleSpec",
    "Rows",
    "Scope",
    "SdkError",
    "SearchRunner",
    "StoredColumn",
    "Trial",
    "TrialRecord",
    "Unauthorised",
    "Unchanged",
    "aliases",
    "dataset",
    "datasets",
    "job",
    "jobs",
    "mark",
    "markets",
    "models",
    "msg",
    "notify",
    "own_rows",
    "people",
    "point_alias",
    "predict",
    "project",
    "report",
    "result",
    "roll_back_alias",
    "rows",
    "scope",
    "searching",
    "send",
    "submit_job",
    "write_rows",
]


def __getattr__(name: str) -> Any:
    module = EXPORTS.get(name)
    if module is None:
        raise AttributeError(f"apps.sdk has no '{name}'; what it has: docs/plugins.md")
    if module == "apps.engines":  # a module of it
        return importlib.import_module(f"{module}.{name}")
    return getattr(importlib.import_module(module), name)


def __dir__() -> list[str]:
    return sorted(EXPORTS)
