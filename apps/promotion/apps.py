from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PromotionConfig(AppConfig):
    name = "apps.promotion"
    verbose_name = _("Promotion")

    def ready(self) -> None:
        from apps.core import catalogue, navigation, slots  # rooms are wired once all are loaded
        from apps.projects.transfer.rules import left_out
        from apps.promotion import kinds
        from apps.promotion.domain import claims
        from apps.promotion.intakes import offer

        owner = self.name
        catalogue.add(kinds.KINDS, owner=owner)
        for rule in claims.BUILTIN:
            claims.add(rule, owner=owner)
        slots.add(offer.PART, owner=owner)
        for model in ("promotion.OutcomeIntake", "promotion.OutcomeChange"):
            left_out.register(
                model,
                "how far an import is, and its way back, belong to the installation that runs it",
                owner=owner,
            )
        left_out.register(
            "promotion.CalendarFeed",
            "the secret address of one person is theirs alone",
            owner=owner,
        )
        navigation.add(
            navigation.NavItem(
                "promotion", _("Promotion"), "speakerphone", "promotion:campaigns", 70
            ),
            owner=owner,
        )
