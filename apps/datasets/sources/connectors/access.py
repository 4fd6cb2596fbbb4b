"""How a request says who asks, shared by the connectors that speak HTTP."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, Self
from urllib.parse import quote, urlsplit

from pydantic import Field, SecretStr, model_validator

from apps.core.messages import mark, msg
from apps.datasets.sources.contract import ConnectorSettings, reveal
from apps.engines.contract import Issue

_NAME = re.compile(r"^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$")  # a token of RFC 9110
_LINE = re.compile(r"[\r\n\x00]")


class Access(ConnectorSettings):
    """Settings of a connector that may have to log in."""

    access: Literal["none", "bearer", "basic", "header", "query"] = Field(
        default="none",
        title=mark("Log-in"),
        json_schema_extra={
            "choices": {
                "none": mark("None: the address is public"),
                "bearer": mark("Bearer token"),
                "basic": mark("Name and password"),
                "header": mark("A header of its own"),
                "query": mark("A parameter in the address"),
            }
        },
    )
    access_name: str = Field(
        default="",
        max_length=100,
        title=mark("Name"),
        description=mark("The user's, the header's or the parameter's. Not for a bearer token."),
    )
    secret: SecretStr | None = Field(
        default=None,
        max_length=4000,
        title=mark("Token or password"),
        description=mark("Stored encrypted and never shown again."),
    )

    @model_validator(mode="after")
    def _keep_no_secret_for_nothing(self) -> Self:
        if self.access == "none":
            self.secret = None
        return self


def check_access(settings: Access) -> Sequence[Issue]:
    """What is wrong with how the request says who asks."""
    if settings.access == "none":
        return []
    found = []
    if not reveal(settings.secret):
        found.append(Issue(message=msg("Type the token or password."), field="secret"))
    elif _LINE.search(reveal(settings.secret)):
        found.append(Issue(message=msg("A token has no line breaks."), field="secret"))
    elif settings.access in {"bearer", "header"} and not reveal(settings.secret).isascii():
        text = msg("A token holds only letters without accents, digits and common signs.")
        found.append(Issue(message=text, field="secret"))
    if settings.access == "basic":
        if not settings.access_name or ":" in settings.access_name:
            found.append(
                Issue(message=msg("Type the user's name, without a colon."), field="access_name")
            )
    elif settings.access != "bearer" and not _NAME.match(settings.access_name):
        found.append(
            Issue(
                message=msg("Type the name of the header or parameter, such as X-Api-Key."),
                field="access_name",
            )
        )
    return found


def private_headers(settings: Access) -> dict[str, str]:
    """The headers that carry the secret."""
    secret = reveal(settings.secret)
    if settings.access == "bearer":
        return {"authorization": f"Bearer {secret}"}
    if settings.access == "basic":
        import base64

        pair = base64.b64encode(f"{settings.access_name}:{secret}".encode()).decode("ascii")
        return {"authorization": f"Basic {pair}"}
    return {settings.access_name: secret} if settings.access == "header" else {}


def with_parameter(settings: Access, url: str) -> str:
    """The address to ask, with the secret in it where it is a parameter."""
    if settings.access != "query":
        return url
    pair = f"{quote(settings.access_name, safe='')}={quote(reveal(settings.secret), safe='')}"
    bare, _hash, _rest = url.partition("#")
    return f"{bare}{'&' if urlsplit(bare).query else '?'}{pair}"


def check_address(url: str, field: str) -> Sequence[Issue]:
    """Whether the address may be asked at all. Web process only: it reads the site's settings."""
    from apps.core import outbound

    try:
        outbound.check(url)
    except outbound.OutboundRefused as refused:
        return [Issue(message=refused.message, field=field)]
    return []
