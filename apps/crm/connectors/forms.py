"""What a person says of a connection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.rendering import render
from apps.crm.connectors.contract import CrmConnector
from apps.crm.connectors.plan import Plan
from apps.crm.connectors.values import FIELDS, MODELS, OWN
from apps.crm.fields import OwnFieldsField
from apps.crm.models import Basis, SyncConnection
from apps.crm.models.merging import PartyKind
from apps.projects.domain.errors import Refused

NAME = _("Name")
DIRECTIONS = (
    ("off", _("Not exchanged")),
    ("both", _("Both ways")),
    ("in", _("Only to Lepton")),
    ("out", _("Only from Lepton")),
)


class _Refusable(forms.Form):
    def show_refusal(self, refused: Refused) -> None:
        field = refused.field if refused.field in self.fields else None
        self.add_error(field, render(refused.message))


class NameForm(_Refusable):
    """How the connection is called."""

    name = forms.CharField(
        label=NAME, max_length=80, help_text=_("Such as the account or the team that it is of.")
    )


class ConnectionForm(_Refusable):
    """What is exchanged, when, and who wins."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=NAME, max_length=80)
    company = forms.ChoiceField(label=_("Companies"), choices=DIRECTIONS)
    contact = forms.ChoiceField(label=_("Contacts"), choices=DIRECTIONS)
    lead = forms.ChoiceField(label=_("Leads"), choices=DIRECTIONS)
    every = forms.TypedChoiceField(
        label=_("Schedule"), choices=SyncConnection.Every.choices, coerce=int
    )
    policy = forms.ChoiceField(
        label=_("Conflicts"),
        choices=SyncConnection.Policy.choices,
        help_text=_("Where both sides changed the same field of a record differently."),
    )
    deletions = forms.ChoiceField(
        label=_("Deletions"),
        choices=SyncConnection.Deletions.choices,
        help_text=_("When a record is deleted on one side."),
    )
    basis = forms.ChoiceField(
        label=_("Lawful basis of leads from there"),
        required=False,
        choices=[("", "–"), *((c.value, c.label) for c in Basis if c is not Basis.NOT_NEEDED)],
        help_text=_("GDPR Article 6. Needed where leads come in."),
    )
    basis_note = forms.CharField(label=_("About the lawful basis"), required=False, max_length=300)

    def __init__(
        self, sent: Any, connection: SyncConnection, plan: Plan, kinds: Sequence[str]
    ) -> None:
        now = {name: getattr(connection, name) for name in ("name", "every", "policy", "deletions")}
        parts = {kind: plan.of(kind).direction for kind in kinds}
        lawful = {"basis": plan.basis, "basis_note": plan.basis_note}
        seen = {"seen": connection.updated_at.isoformat()}
        super().__init__(sent, initial={**now, **parts, **lawful, **seen})
        for kind in PartyKind.values:
            if kind not in kinds:
                del self.fields[kind]
        if "lead" not in kinds:
            del self.fields["basis"], self.fields["basis_note"]

    def clean_seen(self) -> datetime | None:
        try:
            return datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            return None

    def show_conflict(self, current: SyncConnection) -> None:
        """Refuse the save, and let the next one win knowingly."""
        self.add_error(
            None,
            gettext(
                "Somebody else changed this connection after you opened it. Nothing you typed is"
                " lost: save again to keep yours."
            ),
        )
        self.data = {**dict(self.data.items()), "seen": current.updated_at.isoformat()}


class FieldsForm(_Refusable):
    """Which of their fields each of ours is kept in step with."""

    own = OwnFieldsField(
        label=_("Own fields"),
        required=False,
        help_text=_("One on each line: our name, a colon, and the name of the field there."),
    )

    def __init__(
        self, sent: Any, kind: str, pairs: Sequence[tuple[str, str]],
        known: Sequence[Mapping[str, Any]],
    ) -> None:  # fmt: skip
        now = dict(pairs)
        own = {name.removeprefix(OWN): to for name, to in now.items() if name.startswith(OWN)}
        super().__init__(sent, initial={**now, "own": own})
        listed = [(one["name"], _label(one)) for one in known]
        made: dict[str, forms.Field] = {}
        for name in FIELDS[kind]:
            # What was mapped and is not there any more stays chosen, so that its refusal is seen.
            lost = now.get(name, "")
            extra = [] if not lost or lost in dict(listed) else [(lost, lost)]
            made[name] = forms.ChoiceField(
                label=field_label(kind, name),
                required=False,
                choices=[("", gettext("Not kept in step")), *listed, *extra],
            )
        self.fields = {**made, "own": self.fields["own"]}

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """(our field, their field) for each that was chosen."""
        given = dict(self.cleaned_data)
        own = given.pop("own") or {}
        return [
            *((name, theirs) for name, theirs in given.items() if theirs),
            *((f"{OWN}{name}", str(theirs)) for name, theirs in own.items()),
        ]


def _label(one: Mapping[str, Any]) -> str:
    label = f"{one['label']} ({one['name']})" if one["label"] != one["name"] else one["name"]
    return label if one.get("writable", True) else f"{label} · {gettext('read only')}"


def field_label(kind: str, name: str) -> str:
    """What a field is called on pages."""
    if name.startswith(OWN):
        return name.removeprefix(OWN)
    label = str(MODELS[kind]._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def kinds_of(connector: CrmConnector) -> list[str]:
    return [kind for kind in PartyKind.values if kind in connector.kinds]
