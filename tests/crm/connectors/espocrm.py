"""A server that speaks EspoCRM's API.

Written from docs.espocrm.com (repository espocrm/documentation): development/api.md (X-Api-Key,
statuses, UTC date-times), development/api/crud.md (list, read, create, update, delete,
X-Skip-Duplicate-Check, 409), development/api-search-params.md (where items, orderBy, maxSize) and
development/api/metadata.md (``key``). X-Version-Number and X-Status-Reason are as its
optimistic-concurrency and error-handling pages tell.
"""

from __future__ import annotations

import re
from typing import Any

from tests.crm.connectors.vendor import Asked, Vendor, say
from tests.receiver import Say

KEY = "espo-key"
TYPES = ("Account", "Contact", "Lead")
FIELDS: dict[str, dict[str, Any]] = {
    "Account": {
        "name": {"type": "varchar"}, "emailAddress": {"type": "email"},
        "phoneNumber": {"type": "phone"}, "website": {"type": "url"},
        "billingAddressCountry": {"type": "varchar"}, "description": {"type": "text"},
        "cSegment": {"type": "varchar"}, "createdAt": {"type": "datetime", "readOnly": True},
        "teams": {"type": "linkMultiple"},
    },
    "Contact": {
        "firstName": {"type": "varchar"}, "lastName": {"type": "varchar", "required": True},
        "title": {"type": "varchar"}, "account": {"type": "link"},
        "emailAddress": {"type": "email"}, "phoneNumber": {"type": "phone"},
        "addressCountry": {"type": "varchar"}, "description": {"type": "text"},
        "cScore": {"type": "int"}, "createdAt": {"type": "datetime", "readOnly": True},
    },
    "Lead": {
        "firstName": {"type": "varchar"}, "lastName": {"type": "varchar"},
        "accountName": {"type": "varchar"}, "title": {"type": "varchar"},
        "emailAddress": {"type": "email"}, "phoneNumber": {"type": "phone"},
        "website": {"type": "url"}, "addressCountry": {"type": "varchar"},
        "description": {"type": "text"},
    },
}  # fmt: skip
WRITTEN = "%Y-%m-%d %H:%M:%S"
MOST = 200


class Espo(Vendor):
    """``versions``: whether optimistic concurrency control is on."""

    versions = True

    def add(self, kind: str, **values: Any) -> str:
        key = f"espo{self.next_id():0>13}"
        self.rows.setdefault(kind, {})[key] = {
            "id": key, **values, "modifiedAt": self.tick().strftime(WRITTEN), "versionNumber": 1,
        }  # fmt: skip
        return key

    def edit(self, kind: str, key: str, **values: Any) -> None:
        row = self.rows[kind][key]
        row |= values
        row["modifiedAt"] = self.tick().strftime(WRITTEN)
        row["versionNumber"] += 1

    def answer(self, asked: Asked) -> Say:
        path = asked.path.removeprefix("/api/v1")
        if path == asked.path:
            return Say(404, b"<html>No such page</html>", {"content-type": "text/html"})
        if asked.headers.get("x-api-key") != KEY:
            return Say(401, b"")
        if path == "/App/user":
            return say({"user": {"id": "api", "userName": "lepton", "name": "Lepton API"}})
        if path == "/Metadata":
            kind = asked.param("key").split(".")[1]
            return say(FIELDS[kind])
        kind, _, key = path.strip("/").partition("/")
        if kind not in TYPES:
            return Say(404, b"")
        rows = self.rows.setdefault(kind, {})
        if not key:
            return self._list(rows, asked) if asked.method == "GET" else self._post(kind, asked)
        if key not in rows:
            return Say(404, b"")
        if asked.method == "GET":
            return say(rows[key])
        if asked.method == "DELETE":
            del rows[key]
            return say(True)
        return self._put(kind, key, asked)

    def _list(self, rows: dict[str, Any], asked: Asked) -> Say:
        found = [row for row in rows.values() if all(_fits(row, one) for one in _where(asked))]
        if order := asked.param("orderBy"):
            found.sort(key=lambda row: row[order], reverse=asked.param("order") == "desc")
        start, size = int(asked.param("offset", "0")), int(asked.param("maxSize", "20"))
        if size > MOST:
            return Say(403, b"", {"x-status-reason": "Max size should not exceed 200."})
        names = asked.param("select").split(",")
        page = [{n: row.get(n) for n in names} for row in found[start : start + size]]
        return say({"list": page, "total": -1 if "x-no-total" in asked.headers else len(found)})

    def _post(self, kind: str, asked: Asked) -> Say:
        wrong = self._wrong(kind, asked.data)
        if wrong:
            return wrong
        email = asked.data.get("emailAddress")
        names = [asked.data.get(name) for name in ("firstName", "lastName", "name")]
        twins = [
            row
            for row in self.rows[kind].values()
            if (email and row.get("emailAddress") == email)
            or (any(names) and [row.get(n) for n in ("firstName", "lastName", "name")] == names)
        ]
        if twins and asked.headers.get("x-skip-duplicate-check") != "true":
            told = [{"id": row["id"], "name": row.get("lastName")} for row in twins]
            return say(told, 409, x_status_reason="duplicate")
        blank = dict.fromkeys(self._names(kind))
        return say(self.rows[kind][self.add(kind, **{**blank, **asked.data})])

    def _put(self, kind: str, key: str, asked: Asked) -> Say:
        wrong = self._wrong(kind, {**self.rows[kind][key], **asked.data}, asked.data)
        if wrong:
            return wrong
        row, sent = self.rows[kind][key], asked.headers.get("x-version-number")
        if self.versions and sent is not None and sent != str(row["versionNumber"]):
            return say(row, 409, x_status_reason="modified")
        self.edit(kind, key, **asked.data)
        return say(row)

    def _names(self, kind: str) -> set[str]:
        return {f"{n}Id" if s["type"] == "link" else n for n, s in FIELDS[kind].items()}

    def _wrong(self, kind: str, row: dict[str, Any], sent: Any = None) -> Say | None:
        if kind == "Contact" and not row.get("lastName"):
            reason = (
                "Field validation failure; entityType: Contact, field: lastName, type: required"
            )
            return Say(400, b"", {"x-status-reason": reason})
        unknown = set(row if sent is None else sent) - self._names(kind)
        return Say(400, b"", {"x-status-reason": f"unknown {unknown}"}) if unknown else None


def _where(asked: Asked) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for name, value in asked.query:
        if match := re.fullmatch(r"where\[(\d+)\]\[(\w+)\](\[\])?", name):
            item = found.setdefault(match[1], {})
            if match[3]:
                item.setdefault(match[2], []).append(value)
            else:
                item[match[2]] = value
    return list(found.values())


def _fits(row: dict[str, Any], item: dict[str, Any]) -> bool:
    have, want = row[item["attribute"]], item["value"]
    match item["type"]:
        case "equals":
            return bool(have == want)
        case "greaterThan":
            return bool(have > want)
        case "greaterThanOrEquals":
            return bool(have >= want)
        case "in":
            return have in want
    raise AssertionError(item)
