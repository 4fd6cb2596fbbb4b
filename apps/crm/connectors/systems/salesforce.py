"""Salesforce, by its public REST API, version 60.0.

https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/: Query and QueryAll,
sObject Collections (create, update, upsert, delete), sObject Describe; log-in by the OAuth 2.0 web
server flow with PKCE.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar
from urllib.parse import quote, urlencode, urlsplit

from pydantic import Field, SecretStr

from apps.core.messages import mark
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
from apps.crm.connectors.walking import OVERLAP, moment
from apps.datasets.sources.contract import reveal

DATA = "/services/data/v60.0"
PAGE = 200
OBJECTS = {"company": "Account", "contact": "Contact", "lead": "Lead"}
GONE = frozenset({"ENTITY_IS_DELETED", "INVALID_CROSS_REFERENCE_KEY", "NOT_FOUND"})
FIELD_NAME = r"^$|^[A-Za-z][A-Za-z0-9_]{0,79}$"


class SalesforceSettings(SystemSettings):
    client_id: str = Field(min_length=1, max_length=300, title=mark("Consumer key of your app"))
    client_secret: SecretStr | None = Field(default=None, title=mark("Consumer secret of your app"))
    external_id: str = Field(
        default="",
        pattern=FIELD_NAME,
        title=mark("External ID field"),
        description=mark(
            "The API name of a text field marked as external ID on each object, such as"
            " Lepton_Id__c. New records are then made once, even if the connection breaks."
        ),
    )
    login: str = Field(
        default="https://login.salesforce.com",
        max_length=300,
        title=mark("Address of the log-in page"),
        description=mark("Of a sandbox: https://test.salesforce.com, or your My Domain."),
    )


class Salesforce(CrmConnector):
    key = "salesforce"
    label = "Salesforce"
    description = mark("Accounts, contacts and leads, by OAuth with an app of your own.")
    Settings = SalesforceSettings
    batch = 200
    tells_deletions = True
    defaults: ClassVar = {
        "company": (
            ("name", "Name"), ("industry", "Industry"), ("employees", "NumberOfEmployees"),
            ("phone", "Phone"), ("website", "Website"), ("country", "BillingCountry"),
            ("note", "Description"),
        ),
        "contact": (
            ("given_name", "FirstName"), ("family_name", "LastName"), ("job_title", "Title"),
            ("company", "AccountId"), ("email", "Email"), ("phone", "Phone"),
            ("country", "MailingCountry"), ("note", "Description"),
        ),
        "lead": (
            ("organisation", "Company"), ("given_name", "FirstName"),
            ("family_name", "LastName"), ("job_title", "Title"), ("sector", "Industry"),
            ("employees", "NumberOfEmployees"), ("source", "LeadSource"), ("email", "Email"),
            ("phone", "Phone"), ("website", "Website"), ("country", "Country"),
            ("note", "Description"),
        ),
    }  # fmt: skip

    # --- letting us in -------------------------------------------------------
    def address(self, settings: Any) -> str:
        return str(settings.login).rstrip("/")

    def lacks(self, settings: Any) -> str:
        return "" if reveal(settings.client_secret) else "client_secret"

    def uses_oauth(self, settings: Any) -> bool:
        return True

    def authorise_url(self, settings: Any, redirect: str, state: str, challenge: str) -> str:
        asked = {
            "response_type": "code", "client_id": settings.client_id, "redirect_uri": redirect,
            "scope": "api refresh_token", "state": state, "code_challenge": challenge,
            "code_challenge_method": "S256",
        }  # fmt: skip
        return f"{self.address(settings)}/services/oauth2/authorize?{urlencode(asked)}"

    def exchange(self, api: Api, code: str, redirect: str, verifier: str) -> Tokens:
        return self._tokens(
            api, grant_type="authorization_code", code=code, redirect_uri=redirect,
            code_verifier=verifier,
        )  # fmt: skip

    def refresh(self, api: Api, refresh: str) -> Tokens:
        return self._tokens(api, grant_type="refresh_token", refresh_token=refresh)

    def _tokens(self, api: Api, **asked: str) -> Tokens:
        own = api.settings
        form = {**asked, "client_id": own.client_id, "client_secret": reveal(own.client_secret)}
        try:
            got = api.send("POST", "/services/oauth2/token", form=form, repeatable=False).data
        except RemoteError as error:
            if error.status in (400, 401):
                raise Unauthorised(error.message, error.status) from error
            raise
        return Tokens(got["access_token"], got.get("refresh_token", ""), got["instance_url"])

    def account(self, api: Api) -> str:
        got = api.send("GET", "/services/oauth2/userinfo").data
        return f"{got['preferred_username']} ({got['organization_id']})"

    def identity(self, api: Api) -> str:
        return str(api.send("GET", "/services/oauth2/userinfo").data["organization_id"])

    # --- records -------------------------------------------------------------
    def fields(self, api: Api, kind: str) -> list[RemoteField]:
        got = api.send("GET", f"{DATA}/sobjects/{OBJECTS[kind]}/describe").data
        return [RemoteField(one["name"], one["label"], one["updateable"]) for one in got["fields"]]

    def changed_since(self, api: Api, kind: str, cursor: str, names: Sequence[str]) -> Page:
        """Pages of one query are walked by ``nextRecordsUrl``. A walk that is taken up again after
        the query has been forgotten (15 minutes) goes on from the last record, by moment and id.
        """
        at = json.loads(cursor) if cursor else {}
        got = None
        if at.get("next"):
            reply = api.send("GET", at["next"], accept=(400, 404))
            got = reply.data if reply.status < 300 else None
        if got is None:
            query = [("q", _soql(kind, at, names))]
            options = {"sforce-query-options": f"batchSize={PAGE}"}
            got = api.send("GET", f"{DATA}/queryAll", query=query, headers=options).data
        rows = [_row(one, names) for one in got["records"]]
        last = got["records"][-1] if got["records"] else None
        reached = {
            "at": _literal(moment(last["SystemModstamp"])) if last else at.get("at", ""),
            "id": last["Id"] if last else at.get("id", ""),
            "next": _own_path(got.get("nextRecordsUrl", "")),
            "done": bool(got["done"]),
        }
        return Page(rows, json.dumps(reached), not got["done"])

    def write(self, api: Api, kind: str, changes: Sequence[Change]) -> list[Written]:
        return in_order(changes, self._parts(api, kind, changes))

    def _parts(
        self, api: Api, kind: str, changes: Sequence[Change]
    ) -> Iterator[dict[int, Written]]:
        old = [(place, one) for place, one in enumerate(changes) if one.id]
        new = [(place, one) for place, one in enumerate(changes) if not one.id]
        mark_ = api.settings.external_id
        if old:
            yield self._collection(api, "PATCH", "", kind, old)
        if new and mark_:
            yield self._collection(api, "PATCH", f"/{OBJECTS[kind]}/{mark_}", kind, new)
        elif new:
            yield self._collection(api, "POST", "", kind, new)

    def _collection(
        self, api: Api, method: str, more: str, kind: str, changes: Sequence[tuple[int, Change]]
    ) -> dict[int, Written]:
        """sObject Collections: each row for itself (``allOrNone`` false)."""
        mark_ = api.settings.external_id if more else ""
        records = [
            {
                "attributes": {"type": OBJECTS[kind]},
                **change.values,
                **({"Id": change.id} if change.id else {}),
                **({mark_: change.own_id} if mark_ else {}),
            }
            for _place, change in changes
        ]
        got = api.send(
            method, f"{DATA}/composite/sobjects{more}",
            json={"allOrNone": False, "records": records}, repeatable=method == "PATCH",
        ).data  # fmt: skip
        return {
            place: _written(change, answer)
            for (place, change), answer in zip(changes, got, strict=True)
        }

    def delete(self, api: Api, kind: str, ids: Sequence[str]) -> list[Written]:
        query = [("ids", ",".join(ids)), ("allOrNone", "false")]
        got = api.send("DELETE", f"{DATA}/composite/sobjects", query=query).data
        found = [
            _written(Change("", one, {}), answer) for one, answer in zip(ids, got, strict=True)
        ]
        return [
            Written(Answer.GONE, one.id) if one.answer is Answer.UPDATED else one for one in found
        ]


def _soql(kind: str, at: Mapping[str, Any], names: Sequence[str]) -> str:
    wanted = ", ".join(sorted({*map(_name, names), "Id", "IsDeleted", "SystemModstamp"}))
    where = ["IsConverted = false"] if kind == "lead" else []
    if at.get("done") and at.get("at"):
        where.append(f"SystemModstamp >= {_literal(moment(at['at']) - OVERLAP)}")
    elif at.get("at"):
        when = _literal(moment(at["at"]))
        where.append(
            f"(SystemModstamp > {when} OR (SystemModstamp = {when} AND Id > '{_name(at['id'])}'))"
        )
    clause = ["WHERE", " AND ".join(where)] if where else []
    parts = ["SELECT", wanted, "FROM", OBJECTS[kind], *clause, "ORDER BY SystemModstamp, Id"]
    return " ".join(parts)


def _name(text: str) -> str:
    """A field's name or an id, as a query may hold it."""
    return quote(str(text), safe="_.").replace("%", "")


def _literal(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def _own_path(url: str) -> str:
    """The path of the next page; what the server says of a host is not followed."""
    parts = urlsplit(url)
    return parts.path if parts.path.startswith("/services/data/") else ""


def _row(one: Mapping[str, Any], names: Sequence[str]) -> RemoteRow:
    values = {name: one.get(name) for name in names}
    changed, deleted = moment(one["SystemModstamp"]), bool(one["IsDeleted"])
    return RemoteRow(one["Id"], changed, values, deleted=deleted)


def _written(change: Change, answer: Mapping[str, Any]) -> Written:
    if answer.get("success"):
        new = answer.get("created", not change.id)
        return Written(Answer.CREATED if new else Answer.UPDATED, answer["id"])
    errors = answer.get("errors") or [{}]
    said = "; ".join(str(error.get("message", "")) for error in errors)
    gone = change.id and errors[0].get("statusCode") in GONE and not _of_another(change, errors[0])
    return Written(Answer.GONE if gone else Answer.REFUSED, change.id, problem=told(said))


def _of_another(change: Change, error: Mapping[str, Any]) -> bool:
    """Whether the error may be about a record that this one names, such as its account: the same
    codes are used for both. That this one is gone is then told by the query.
    """
    return bool(error.get("fields")) or bool(change.values.get("AccountId"))
