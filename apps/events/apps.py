from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "apps.events"

    def ready(self) -> None:
        from apps.core.happenings import recorder  # models must be loaded first
        from apps.events.audit import record

        recorder(record)
