"""A base model's facts in the reader's words, for the page and the API."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from apps.core.messages import Items
from apps.core.rendering import show
from apps.engines.base_models.listing import MANY, BaseFacts
from apps.reference.languages import language_name

# How much of a base model can learn, in a word each; the engine's form says more.
METHOD_NAMES = {
    "full": _("everything"),
    "lora": "LoRA",
    "adalora": "AdaLoRA",
    "adapter": _("adapter"),
    "prefix": _("prefix"),
    "probe": _("last layer"),
    "few_shot": _("few examples"),
}
PURPOSES = {"reads": _("reads texts"), "writes": _("writes texts")}
LICENCE_SOURCES = {
    "card": _("by its model card"),
    "package": _("by its package"),
    "file": _("by its licence file"),
}


def languages(facts: BaseFacts) -> list[str]:
    """What its languages are called; empty where none is stated."""
    if MANY in facts.languages:
        return [gettext(facts.languages_said) if facts.languages_said else gettext("many")]
    lang = get_language() or "en"
    return [language_name(code.replace("-", "_"), lang) for code in facts.languages]


def methods(facts: BaseFacts) -> str:
    """'all methods', or all but some; empty where it cannot be used. Of what writes texts, those
    that it has.
    """
    if not facts.methods:
        return ""
    if facts.purpose == "writes":
        return joined(str(METHOD_NAMES[one]) for one in facts.methods)
    left_out = [str(METHOD_NAMES[one]) for one in METHOD_NAMES if one not in facts.methods]
    if not left_out:
        return gettext("all methods")
    return gettext("all methods but {methods}").format(methods=joined(left_out))


def joined(names: Iterable[str]) -> str:
    """A list as the reader's language writes it."""
    return show(Items(items=tuple(names)))


def source(facts: BaseFacts) -> str:
    """Where it comes from. A path of this machine is not told."""
    if facts.origin == "package":
        return gettext("Package {name} {version}").format(name=facts.package, version=facts.version)
    if facts.added and facts.added.hub:
        revision = facts.added.revision[:8]
        return gettext("Folder, from the hub: {name} ({revision})").format(
            name=facts.added.hub, revision=revision
        )
    return gettext("Folder")
