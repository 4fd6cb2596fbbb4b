from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PromotionConfig(AppConfig):
    name = "apps.promotion"
    verbose_name = _("Promotion")

    def ready(self) -> None:
        from apps.core import catalogue, navigation  # rooms are wired once all are loaded
        from apps.promotion import kinds
        from apps.promotion.domain import claims

        owner = self.name
        catalogue.add(kinds.KINDS, owner=owner)
        for rule in claims.BUILTIN:
            claims.add(rule, owner=owner)
        navigation.add(
            navigation.NavItem(
                "promotion", _("Promotion"), "speakerphone", "promotion:campaigns", 70
            ),
            owner=owner,
        )
