"""Choosing an engine's inputs and the columns that play its roles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.joining import sentences
from apps.core.rendering import render
from apps.engines.contract import ColumnProfile, Engine, InputProfile, InputSlot, Issue, RoleSpec
from apps.jobs import guessing
from apps.jobs.described import ColumnWords
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
        self,
        engine: Engine,
        chosen: Mapping[str, InputProfile],
        *args: Any,
        words: Mapping[str, Mapping[str, ColumnWords]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._slots = [slot for slot in engine.inputs if slot.key in chosen]
        self._chosen = chosen
        self._words = words or {}  # what people say of the columns, by slot
        self.wanted: set[str] = set()  # fields that must be filled: the engine says so in words
        for slot in self._slots:
            # An earlier run has left empty what it did not want.
            guessed = {} if self.initial else guessing.columns_of(slot, chosen[slot.key])
            for role in slot.roles:
                name = f"{slot.key}.{role.key}"
                self.fields[name] = self._field(slot, role, guessed.get(role.key, []))
                if role.minimum:
                    self.wanted.add(name)
        self.fields["title"] = self.fields.pop("title")  # last

    def _field(self, slot: InputSlot, role: RoleSpec, alike: list[str]) -> forms.Field:
        fitting = guessing.fitting(role, self._chosen[slot.key])
        columns = [(column.name, self._option(slot, column)) for column in fitting]
        label = gettext(role.label)
        if sum(bool(one.roles) for one in self._slots) > 1:
            label = f"{gettext(slot.label)} · {label}"
        common: dict[str, Any] = {
            "label": label, "required": False,
            "help_text": gettext(role.help) if role.help else "",
        }  # fmt: skip
        if role.maximum == 1:
            first = alike[0] if alike else None
            return forms.ChoiceField(choices=[("", "–"), *columns], initial=first, **common)
        widget = forms.CheckboxSelectMultiple if len(columns) <= 30 else forms.SelectMultiple
        return forms.MultipleChoiceField(choices=columns, widget=widget, initial=alike, **common)

    def _option(self, slot: InputSlot, column: ColumnProfile) -> str:
        """'price (EUR)', 'p_eur: Net price (EUR)'."""
        words = self._words.get(slot.key, {}).get(column.name, ColumnWords())
        name = column.name
        if words.label and words.label != name:
            name = gettext("{column}: {label}").format(column=name, label=words.label)
        unit = words.unit or column.unit
        return gettext("{name} ({unit})").format(name=name, unit=unit) if unit else name

    @property
    def explained(self) -> list[tuple[str, str]]:
        """(column, description) of the columns that the form offers and somebody has described."""
        found: dict[str, str] = {}
        for slot in self._slots:
            words = self._words.get(slot.key, {})
            for column in self._chosen[slot.key].columns:
                told = words.get(column.name)
                if told is not None and told.description:
                    found.setdefault(self._option(slot, column), told.description)
        return list(found.items())

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
