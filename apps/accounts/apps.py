from django.apps import AppConfig
from django.db.models.signals import post_save


class AccountsConfig(AppConfig):
    name = "apps.accounts"

    def ready(self) -> None:
        from apps.accounts import receivers  # models must be loaded first

        post_save.connect(
            receivers.password_saved, sender="accounts.User", dispatch_uid="accounts.password_saved"
        )
