from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SdkConfig(AppConfig):
    name = "apps.sdk"
    verbose_name = _("Plugins")
