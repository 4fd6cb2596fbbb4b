from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DatasetsConfig(AppConfig):
    name = "apps.datasets"

    def ready(self) -> None:
        from apps.core import catalogue
        from apps.datasets import kinds

        catalogue.add(kinds.KINDS, owner=self.name)
        from apps.core import navigation
        from apps.datasets import receivers  # noqa: F401 - connects them
        from apps.datasets.combining import taking as combining
        from apps.datasets.deriving import asking
        from apps.datasets.domain import intake, overview, usage  # needs loaded models
        from apps.datasets.engines.manifests import (
            CorrectEngine,
            DeriveEngine,
            ExcelEngine,
            ImportEngine,
            InspectEngine,
        )
        from apps.datasets.inputs import DatasetProvider, UploadProvider
        from apps.datasets.labelling import correct, feed, steps
        from apps.datasets.sources import ready as sources
        from apps.engines import registry
        from apps.jobs.domain.keeping import holders
        from apps.jobs.finishing import on_finished
        from apps.jobs.inputs import providers
        from apps.jobs.links import edit_forms, next_steps, purpose_names
        from apps.projects import cards, meters, room
        from apps.projects.transfer.rules import arrivals

        for provider in (DatasetProvider(), UploadProvider()):
            providers.register(provider.kind, provider, owner=self.name)
        engines = (InspectEngine(), ImportEngine(), ExcelEngine(), CorrectEngine(), DeriveEngine())
        for engine in engines:
            registry.register(engine, owner=self.name)
        holders.register("datasets", overview.made_by_jobs, owner=self.name)
        on_finished("datasets.inspect", intake.inspected)
        on_finished("datasets.import", intake.imported)
        on_finished(correct.ENGINE, correct.corrected)
        on_finished(asking.ENGINE, asking.derived)
        on_finished("text.", feed.feed)
        next_steps.register("labels", steps.check_step, owner=self.name)
        next_steps.register(asking.ENGINE, asking.open_step, owner=self.name)
        edit_forms.register(asking.ENGINE, asking.edit_url, owner=self.name)
        purpose_names.register(asking.ENGINE, DeriveEngine.label, owner=self.name)
        meters.add("datasets.disk", overview.disk, owner=self.name)
        room.add("datasets.disk", usage.no_room, owner=self.name)
        cards.add(cards.CardSource("datasets", overview.card, order=20), owner=self.name)
        navigation.add(
            navigation.NavItem("datasets", _("Data"), "database", "datasets:list", 30),
            owner=self.name,
        )
        arrivals.register("datasets.Upload", intake.arriving, owner=self.name)
        sources.register(self.name)
        combining.register(self.name)
