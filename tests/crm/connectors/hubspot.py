"""A server that speaks HubSpot's API.

Written from developers.hubspot.com/docs/api: crm/search (filterGroups, one sort, limit 200, 10,000
results), crm/contacts and crm/companies (batch/create, update, upsert with ``idProperty``, read,
archive; 207 with ``errors`` and ``objectWriteTraceId``), crm/associations v4 (batch/create,
batch/associate/default), crm/properties, oauth/tokens (v1), account-info, and usage-details (429).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.crm.connectors.vendor import Asked, Vendor, say
from tests.receiver import Say

CLIENT, SECRET, CODE = "client-1", "client-secret-1", "code-1"
PRIVATE = "pat-eu1-private"
OBJECTS = ("contacts", "companies")
CHANGED = {"contacts": "lastmodifieddate", "companies": "hs_lastmodifieddate"}
PROPERTIES = {
    "contacts": (
        "firstname", "lastname", "jobtitle", "email", "phone", "website", "country", "score",
    ),
    "companies": (
        "name", "numberofemployees", "phone", "website", "country", "description", "domain",
    ),
}  # fmt: skip
COMPANY = "associatedcompanyid"
READ_ONLY = (COMPANY, "hs_object_id", "createdate")


class Hub(Vendor):
    """``code`` is what the log-in page gave; ``access`` and ``refresh`` are the tokens that count.
    A property named 'Moon' of a country is refused.
    """

    access, refresh, code = "", "", CODE
    tokens = 0

    def add(self, kind: str, **values: Any) -> str:
        key = str(1000 + int(self.next_id()))
        now = self.tick(milliseconds=7)
        row = {"id": key, "properties": _texts(values), "at": now}
        self.rows.setdefault(kind, {})[key] = row
        return key

    def edit(self, kind: str, key: str, **values: Any) -> None:
        row = self.rows[kind][key]
        row["properties"] |= _texts(values)
        row["at"] = self.tick(milliseconds=7)

    def answer(self, asked: Asked) -> Say:
        if asked.path == "/oauth/v1/token":
            return self._token(asked.data)
        if asked.headers.get("authorization") not in (f"Bearer {self.access}", f"Bearer {PRIVATE}"):
            return say({"status": "error", "message": "The OAuth token used to make this call"
                        " expired.", "category": "EXPIRED_AUTHENTICATION"}, 401)  # fmt: skip
        if asked.path == "/account-info/v3/details":
            return say({"portalId": 62515, "uiDomain": "app.hubspot.com"})
        parts = asked.path.strip("/").split("/")
        if parts[:3] == ["crm", "v3", "properties"]:
            return say({"results": _properties(parts[3])})
        if parts[:3] == ["crm", "v4", "associations"]:
            return self._associate(asked.data["inputs"], primary=parts[-1] == "create")
        if parts[:3] == ["crm", "v3", "objects"] and parts[3] in OBJECTS:
            rows = self.rows.setdefault(parts[3], {})
            if parts[4] == "search":
                return self._search(parts[3], rows, asked.data)
            return getattr(self, f"_{parts[5]}")(parts[3], rows, asked.data["inputs"])
        return say({"status": "error", "message": "resource not found"}, 404)

    def _token(self, form: dict[str, str]) -> Say:
        if (form["client_id"], form["client_secret"]) != (CLIENT, SECRET):
            return say({"status": "BAD_CLIENT_ID", "message": "missing or unknown client id"}, 400)
        if form["grant_type"] == "authorization_code":
            if form["code"] != self.code or not form["redirect_uri"]:
                return say({"status": "BAD_AUTH_CODE", "message": "missing or unknown auth code"},
                           400)  # fmt: skip
            self.code, self.refresh = "", "refresh-1"
        elif form["refresh_token"] != self.refresh:
            return say({"status": "BAD_REFRESH_TOKEN", "message": "missing or invalid refresh"
                        " token"}, 400)  # fmt: skip
        self.tokens += 1
        self.access = f"access-{self.tokens}"
        return say({"token_type": "bearer", "refresh_token": self.refresh,
                    "access_token": self.access, "expires_in": 1800})  # fmt: skip

    def _search(self, kind: str, rows: dict[str, Any], body: dict[str, Any]) -> Say:
        (group,), (sort,) = body["filterGroups"], body["sorts"]
        if body["limit"] > 200:
            return say({"message": "limit must be at most 200"}, 400)
        unknown = {one["propertyName"] for one in group["filters"]} - {
            CHANGED[kind], "hs_object_id", *PROPERTIES[kind],
        }  # fmt: skip
        if unknown:
            return say({"message": f"There was a problem with the request: {unknown}"}, 400)
        found = [row for row in rows.values() if all(_fits(row, one) for one in group["filters"])]
        found.sort(key=lambda row: _value(row, sort["propertyName"]))
        page = [self._shown(kind, row, body["properties"]) for row in found[: body["limit"]]]
        return say({"total": len(found), "results": page})

    def _shown(self, kind: str, row: dict[str, Any], names: list[str]) -> dict[str, Any]:
        written = row["at"].isoformat(timespec="milliseconds").replace("+00:00", "Z")
        known = {**row["properties"], CHANGED[kind]: written, "hs_object_id": row["id"]}
        return {"id": row["id"], "properties": {name: known.get(name) for name in names},
                "updatedAt": written, "archived": False}  # fmt: skip

    def _read(self, kind: str, rows: dict[str, Any], inputs: Any) -> Say:
        found = [rows[one["id"]] for one in inputs if one["id"] in rows]
        return say({"status": "COMPLETE", "results": [self._shown(kind, r, []) for r in found]})

    def _archive(self, kind: str, rows: dict[str, Any], inputs: Any) -> Say:
        for one in inputs:
            rows.pop(one["id"], None)
        return Say(204)

    def _create(self, kind: str, rows: dict[str, Any], inputs: Any) -> Say:
        return self._each(kind, inputs, lambda one: (self.add(kind, **one["properties"]), True))

    def _update(self, kind: str, rows: dict[str, Any], inputs: Any) -> Say:
        return self._each(kind, inputs, lambda one: self._changed(kind, one["id"], one))

    def _upsert(self, kind: str, rows: dict[str, Any], inputs: Any) -> Say:
        def upsert(one: dict[str, Any]) -> tuple[str, bool]:
            same = [key for key, row in rows.items()
                    if row["properties"].get(one["idProperty"]) == one["id"]]  # fmt: skip
            if same:
                return self._changed(kind, same[0], one)
            return self.add(kind, **one["properties"]), True

        return self._each(kind, inputs, upsert)

    def _changed(self, kind: str, key: str, one: dict[str, Any]) -> tuple[str, bool]:
        self.edit(kind, key, **one["properties"])
        return key, False

    def _each(self, kind: str, inputs: Any, act: Any) -> Say:
        for one in inputs:
            if unknown := set(one["properties"]) - set(PROPERTIES[kind]):
                name = sorted(unknown)[0]
                said = f'Property values were not valid: Property "{name}" does not exist'
                return say({"status": "error", "message": said, "category": "VALIDATION_ERROR"},
                           400)  # fmt: skip
        results, errors = [], []
        for one in inputs:
            trace = one.get("objectWriteTraceId")
            if one["properties"].get("country") == "Moon":
                errors.append(_error("VALIDATION_ERROR", "Moon was not one of the options", trace))
            elif "idProperty" not in one and one.get("id") and one["id"] not in self.rows[kind]:
                errors.append(_error("OBJECT_NOT_FOUND", "Could not get some objects", trace))
            else:
                key, new = act(one)
                shown = self._shown(kind, self.rows[kind][key], list(one["properties"]))
                results.append({**shown, "new": new, "objectWriteTraceId": trace})
        body = {"status": "COMPLETE", "results": results[::-1]}  # in no order that is promised
        if errors:
            return say({**body, "numErrors": len(errors), "errors": errors}, 207)
        return say(body, 201)

    def _associate(self, inputs: Any, *, primary: bool) -> Say:
        """The default association does not take the primary company's place: type 1 does."""
        results, errors = [], []
        for one in inputs:
            who, to = one["from"]["id"], one["to"]["id"]
            if to not in self.rows.get("companies", {}):
                said = f"One or more COMPANY objects do not exist: {to}"
                errors.append({"status": "error", "category": "OBJECT_NOT_FOUND", "message": said})
                continue
            types = [kind["associationTypeId"] for kind in one.get("types", ())] if primary else []
            if 1 in types or not self.rows["contacts"][who]["properties"].get(COMPANY):
                self.edit("contacts", who, **{COMPANY: to})
            results.append({"fromObjectId": who, "toObjectId": to})
        body = {"status": "COMPLETE", "results": results}
        return say({**body, "numErrors": len(errors), "errors": errors} if errors else body,
                   207 if errors else 201)  # fmt: skip


def _texts(values: dict[str, Any]) -> dict[str, Any]:
    """HubSpot keeps and tells every value as a text."""
    return {
        name: str(value).lower() if isinstance(value, bool) else str(value) if value is not None
        else None
        for name, value in values.items()
    }  # fmt: skip


def _error(category: str, message: str, trace: Any) -> dict[str, Any]:
    return {"status": "error", "category": category, "message": message,
            "context": {"objectWriteTraceId": [trace]}}  # fmt: skip


def _properties(kind: str) -> list[dict[str, Any]]:
    fixed = [*READ_ONLY, CHANGED[kind]]
    return [
        {"name": name, "label": name.capitalize(), "type": "string", "hidden": False,
         "modificationMetadata": {"readOnlyValue": name in fixed}}
        for name in (*PROPERTIES[kind], *fixed)
    ]  # fmt: skip


def _value(row: dict[str, Any], name: str) -> Any:
    if name == "hs_object_id":
        return int(row["id"])
    return _ms(row["at"])


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _fits(row: dict[str, Any], one: dict[str, str]) -> bool:
    have, want = _value(row, one["propertyName"]), int(one["value"])
    return {"GT": have > want, "GTE": have >= want, "EQ": have == want}[one["operator"]]
