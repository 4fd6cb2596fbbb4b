"""Choosing an engine's inputs and the columns that play its roles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.joining import sentences
from apps.core.rendering import render
from apps.engines.contract import Engine, InputProfile, InputSlot, Issue, RoleSpec
from apps.jobs.inputs import kinds_for, providers


def choices_for(slot: InputSlot, project_id: Any) -> list[InputProfile]:
    """What may fill the slot, newest first."""
    found: list[InputProfile] = []
    for kind in kinds_for(slot):
        provider = providers.get(kind)
        suiting = getattr(provider, "suiting", None)
        if suiting is not None:
            found += suiting(project_id, slot)
        elif provider is not None:
            found += provider.choices(project_id)
    return found


def preset_of(slot: InputSlot, project_id: Any) -> str:
    """The value that a slot has before anybody chooses; '' for none."""
    for kind in kinds_for(slot):
        find = getattr(providers.get(kind), "preset", None)
        found = find(project_id, slot) if find else ""
        if found:
            return f"{kind}:{found}"
    return ""


def value_of(profile: InputProfile) -> str:
    return f"{profile.kind}:{profile.id}"


class InputsForm(forms.Form):
    """One choice for each slot of the engine. Its values are '<kind>:<id>'.

    The newest are offered, and whatever was asked for that ``user`` may see.
    """

    def __init__(
        self, engine: Engine, project_id: Any, user: Any, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered: dict[str, InputProfile] = {}
        self.slots = engine.inputs
        for slot in engine.inputs:
            profiles = choices_for(slot, project_id)
            profiles += self._asked_for(slot, project_id, user, profiles)
            self.offered |= {value_of(profile): profile for profile in profiles}
            self.fields[slot.key] = forms.ChoiceField(
                label=gettext(slot.label), required=slot.required,
                choices=[("", "–"), *((value_of(one), one.name) for one in profiles)],
            )  # fmt: skip

    def _asked_for(
        self, slot: InputSlot, project_id: Any, user: Any, offered: list[InputProfile]
    ) -> list[InputProfile]:
        """What the slot was filled with, where it is none of the newest."""
        value = str(self.data.get(slot.key) or "")
        kind, _colon, input_id = value.partition(":")
        provider = providers.get(kind) if kind in kinds_for(slot) else None
        if provider is None or any(value_of(one) == value for one in offered):
            return []
        try:
            return [provider.profile(user, project_id, input_id)]
        except LookupError:
            return []

    def chosen(self) -> dict[str, InputProfile]:
        """The profile of each slot that is filled. Call after ``is_valid``."""
        values = {slot.key: self.cleaned_data.get(slot.key) for slot in self.slots}
        return {key: self.offered[value] for key, value in values.items() if value in self.offered}


class RolesForm(forms.Form):
    """Columns for each role of each chosen input, and the run's title."""

    title = forms.CharField(label=_("Title"), max_length=200, required=False)

    def __init__(
        self, engine: Engine, chosen: Mapping[str, InputProfile], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._slots = [slot for slot in engine.inputs if slot.key in chosen]
        self._chosen = chosen
        self.wanted: set[str] = set()  # fields that must be filled: the engine says so in words
        for slot in self._slots:
            for role in slot.roles:
                name = f"{slot.key}.{role.key}"
                self.fields[name] = self._field(slot, role, chosen[slot.key])
                if role.minimum:
                    self.wanted.add(name)
        self.fields["title"] = self.fields.pop("title")  # last

    def _field(self, slot: InputSlot, role: RoleSpec, profile: InputProfile) -> forms.Field:
        fitting = [column for column in profile.columns if column.dtype in role.dtypes]
        columns = [(c.name, f"{c.name} ({c.unit})" if c.unit else c.name) for c in fitting]
        label = gettext(role.label)
        if sum(bool(one.roles) for one in self._slots) > 1:
            label = f"{gettext(slot.label)} · {label}"
        common: dict[str, Any] = {
            "label": label, "required": False,
            "help_text": gettext(role.help) if role.help else "",
        }  # fmt: skip
        called = {role.key, gettext(role.label).casefold()}
        alike = [column.name for column in fitting if column.name.strip().casefold() in called]
        alike = [] if self.initial else alike  # an earlier run has left empty what it did not want
        if role.maximum == 1:
            first = alike[0] if alike else None
            return forms.ChoiceField(choices=[("", "–"), *columns], initial=first, **common)
        widget = forms.CheckboxSelectMultiple if len(columns) <= 30 else forms.SelectMultiple
        return forms.MultipleChoiceField(choices=columns, widget=widget, initial=alike, **common)

    def inputs(self) -> dict[str, Any]:
        """What ``submit`` takes. Call after ``is_valid``."""
        answer = {}
        for slot in self._slots:
            profile = self._chosen[slot.key]
            roles = {role.key: self._names(f"{slot.key}.{role.key}") for role in slot.roles}
            filled = {key: names for key, names in roles.items() if names}
            answer[slot.key] = {"kind": profile.kind, "id": profile.id, "roles": filled}
        return answer

    def _names(self, field: str) -> list[str]:
        value = self.cleaned_data.get(field) or []
        return [value] if isinstance(value, str) else list(value)

    def add_issues(self, issues: list[Issue]) -> list[Issue]:
        """Show the issues of roles at their fields; the others are returned."""
        rest = []
        for issue in issues:
            if issue.field in self.fields:
                words = sentences(render(issue.message), render(issue.fix))
                self.add_error(issue.field, words)
            else:
                rest.append(issue)
        return rest
