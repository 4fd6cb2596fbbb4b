"""HubSpot, by its public API: CRM objects v3, associations v4, OAuth v1.

https://developers.hubspot.com/docs/api/crm/search, …/crm/contacts, …/crm/companies,
…/crm/associations, …/oauth/tokens, …/crm/properties. HubSpot's leads hang on contacts and deals
and are not exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import urlencode

from pydantic import Field, SecretStr

from apps.core.messages import Message, mark, msg
from apps.crm.connectors import walking
from apps.crm.connectors.answering import in_order
from apps.crm.connectors.contract import (
    Answer,
    Api,
    Change,
    CrmConnector,
    Page,
    RemoteError,
    RemoteField,
    RemoteRow,
    SystemSettings,
    Tokens,
    Unauthorised,
    Written,
)
from apps.crm.connectors.http import told
from apps.datasets.sources.contract import reveal

PAGE = 200  # the most that a search answers with
OBJECTS = {"company": "companies", "contact": "contacts"}
CHANGED = {"company": "hs_lastmodifieddate", "contact": "lastmodifieddate"}
COMPANY = "associatedcompanyid"  # of a contact: read as a property, written as an association
PRIMARY = [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 1}]
WRITTEN = (Answer.CREATED, Answer.UPDATED)
SCOPES = (
    "oauth",
    *(f"crm.objects.{name}.{what}" for name in OBJECTS.values() for what in ("read", "write")),
    *(f"crm.schemas.{name}.read" for name in OBJECTS.values()),
)


class HubSpotSettings(SystemSettings):
    token: SecretStr | None = Field(
        default=None,
        title=mark("Access token of a private app"),
        description=mark("Enough by itself. Leave it empty to log in with an app of your own."),
    )
    client_id: str = Field(default="", max_length=200, title=mark("Client ID of your app"))
    client_secret: SecretStr | None = Field(default=None, title=mark("Client secret of your app"))
    address: str = Field(
        default="https://api.hubapi.com",
        max_length=300,
        title=mark("Address of the API"),
        json_schema_extra={"advanced": True},
    )
    pages: str = Field(
        default="https://app.hubspot.com",
        max_length=300,
        title=mark("Address of the log-in page"),
        json_schema_extra={"advanced": True},
    )


class HubSpot(CrmConnector):
    key = "hubspot"
    label = "HubSpot"
    description = mark("Companies and contacts, by OAuth or with the token of a private app.")
    Settings = HubSpotSettings
    kinds = ("company", "contact")
    batch = 100
    defaults: ClassVar = {
        "company": (
            ("name", "name"), ("employees", "numberofemployees"), ("phone", "phone"),
            ("website", "website"), ("country", "country"), ("note", "description"),
        ),
        "contact": (
            ("given_name", "firstname"), ("family_name", "lastname"), ("job_title", "jobtitle"),
            ("company", COMPANY), ("email", "email"), ("phone", "phone"),
            ("website", "website"), ("country", "country"),
        ),
    }  # fmt: skip

    # --- letting us in -------------------------------------------------------
    def address(self, settings: Any) -> str:
        return str(settings.address).rstrip("/")

    def lacks(self, settings: Any) -> str:
        if reveal(settings.token):
            return ""
        if not settings.client_id:
            return "token"
        return "" if reveal(settings.client_secret) else "client_secret"

    def uses_oauth(self, settings: Any) -> bool:
        return not reveal(settings.token)

    def authorise_url(self, settings: Any, redirect: str, state: str, challenge: str) -> str:
        asked = {
            "client_id": settings.client_id, "redirect_uri": redirect, "scope": " ".join(SCOPES),
            "state": state,
        }  # fmt: skip
        return f"{settings.pages.rstrip('/')}/oauth/authorize?{urlencode(asked)}"

    def exchange(self, api: Api, code: str, redirect: str, verifier: str) -> Tokens:
        return self._tokens(api, grant_type="authorization_code", code=code, redirect_uri=redirect)

    def refresh(self, api: Api, refresh: str) -> Tokens:
        return self._tokens(api, grant_type="refresh_token", refresh_token=refresh)

    def _tokens(self, api: Api, **asked: str) -> Tokens:
        own = api.settings
        form = {**asked, "client_id": own.client_id, "client_secret": reveal(own.client_secret)}
        try:
            got = api.send("POST", "/oauth/v1/token", form=form, repeatable=False).data
        except RemoteError as error:
            if error.status in (400, 401):
                raise Unauthorised(error.message, error.status) from error
            raise
        return Tokens(got["access_token"], got["refresh_token"])

    def account(self, api: Api) -> str:
        got = api.send("GET", "/account-info/v3/details").data
        return f"HubSpot {got['portalId']}"

    def identity(self, api: Api) -> str:
        return str(api.send("GET", "/account-info/v3/details").data["portalId"])

    # --- records -------------------------------------------------------------
    def fields(self, api: Api, kind: str) -> list[RemoteField]:
        got = api.send("GET", f"/crm/v3/properties/{OBJECTS[kind]}").data
        return [
            RemoteField(
                one["name"],
                one["label"],
                one["name"] == COMPANY
                or not one.get("modificationMetadata", {}).get("readOnlyValue", False),
            )
            for one in got["results"]
            if not one.get("hidden")
        ]

    def changed_since(self, api: Api, kind: str, cursor: str, names: Sequence[str]) -> Page:
        changed = CHANGED[kind]

        def since(at: datetime, later: bool) -> list[RemoteRow]:
            where = [_filter(changed, "GT" if later else "GTE", _milliseconds(at))]
            return self._search(api, kind, names, where, changed)

        def tied(at: datetime, after: str) -> list[RemoteRow]:
            where = [_filter(changed, "EQ", _milliseconds(at))]
            if after:
                where.append(_filter("hs_object_id", "GT", after))
            return self._search(api, kind, names, where, "hs_object_id")

        return walking.page(cursor, PAGE, since, tied)

    def _search(
        self, api: Api, kind: str, names: Sequence[str], where: list[dict[str, str]], order: str
    ) -> list[RemoteRow]:
        body = {
            "filterGroups": [{"filters": where}],
            "sorts": [{"propertyName": order, "direction": "ASCENDING"}],
            "properties": sorted({*names, CHANGED[kind]}),
            "limit": PAGE,
        }
        path = f"/crm/v3/objects/{OBJECTS[kind]}/search"
        got = api.send("POST", path, json=body, repeatable=True).data
        return [
            RemoteRow(
                str(one["id"]),
                walking.moment(one["properties"].get(CHANGED[kind]) or one.get("updatedAt")),
                {name: one["properties"].get(name) for name in names},
            )
            for one in got["results"]
        ]

    def gone(self, api: Api, kind: str, ids: Sequence[str]) -> set[str]:
        body = {"inputs": [{"id": one} for one in ids], "properties": ["hs_object_id"]}
        path = f"/crm/v3/objects/{OBJECTS[kind]}/batch/read"
        got = api.send("POST", path, json=body, repeatable=True).data
        return set(ids) - {str(one["id"]) for one in got["results"]}

    def write(self, api: Api, kind: str, changes: Sequence[Change]) -> list[Written]:
        answers = in_order(changes, self._parts(api, kind, changes))
        if kind == "contact":
            return self._with_companies(api, changes, answers)
        return answers

    def _parts(
        self, api: Api, kind: str, changes: Sequence[Change]
    ) -> Iterator[dict[int, Written]]:
        groups: dict[str, list[tuple[int, dict[str, Any]]]] = {}
        for place, change in enumerate(changes):
            values = {k: "" if v is None else v for k, v in change.values.items() if k != COMPANY}
            entry: dict[str, Any] = {"properties": values, "objectWriteTraceId": str(place)}
            if change.id and not values:  # only its company, which is an association
                yield {place: Written(Answer.UPDATED, change.id)}
                continue
            if change.id:
                entry["id"], verb = change.id, "update"
            elif kind == "contact" and values.get("email"):
                entry |= {"id": values["email"], "idProperty": "email"}
                verb = "upsert"
            else:
                verb = "create"
            groups.setdefault(verb, []).append((place, entry))
        for verb, entries in groups.items():
            yield from self._batch(api, kind, verb, entries)

    def _batch(
        self, api: Api, kind: str, verb: str, entries: Sequence[tuple[int, dict[str, Any]]]
    ) -> Iterator[dict[int, Written]]:
        """The answers by place. A batch that is refused as a whole is sent row by row, so that one
        wrong value does not keep the others.
        """
        path = f"/crm/v3/objects/{OBJECTS[kind]}/batch/{verb}"
        body = {"inputs": [entry for _place, entry in entries]}
        reply = api.send(
            "POST", path, json=body, accept=(400, 404, 409), repeatable=verb != "create"
        )
        if reply.status >= 400:
            if len(entries) == 1:
                yield {entries[0][0]: _refused(reply.data or {})}
                return
            for one in entries:
                yield from self._batch(api, kind, verb, [one])
            return
        found: dict[int, Written] = {}
        traces = {entry["objectWriteTraceId"]: place for place, entry in entries}
        ids = {entry["id"]: place for place, entry in entries if "id" in entry}
        for one in reply.data.get("results", ()):
            place = traces.get(str(one.get("objectWriteTraceId")), ids.get(str(one["id"]), -1))
            new = verb == "create" or one.get("new") is True
            found[place] = Written(Answer.CREATED if new else Answer.UPDATED, str(one["id"]))
        for error in reply.data.get("errors", ()):
            context = error.get("context", {})
            marked = [traces.get(str(one)) for one in context.get("objectWriteTraceId", ())]
            marked += [ids.get(str(one)) for one in context.get("ids", ())]
            found |= {place: _refused(error) for place in marked if place is not None}
        lost = Written(Answer.REFUSED, problem=msg("The other system did not answer for this row."))
        yield {place: found.get(place, lost) for place, _entry in entries}

    def _with_companies(
        self, api: Api, changes: Sequence[Change], answers: Sequence[Written]
    ) -> list[Written]:
        """Name the companies of those contacts that were written: an association that fails is a
        problem of its row, which is there all the same.
        """
        wanted = {
            place: (answer.id, str(change.values[COMPANY]))
            for place, (change, answer) in enumerate(zip(changes, answers, strict=True))
            if change.values.get(COMPANY) and answer.id and answer.answer in WRITTEN
        }
        failed = self._associate(api, list(wanted.values()))
        return [
            replace(one, missed=(COMPANY,), problem=failed[wanted[place]])
            if wanted.get(place) in failed
            else one
            for place, one in enumerate(answers)
        ]

    def _associate(
        self, api: Api, pairs: Sequence[tuple[str, str]]
    ) -> dict[tuple[str, str], Message]:
        """Make each company the primary one of its contact; what kept it, by pair. Only the label
        'primary' (type 1) takes the place of the company that the contact had.
        """
        if not pairs:
            return {}
        body = {
            "inputs": [{"from": {"id": who}, "to": {"id": to}, "types": PRIMARY}
                       for who, to in pairs]
        }  # fmt: skip
        path = "/crm/v4/associations/contacts/companies/batch/create"
        try:
            reply = api.send("POST", path, json=body, accept=(400, 404, 409), repeatable=True)
        except RemoteError as error:
            return dict.fromkeys(pairs, error.message)
        data = reply.data or {}
        if reply.status >= 400 and len(pairs) > 1:
            each = [self._associate(api, [pair]) for pair in pairs]
            return {pair: why for one in each for pair, why in one.items()}
        if reply.status < 400 and not data.get("errors"):
            return {}
        errors = data.get("errors") or [data]
        why = told(str(errors[0].get("message", "")))
        done = {str(one.get("fromObjectId")) for one in data.get("results", ())}
        return {pair: why for pair in pairs if pair[0] not in done}

    def delete(self, api: Api, kind: str, ids: Sequence[str]) -> list[Written]:
        path = f"/crm/v3/objects/{OBJECTS[kind]}/batch/archive"
        api.send("POST", path, json={"inputs": [{"id": one} for one in ids]}, repeatable=True)
        return [Written(Answer.GONE, one) for one in ids]


def _filter(name: str, operator: str, value: str) -> dict[str, str]:
    return {"propertyName": name, "operator": operator, "value": value}


def _milliseconds(at: datetime) -> str:
    return str(int(at.timestamp() * 1000))


def _refused(error: Mapping[str, Any]) -> Written:
    said = str(error.get("message", ""))
    if error.get("category") == "OBJECT_NOT_FOUND":
        return Written(Answer.GONE, problem=told(said))
    return Written(Answer.REFUSED, problem=told(said))
