"""EspoCRM, by its public API (``/api/v1``), as an API user with an API key.

https://docs.espocrm.com/development/api/, …/api/crud/, …/api-search-params/, …/api/metadata/. Its
API knows OAuth only towards others, so there is none here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import quote

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
    RemoteField,
    RemoteRow,
    Reply,
    SystemSettings,
    Written,
)
from apps.crm.connectors.http import said_in, told
from apps.datasets.sources.contract import reveal

PAGE = 200  # the most that EspoCRM lists, unless its administrator allows more
AT_ONCE = 50  # ids in one address
TWINS = 5  # alike records that are read
ENTITIES = {"company": "Account", "contact": "Contact", "lead": "Lead"}
WRITTEN = "%Y-%m-%d %H:%M:%S"  # UTC
_NO_VALUES = frozenset({"linkMultiple", "attachmentMultiple", "map", "address", "personName"})


class EspoSettings(SystemSettings):
    address: str = Field(
        min_length=8,
        max_length=300,
        title=mark("Address of EspoCRM"),
        description=mark("As in the browser, such as https://crm.example.com"),
    )
    api_key: SecretStr | None = Field(
        default=None,
        title=mark("API key"),
        description=mark("Of an API user whose role may read and edit what is exchanged."),
    )


class EspoCrm(CrmConnector):
    key = "espocrm"
    label = "EspoCRM"
    description = mark("Accounts, contacts and leads, with the API key of an API user.")
    Settings = EspoSettings
    batch = 50
    defaults: ClassVar = {
        "company": (
            ("name", "name"), ("email", "emailAddress"), ("phone", "phoneNumber"),
            ("website", "website"), ("country", "billingAddressCountry"),
            ("note", "description"),
        ),
        "contact": (
            ("given_name", "firstName"), ("family_name", "lastName"), ("job_title", "title"),
            ("company", "accountId"), ("email", "emailAddress"), ("phone", "phoneNumber"),
            ("country", "addressCountry"), ("note", "description"),
        ),
        "lead": (
            ("organisation", "accountName"), ("given_name", "firstName"),
            ("family_name", "lastName"), ("job_title", "title"), ("email", "emailAddress"),
            ("phone", "phoneNumber"), ("website", "website"), ("country", "addressCountry"),
            ("note", "description"),
        ),
    }  # fmt: skip

    def address(self, settings: Any) -> str:
        return str(settings.address).rstrip("/") + "/api/v1"

    def lacks(self, settings: Any) -> str:
        return "" if reveal(settings.api_key) else "api_key"

    def headers(self, settings: Any, access: str) -> Mapping[str, str]:
        return {"x-api-key": reveal(settings.api_key)}

    def account(self, api: Api) -> str:
        user = api.send("GET", "/App/user").data["user"]
        return str(user.get("name") or user.get("userName") or "API")

    def fields(self, api: Api, kind: str) -> list[RemoteField]:
        key = f"entityDefs.{ENTITIES[kind]}.fields"
        got = api.send("GET", "/Metadata", query=[("key", key)]).data or {}
        return [
            RemoteField(_attribute(name, spec), name, not spec.get("readOnly", False))
            for name, spec in sorted(got.items())
            if spec.get("type") not in _NO_VALUES
        ]

    def changed_since(self, api: Api, kind: str, cursor: str, names: Sequence[str]) -> Page:
        def since(at: datetime, later: bool) -> list[RemoteRow]:
            sign = "greaterThan" if later else "greaterThanOrEquals"
            where = [(sign, "modifiedAt", at.strftime(WRITTEN))]
            return self._list(api, kind, names, where, "modifiedAt")

        def tied(at: datetime, after: str) -> list[RemoteRow]:
            where = [("equals", "modifiedAt", at.strftime(WRITTEN))]
            if after:
                where.append(("greaterThan", "id", after))
            return self._list(api, kind, names, where, "id")

        return walking.page(cursor, PAGE, since, tied)

    def _list(
        self, api: Api, kind: str, names: Sequence[str], where: list[tuple[str, str, str]],
        order: str,
    ) -> list[RemoteRow]:  # fmt: skip
        query = [
            ("select", ",".join(sorted({*names, "id", "modifiedAt", "versionNumber"}))),
            ("orderBy", order), ("order", "asc"), ("offset", "0"), ("maxSize", str(PAGE)),
        ]  # fmt: skip
        for place, (sign, attribute, value) in enumerate(where):
            query += [
                (f"where[{place}][type]", sign),
                (f"where[{place}][attribute]", attribute),
                (f"where[{place}][value]", value),
            ]
        got = api.send("GET", f"/{ENTITIES[kind]}", query=query, headers={"x-no-total": "true"})
        return [
            RemoteRow(
                one["id"],
                walking.moment(one.get("modifiedAt")),
                {name: one.get(name) for name in names},
                version=_version(one),
            )
            for one in got.data["list"]
        ]

    def gone(self, api: Api, kind: str, ids: Sequence[str]) -> set[str]:
        """What is not listed is asked for by itself: a record that the API user may not see any
        more is not gone.
        """
        there: set[str] = set()
        for start in range(0, len(ids), AT_ONCE):
            query = [
                ("select", "id"), ("offset", "0"), ("maxSize", str(AT_ONCE)),
                ("where[0][type]", "in"), ("where[0][attribute]", "id"),
                *(("where[0][value][]", one) for one in ids[start : start + AT_ONCE]),
            ]  # fmt: skip
            got = api.send("GET", f"/{ENTITIES[kind]}", query=query)
            there |= {one["id"] for one in got.data["list"]}
        return {
            one
            for one in ids
            if one not in there
            and api.send("GET", self._path(kind, one), accept=(403, 404)).status == 404
        }

    def write(self, api: Api, kind: str, changes: Sequence[Change]) -> list[Written]:
        parts = ({place: self._write(api, kind, one)} for place, one in enumerate(changes))
        return in_order(changes, parts)

    def _write(self, api: Api, kind: str, change: Change) -> Written:
        wrong = (400, 403, 404, 409, 500)  # 500: a formula or hook of this record failed
        if not change.id:
            reply = api.send("POST", f"/{ENTITIES[kind]}", json=dict(change.values), accept=wrong)
            if reply.status == 409 and isinstance(reply.data, list) and reply.data:
                return self._twin(api, kind, change, reply.data)
            made = Answer.CREATED
        else:
            headers = {"x-version-number": change.version} if change.version else {}
            reply = api.send(
                "PUT", self._path(kind, change.id), json=dict(change.values), headers=headers,
                accept=wrong,
            )  # fmt: skip
            if reply.status == 409:
                return Written(Answer.STALE, change.id)
            made = Answer.UPDATED
        if reply.status >= 400:
            answer = Answer.GONE if reply.status == 404 else Answer.REFUSED
            return Written(answer, change.id, problem=_reason(reply))
        return Written(made, reply.data["id"], _version(reply.data))

    def _twin(
        self, api: Api, kind: str, change: Change, alike: Sequence[Mapping[str, Any]]
    ) -> Written:
        """EspoCRM's check for duplicates takes people of the same name for the same, too: only an
        equal e-mail address is. The answer may leave fields out, so the record is read.
        """
        email = str(change.values.get("emailAddress") or "").lower()
        for one in alike[:TWINS] if email else ():
            reply = api.send("GET", self._path(kind, str(one["id"])), accept=(403, 404))
            found = reply.data if reply.status < 300 else {}
            if str(found.get("emailAddress") or "").lower() == email:
                changed = walking.moment(found["modifiedAt"]) if found.get("modifiedAt") else None
                row = RemoteRow(str(found["id"]), changed, found, version=_version(found))
                return Written(Answer.EXISTS, row.id, row=row)
        return Written(
            Answer.REFUSED,
            problem=msg(
                "The other system takes it for a duplicate of {id}. Give both the same e-mail"
                " address, or another name.",
                id=str(alike[0].get("id")),
            ),
        )

    def delete(self, api: Api, kind: str, ids: Sequence[str]) -> list[Written]:
        answers = []
        for one in ids:
            reply = api.send("DELETE", self._path(kind, one), accept=(403, 404))
            refused = reply.status == 403
            answers.append(
                Written(Answer.REFUSED, one, problem=_reason(reply))
                if refused
                else Written(Answer.GONE, one)
            )
        return answers

    def _path(self, kind: str, key: str) -> str:
        return f"/{ENTITIES[kind]}/{quote(key, safe='')}"


def _attribute(name: str, spec: Mapping[str, Any]) -> str:
    return f"{name}Id" if spec.get("type") in ("link", "linkParent", "file") else name


def _version(row: Mapping[str, Any]) -> str:
    found = row.get("versionNumber")
    return "" if found is None else str(found)


def _reason(reply: Reply) -> Message:
    said = said_in(reply)
    if said:
        return told(said)
    return msg("The other system answered with the status {status}.", status=str(reply.status))
