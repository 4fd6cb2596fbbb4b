from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CrmConfig(AppConfig):
    name = "apps.crm"
    verbose_name = _("Customers")

    def ready(self) -> None:
        from apps.core import catalogue, navigation, slots  # rooms are wired once all are loaded
        from apps.core.sealing import renewers
        from apps.crm import kinds, retention
        from apps.crm.connectors import ready as connectors
        from apps.crm.consent import digests
        from apps.crm.deals import history  # noqa: F401 - keeps the moves of deals
        from apps.crm.merging import references
        from apps.crm.prospects import offer
        from apps.projects.transfer.rules import arrivals, departures, left_out

        catalogue.add(kinds.KINDS, owner=self.name)
        slots.add(offer.PART, owner=self.name)
        left_out.register(
            "crm.LeadIntake",
            "how far a table's leads are belongs to the installation that makes them",
            owner=self.name,
        )
        references.register(self.name)
        connectors.register(self.name)
        retention.register(self.name)
        renewers.register("suppression lists", digests.renew, owner=self.name)
        departures.register("crm.SuppressionKey", digests.leaving, owner=self.name)
        arrivals.register("crm.SuppressionKey", digests.arriving, owner=self.name)
        navigation.add(
            navigation.NavItem("customers", _("Customers"), "building-store", "crm:contacts", 60),
            owner=self.name,
        )
