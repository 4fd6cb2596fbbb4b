from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.kind_enum import KindEnum

if TYPE_CHECKING:
    from ..models.token import Token


T = TypeVar("T", bound="Me")


@_attrs_define
class Me:
    """Who is behind the request, and what the token may do.

    Attributes:
        id (UUID):
        kind (KindEnum): * `person` - person
            * `service` - service
        email (None | str): null for a service account
        name (str):
        language (str): Empty: what `Accept-Language` asks for.
        time_zone (str):
        token (None | Token): null for a browser session
    """

    id: UUID
    kind: KindEnum
    email: None | str
    name: str
    language: str
    time_zone: str
    token: None | Token
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.token import Token  # noqa: PLC0415

        id = str(self.id)

        kind = self.kind.value

        email: None | str
        email = self.email

        name = self.name

        language = self.language

        time_zone = self.time_zone

        token: dict[str, Any] | None
        if isinstance(self.token, Token):
            token = self.token.to_dict()
        else:
            token = self.token

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "email": email,
                "name": name,
                "language": language,
                "time_zone": time_zone,
                "token": token,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.token import Token  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        kind = KindEnum(d.pop("kind"))

        def _parse_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        email = _parse_email(d.pop("email"))

        name = d.pop("name")

        language = d.pop("language")

        time_zone = d.pop("time_zone")

        def _parse_token(data: object) -> None | Token:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                token_type_0 = Token.from_dict(data)

                return token_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Token, data)

        token = _parse_token(d.pop("token"))

        me = cls(
            id=id,
            kind=kind,
            email=email,
            name=name,
            language=language,
            time_zone=time_zone,
            token=token,
        )

        me.additional_properties = d
        return me

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
