from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.product_input_request import ProductInputRequest


T = TypeVar("T", bound="ProjectInputRequest")


@_attrs_define
class ProjectInputRequest:
    """A project to make or change.

    Attributes:
        name (str):
        home_country (str): ISO 3166-1 alpha-3, such as `DEU`.
        description (str | Unset):
        currency (str | Unset): ISO 4217, such as `EUR`.
        product (ProductInputRequest | Unset): A body. A member that nobody reads is an error, so that a typing mistake
            is not silent.
    """

    name: str
    home_country: str
    description: str | Unset = UNSET
    currency: str | Unset = UNSET
    product: ProductInputRequest | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        home_country = self.home_country

        description = self.description

        currency = self.currency

        product: dict[str, Any] | Unset = UNSET
        if not isinstance(self.product, Unset):
            product = self.product.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "home_country": home_country,
            }
        )
        if description is not UNSET:
            field_dict["description"] = description
        if currency is not UNSET:
            field_dict["currency"] = currency
        if product is not UNSET:
            field_dict["product"] = product

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.product_input_request import ProductInputRequest  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        home_country = d.pop("home_country")

        description = d.pop("description", UNSET)

        currency = d.pop("currency", UNSET)

        _product = d.pop("product", UNSET)
        product: ProductInputRequest | Unset
        if isinstance(_product, Unset):
            product = UNSET
        else:
            product = ProductInputRequest.from_dict(_product)

        project_input_request = cls(
            name=name,
            home_country=home_country,
            description=description,
            currency=currency,
            product=product,
        )

        return project_input_request
