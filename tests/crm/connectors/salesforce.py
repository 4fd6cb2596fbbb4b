"""A server that speaks Salesforce's REST API, version 60.0.

Written from developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest: QueryAll (deleted
records with IsDeleted, ``nextRecordsUrl``, Sforce-Query-Options), sObject Collections (create,
update, upsert by external ID, delete: at most 200, ``allOrNone``, answers in the order asked),
sObject Describe, status codes and error bodies; and from help.salesforce.com: OAuth 2.0 web server
flow with PKCE, refresh token flow, userinfo.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

from tests.crm.connectors.vendor import Asked, Vendor, say
from tests.receiver import Say

CLIENT, SECRET, CODE = "consumer-key", "consumer-secret", "aPrx-code"
DATA = "/services/data/v60.0"
EXTERNAL = "Lepton_Id__c"
FIELDS = {
    "Account": ("Name", "Industry", "NumberOfEmployees", "Phone", "Website", "BillingCountry",
                "Description", EXTERNAL),
    "Contact": ("FirstName", "LastName", "Title", "AccountId", "Email", "Phone", "MailingCountry",
                "Description", EXTERNAL),
    "Lead": ("Company", "FirstName", "LastName", "Title", "Industry", "NumberOfEmployees",
             "LeadSource", "Email", "Phone", "Website", "Country", "Description", EXTERNAL),
}  # fmt: skip
NEEDED = {"Account": ("Name",), "Contact": ("LastName",), "Lead": ("LastName", "Company")}
SYSTEM = ("Id", "IsDeleted", "SystemModstamp", "IsConverted")


class Force(Vendor):
    """``challenge`` is what the log-in page was given; ``locators`` are open queries."""

    access, refresh, challenge, tokens, queries = "", "", "", 0, 0

    def __post_init__(self) -> None:
        super().__post_init__()
        self.locators: dict[str, list[Any]] = {}

    def add(self, kind: str, **values: Any) -> str:
        key = f"003{self.next_id():0>15}"
        self.rows.setdefault(kind, {})[key] = {
            "Id": key, "IsDeleted": False, "IsConverted": False, **values,
            "SystemModstamp": self._stamp(),
        }  # fmt: skip
        return key

    def edit(self, kind: str, key: str, **values: Any) -> None:
        self.rows[kind][key] |= {**values, "SystemModstamp": self._stamp()}

    def _stamp(self) -> str:
        return self.tick().strftime("%Y-%m-%dT%H:%M:%S.000+0000")

    def answer(self, asked: Asked) -> Say:
        if asked.path == "/services/oauth2/token":
            return self._token(asked.data)
        if not self.access or asked.headers.get("authorization") != f"Bearer {self.access}":
            error = {"message": "Session expired or invalid", "errorCode": "INVALID_SESSION_ID"}
            return say([error], 401)
        if asked.path == "/services/oauth2/userinfo":
            return say({"preferred_username": "ann@example.com", "organization_id": "00D1"})
        path = asked.path.removeprefix(DATA)
        if path == "/queryAll":
            size = int(asked.headers["sforce-query-options"].removeprefix("batchSize="))
            return self._query(asked.param("q"), size)
        if path.startswith("/query/"):
            return self._next(path.removeprefix("/query/"))
        if found := re.fullmatch(r"/sobjects/(\w+)/describe", path):
            return say({"fields": [_described(name) for name in (*SYSTEM, *FIELDS[found[1]])]})
        if path.startswith("/composite/sobjects"):
            return self._collection(asked, path.removeprefix("/composite/sobjects"))
        return say([{"message": "The requested resource does not exist",
                     "errorCode": "NOT_FOUND"}], 404)  # fmt: skip

    def _token(self, form: dict[str, str]) -> Say:
        if (form["client_id"], form["client_secret"]) != (CLIENT, SECRET):
            return say({"error": "invalid_client", "error_description": "invalid client"}, 400)
        if form["grant_type"] == "authorization_code":
            made = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest())
            if form["code"] != CODE or made.decode().rstrip("=") != self.challenge:
                return say({"error": "invalid_grant", "error_description": "invalid code"}, 400)
            self.refresh = "5Aep-refresh"
        elif form["refresh_token"] != self.refresh:
            return say({"error": "invalid_grant",
                        "error_description": "expired access/refresh token"}, 400)  # fmt: skip
        self.tokens += 1
        self.access = f"00D1!{self.tokens}"
        told = {"access_token": self.access, "instance_url": self.url, "token_type": "Bearer"}
        first = form["grant_type"] == "authorization_code"
        return say({**told, "refresh_token": self.refresh} if first else told)

    def _query(self, text: str, size: int) -> Say:
        found = re.fullmatch(
            r"SELECT ([\w, ]+) FROM (\w+)(?: WHERE (.+))? ORDER BY SystemModstamp, Id", text
        )
        if not found:
            return say([{"message": "unexpected token", "errorCode": "MALFORMED_QUERY"}], 400)
        names, kind = found[1].split(", "), found[2]
        for name in names:
            if name not in (*SYSTEM, *FIELDS[kind]):
                said = f"No such column '{name}' on entity '{kind}'."
                return say([{"message": said, "errorCode": "INVALID_FIELD"}], 400)
        rows = [row for row in self.rows.get(kind, {}).values() if _fits(row, found[3] or "")]
        rows.sort(key=lambda row: (row["SystemModstamp"], row["Id"]))
        shown = [{name: row.get(name) for name in names} for row in rows]
        self.queries += 1
        locator = f"01g{self.queries}"
        self.locators[locator] = [shown, size]
        return self._page(locator, 0)

    def _next(self, text: str) -> Say:
        locator, _, start = text.partition("-")
        if locator not in self.locators:
            return say([{"message": "invalid query locator",
                         "errorCode": "INVALID_QUERY_LOCATOR"}], 400)  # fmt: skip
        return self._page(locator, int(start))

    def _page(self, locator: str, start: int) -> Say:
        rows, size = self.locators[locator]
        end = start + size
        body = {"totalSize": len(rows), "done": end >= len(rows), "records": rows[start:end]}
        if end < len(rows):
            body["nextRecordsUrl"] = f"{DATA}/query/{locator}-{end}"
        return say(body)

    def _collection(self, asked: Asked, more: str) -> Say:
        if asked.method == "DELETE":
            ids = asked.param("ids").split(",")
            return say([self._delete(key) for key in ids])
        records = asked.data["records"]
        if len(records) > 200:
            return say([{"message": "record limit reached.", "errorCode": "INVALID_INPUT"}], 400)
        field = more.strip("/").split("/")[-1]
        return say([self._write(asked.method, field, one) for one in records])

    def _delete(self, key: str) -> dict[str, Any]:
        for rows in self.rows.values():
            if key in rows and not rows[key]["IsDeleted"]:
                rows[key] |= {"IsDeleted": True, "SystemModstamp": self._stamp()}
                return {"id": key, "success": True, "errors": []}
        return _failed("ENTITY_IS_DELETED", "entity is deleted")

    def _write(self, method: str, field: str, one: dict[str, Any]) -> dict[str, Any]:
        kind = one["attributes"]["type"]
        values = {k: v for k, v in one.items() if k not in ("attributes", "Id")}
        rows = self.rows.setdefault(kind, {})
        for name in values:
            if name not in FIELDS[kind]:
                return _failed(
                    "INVALID_FIELD", f"No such column '{name}' on sobject of type {kind}"
                )
        key = one.get("Id")
        if field:
            same = [k for k, row in rows.items() if row.get(field) == values[field]]
            key = same[0] if same else None
        if key is None and (method == "POST" or field):
            lacking = [name for name in NEEDED[kind] if not values.get(name)]
            if lacking:
                said = f"Required fields are missing: {lacking}"
                return _failed("REQUIRED_FIELD_MISSING", said)
            made = self.add(kind, **{**dict.fromkeys(FIELDS[kind]), **values})
            return {"id": made, "success": True, "errors": [], "created": True}
        if key not in rows or rows[key]["IsDeleted"]:
            return _failed("ENTITY_IS_DELETED", "entity is deleted")
        account = values.get("AccountId")
        if account and account not in self.rows.get("Account", {}):
            return _failed("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id")
        self.edit(kind, key, **values)
        told = {"id": key, "success": True, "errors": []}
        return {**told, "created": False} if field else told


def _failed(code: str, message: str) -> dict[str, Any]:
    return {"success": False, "errors": [{"statusCode": code, "message": message, "fields": []}]}


def _described(name: str) -> dict[str, Any]:
    return {"name": name, "label": name, "updateable": name not in SYSTEM, "type": "string"}


def _fits(row: dict[str, Any], where: str) -> bool:
    at = row["SystemModstamp"].replace("+0000", "Z")
    if where.startswith("IsConverted = false"):
        if row["IsConverted"]:
            return False
        where = where.removeprefix("IsConverted = false").removeprefix(" AND ")
    if not where:
        return True
    if found := re.fullmatch(r"SystemModstamp >= (\S+)", where):
        return bool(at >= found[1])
    found = re.fullmatch(
        r"\(SystemModstamp > (\S+) OR \(SystemModstamp = \1 AND Id > '(\w+)'\)\)", where
    )
    assert found, where
    return bool(at > found[1] or (at == found[1] and row["Id"] > found[2]))
