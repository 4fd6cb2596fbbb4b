from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResearchConfig(AppConfig):
    name = "apps.research"

    def ready(self) -> None:
        from django.urls import reverse  # rooms are wired once all are loaded

        from apps.core.messages import mark
        from apps.core.navigation import NavItem
        from apps.core.navigation import add as add_nav
        from apps.jobs.links import edit_forms, purpose_names
        from apps.projects import cards, facts, gates
        from apps.projects.domain import samples
        from apps.projects.models import Stage
        from apps.research.competitors import wiring as competitors
        from apps.research.domain import evidence, market_data
        from apps.research.domain.demand import PURPOSE
        from apps.research.domain.sample import make_sample, retell
        from apps.research.predictions import wiring as predictions

        owner = self.name
        competitors.register(owner)
        predictions.register(owner)
        samples.register(make_sample, retell)
        add_nav(
            NavItem("demand", _("Demand"), "chart-dots", "research:demand", order=40), owner=owner
        )
        edit_forms.register(
            PURPOSE,
            lambda job: f"{reverse('research:demand_new', args=[job.project_id])}?from={job.pk}",
            owner=owner,
        )
        purpose_names.register(PURPOSE, mark("Demand"), owner=owner)
        cards.add(cards.CardSource("research.demand", evidence.card, order=30), owner=owner)
        facts.add(facts.FactSource("research.demand", evidence.facts, order=30), owner=owner)
        gates.add(
            gates.GateCheck(
                key="research.demand",
                stage=Stage.RESEARCH,
                label=mark("Demand is estimated"),
                check=evidence.gate,
                order=30,
            ),
            owner=owner,
        )
        gates.add(
            gates.GateCheck(
                key="research.market_data",
                stage=Stage.RESEARCH,
                label=mark("There is data on this market"),
                check=market_data.gate,
                order=25,
            ),
            owner=owner,
        )
