from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "apps.accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from apps.accounts import receivers  # models must be loaded first
        from apps.accounts.domain import invitations, people

        receivers.connect()
        invitations.on_accept.register(
            "administration", people.grant_administration, owner="apps.accounts"
        )
