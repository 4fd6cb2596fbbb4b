from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModelhubConfig(AppConfig):
    name = "apps.modelhub"

    def ready(self) -> None:
        from apps.core import catalogue, metrics, states
        from apps.modelhub import kinds

        catalogue.add(kinds.KINDS, owner=self.name)
        from apps.core.messages import mark
        from apps.core.navigation import NavItem, add  # rooms are wired once all are loaded
        from apps.engines import registry as engines
        from apps.jobs.domain.keeping import holders
        from apps.jobs.finishing import on_finished
        from apps.jobs.inputs import providers
        from apps.jobs.links import next_steps, param_pages, purpose_names
        from apps.modelhub.bundles.arriving import PURPOSE
        from apps.modelhub.domain.register import register_model
        from apps.modelhub.exports.manifest import TESTED, ExportEngine
        from apps.modelhub.exports.tested import TestedProvider
        from apps.modelhub.inputs import ModelProvider
        from apps.modelhub.metrics import figures
        from apps.modelhub.models import RegisteredModel
        from apps.modelhub.steps import base_page, predict_step
        from apps.modelhub.watching.wiring import wire

        providers.register("model", ModelProvider(), owner=self.name)
        providers.register(TESTED, TestedProvider(), owner=self.name)
        engines.register(ExportEngine(), owner=self.name)
        of_trials = RegisteredModel.objects.filter(job__parent__isnull=False)
        holders.register("models", lambda: RegisteredModel.objects.values("job"), owner=self.name)
        holders.register("searches", lambda: of_trials.values("job__parent"), owner=self.name)
        on_finished("", register_model)
        purpose_names.register(PURPOSE, mark("Imported model"), owner=self.name)
        param_pages.register("base", base_page, owner=self.name)
        states.add("unusable", states.Look("warn", "alert-triangle", _("Unusable")))
        states.add("drifted", states.Look("warn", "alert-triangle", _("Drift")))
        states.add("steady", states.Look("good", "circle-check", _("No drift")))
        metrics.sources.register("serving", figures, owner=self.name)
        next_steps.register("predict", predict_step, owner=self.name)
        wire(self.name)
        add(
            NavItem("models", _("Models"), "box-model-2", "modelhub:list", order=50),
            owner=self.name,
        )
