"""Partners over REST."""

from __future__ import annotations

from apps.core.api.columns import filters_of
from apps.projects.api_records import described
from apps.promotion import models
from apps.promotion.api import PromotionViewSet
from apps.promotion.partners import serializers as shapes
from apps.promotion.partners.records import PARTNERS


@described(
    "partner", "partners", shapes.PartnerSerializer, shapes.PartnerInput, shapes.PartnerBatch
)
class PartnersViewSet(PromotionViewSet):
    """Who sells or promotes the product, where and until when."""

    resource = "partners"
    kind = PARTNERS
    queryset = models.Partner.objects.all()
    serializer_class = shapes.PartnerSerializer
    input_class = shapes.PartnerInput
    row_class = shapes.PartnerRow
    filterset_class = filters_of(shapes.PartnerSerializer, models.Partner)
    lookup_url_kwarg = "partner_id"
