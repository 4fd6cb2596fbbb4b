from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "apps.accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from apps.accounts import checks as _checks  # noqa: F401 - registers itself
        from apps.accounts import kinds, receivers  # models must be loaded first
        from apps.accounts.domain import invitations, people
        from apps.accounts.second_factor import renew
        from apps.core import catalogue, sealing

        catalogue.add(kinds.KINDS, owner=self.name)
        sealing.renewers.register("second factors", renew, owner=self.name)
        receivers.connect()
        invitations.on_accept.register(
            "administration", people.grant_administration, owner="apps.accounts"
        )
