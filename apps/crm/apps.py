from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CrmConfig(AppConfig):
    name = "apps.crm"
    verbose_name = _("Customers")

    def ready(self) -> None:
        from apps.core import catalogue, navigation  # rooms are wired once all are loaded
        from apps.crm import kinds

        catalogue.add(kinds.KINDS, owner=self.name)
        navigation.add(
            navigation.NavItem("customers", _("Customers"), "building-store", "crm:contacts", 60),
            owner=self.name,
        )
