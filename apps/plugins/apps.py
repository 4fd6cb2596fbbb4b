from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PluginsConfig(AppConfig):
    name = "apps.plugins"
    verbose_name = _("Plugins")

    def ready(self) -> None:
        from apps.core import catalogue, extensions, sealing
        from apps.plugins import kinds, queues
        from apps.plugins.board import PluginBoard  # models must be loaded first
        from apps.plugins.domain.settings import renew

        sealing.renewers.register("plugins", renew, owner=self.name)
        extensions.install(PluginBoard())
        catalogue.add(kinds.KINDS, owner=self.name)
        queues.connect()
