"""Form fields of this room: languages, tags, own fields, a company by its name."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.core.messages import clipped
from apps.core.storable import read_json, storable
from apps.crm.models import Company, Contact
from apps.reference.languages import language_name, locale_of

EXTRA = ("en-GB", "en-US", "fr-CA", "pt-BR", "es-MX", "zh-Hans", "zh-Hant")
SUGGESTED = 300


def language_label(tag: str, lang: str) -> str:
    """What a BCP 47 tag is called: 'Portuguese (Brazil)'."""
    own, *rest = tag.split("-")
    locale = locale_of(lang)
    more = [locale.scripts.get(part) or locale.territories.get(part) or part for part in rest]
    return f"{language_name(own, lang)} ({', '.join(more)})" if more else language_name(own, lang)


class LanguageField(forms.ChoiceField):
    """A BCP 47 tag; one that is stored already is offered too."""

    def __init__(self, **kwargs: Any) -> None:
        self.stored = ""
        super().__init__(choices=self._options, **kwargs)

    def _options(self) -> list[tuple[str, str]]:
        lang = get_language() or "en"
        listed = {str(code) for code in locale_of("en").languages}
        codes = {code for code in listed if len(code) == 2} | {*EXTRA}
        codes |= {self.stored} - {""}
        named = sorted(((code, language_label(code, lang)) for code in codes), key=lambda p: p[1])
        return [("", "–"), *named]


def _typed(text: Any) -> str:
    """What was typed, storable: the form looks for NUL in texts, and these fields give none."""
    return str(storable(text or ""))


class TagsField(forms.CharField):
    """Words between commas."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        text = _typed(super().to_python(value))
        words = text.replace("，", ",").replace("、", ",").replace("\n", ",").split(",")
        return list(dict.fromkeys(word.strip() for word in words if word.strip()))


class OwnFieldsField(forms.CharField):
    """One 'name: value' on each line. Numbers, true and false are read as such."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return "\n".join(f"{name}: {_written(item)}" for name, item in value.items())

    def to_python(self, value: Any) -> dict[str, Any]:  # type: ignore[override]
        found: dict[str, Any] = {}
        for line in _typed(super().to_python(value)).splitlines():
            if not line.strip():
                continue
            name, colon, text = line.replace("：", ":", 1).partition(":")
            if not colon:
                raise ValidationError(
                    _("'{line}' has no colon. Write each line as 'name: value'.").format(
                        line=line[:60]
                    )
                )
            found[name.strip()] = _read(text.strip())
        return found


def _written(value: Any) -> str:
    """A text as it is, unless it would be read back as something else."""
    if isinstance(value, str) and _read(value) == value:
        return value
    return json.dumps(value, ensure_ascii=False)


def _read(text: str) -> Any:
    try:
        return read_json(text)
    except (ValueError, RecursionError):
        return text


class CompanyField(forms.CharField):
    """A company of the project by its name; the list of suggestions is bounded."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rows = Company.objects.none()

    def within(self, rows: Any, list_id: str) -> None:
        """Offer ``rows``, suggested in the ``datalist`` of this id."""
        self.rows = rows
        self.widget.attrs.update({"list": list_id, "autocomplete": "off"})

    @property
    def suggestions(self) -> list[str]:
        names = self.rows.order_by("name").values_list("name", flat=True)
        return list(names[:SUGGESTED])

    def prepare_value(self, value: Any) -> Any:
        if value is None or isinstance(value, str):
            return value
        company = value if isinstance(value, Company) else self.rows.filter(pk=value).first()
        return company.name if company else ""

    def clean(self, value: Any) -> Company | None:
        name = " ".join(str(super().clean(value) or "").split())
        if not name:
            return None
        found = list(self.rows.filter(name__iexact=name)[:2])
        if len(found) == 1:
            return found[0]
        sentence = (
            _("Several companies are called '{name}'. Give them names of their own.")
            if found
            else _("There is no company called '{name}'. Add it on the page of companies first.")
        )
        raise ValidationError(sentence.format(name=clipped(name)))


class ContactField(forms.CharField):
    """A contact of the project by the e-mail address, or by a name that only one has."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rows = Contact.objects.none()

    def within(self, rows: Any) -> None:
        self.rows = rows

    def prepare_value(self, value: Any) -> Any:
        if value is None or isinstance(value, str):
            return value
        contact = value if isinstance(value, Contact) else self.rows.filter(pk=value).first()
        return (contact.email or contact.name) if contact else ""

    def clean(self, value: Any) -> Contact | None:
        text = " ".join(str(super().clean(value) or "").split())
        if not text:
            return None
        named = {"email": text.lower()} if "@" in text else {"name__iexact": text}
        found = list(self.rows.filter(**named)[:2])
        if len(found) == 1:
            return found[0]
        sentence = (
            _("Several contacts are called '{name}'. Give the e-mail address instead.")
            if found
            else _("There is no contact '{name}'. Add it on the page of contacts first.")
        )
        raise ValidationError(sentence.format(name=clipped(text)))
