from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.product_input_request import ProductInputRequest


T = TypeVar("T", bound="PatchedProjectInputRequest")


@_attrs_define
class PatchedProjectInputRequest:
    """A project to make or change.

    Attributes:
        name (str | Unset):
        description (str | Unset):
        home_country (str | Unset): ISO 3166-1 alpha-3, such as `DEU`.
        currency (str | Unset): ISO 4217, such as `EUR`.
        product (ProductInputRequest | Unset): A body. A member that nobody reads is an error, so that a typing mistake
            is not silent.
    """

    name: str | Unset = UNSET
    description: str | Unset = UNSET
    home_country: str | Unset = UNSET
    currency: str | Unset = UNSET
    product: ProductInputRequest | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        description = self.description

        home_country = self.home_country

        currency = self.currency

        product: dict[str, Any] | Unset = UNSET
        if not isinstance(self.product, Unset):
            product = self.product.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if description is not UNSET:
            field_dict["description"] = description
        if home_country is not UNSET:
            field_dict["home_country"] = home_country
        if currency is not UNSET:
            field_dict["currency"] = currency
        if product is not UNSET:
            field_dict["product"] = product

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.product_input_request import ProductInputRequest  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name", UNSET)

        description = d.pop("description", UNSET)

        home_country = d.pop("home_country", UNSET)

        currency = d.pop("currency", UNSET)

        _product = d.pop("product", UNSET)
        product: ProductInputRequest | Unset
        if isinstance(_product, Unset):
            product = UNSET
        else:
            product = ProductInputRequest.from_dict(_product)

        patched_project_input_request = cls(
            name=name,
            description=description,
            home_country=home_country,
            currency=currency,
            product=product,
        )

        return patched_project_input_request
