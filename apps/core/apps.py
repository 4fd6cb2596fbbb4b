from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "apps.core"

    def ready(self) -> None:
        from apps.core import sealing
        from apps.core.api import answers

        sealing.renewers.register("kept answers", answers.renew, owner=self.name)
