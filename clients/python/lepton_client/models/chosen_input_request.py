from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.chosen_input_request_roles import ChosenInputRequestRoles


T = TypeVar("T", bound="ChosenInputRequest")


@_attrs_define
class ChosenInputRequest:
    """What fills an input of the engine, and the part that each column plays.

    Attributes:
        id (str): For a `dataset`: the id of a version. For an `output` of another job: `<id of the job>/<name of the
            table>`; the job waits until that one has succeeded.
        kind (str | Unset):  Default: 'dataset'.
        roles (ChosenInputRequestRoles | Unset): Role → names of columns, as the engine's `inputs` ask for.
    """

    id: str
    kind: str | Unset = "dataset"
    roles: ChosenInputRequestRoles | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        kind = self.kind

        roles: dict[str, Any] | Unset = UNSET
        if not isinstance(self.roles, Unset):
            roles = self.roles.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
            }
        )
        if kind is not UNSET:
            field_dict["kind"] = kind
        if roles is not UNSET:
            field_dict["roles"] = roles

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.chosen_input_request_roles import ChosenInputRequestRoles  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        kind = d.pop("kind", UNSET)

        _roles = d.pop("roles", UNSET)
        roles: ChosenInputRequestRoles | Unset
        if isinstance(_roles, Unset):
            roles = UNSET
        else:
            roles = ChosenInputRequestRoles.from_dict(_roles)

        chosen_input_request = cls(
            id=id,
            kind=kind,
            roles=roles,
        )

        return chosen_input_request
