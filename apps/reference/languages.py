"""Babel's locales for the language codes that Django, CLDR and browsers use."""

from __future__ import annotations

from functools import cache

from babel.core import Locale, UnknownLocaleError

CHINESE = {"zh", "zh-cn", "zh-hans", "zh-sg"}


@cache
def locale_of(lang: str) -> Locale:
    """The locale of a language code ('zh-hans', 'pt-BR', 'en'); English for an unknown one."""
    code = lang.replace("_", "-").lower()
    if code in CHINESE:
        return Locale("zh", script="Hans")
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def language_name(code: str, lang: str) -> str:
    """What a language ('pt', 'uz_Arab') is called in ``lang``; in English where CLDR has no name
    in ``lang``, and its code where it has none at all.
    """
    return _called(code, locale_of(lang)) or _called(code, Locale("en")) or code


def _called(code: str, locale: Locale) -> str:
    names = locale.languages
    if code in names:
        return str(names[code])
    base, _, script = code.partition("_")
    if base not in names:
        return ""
    return f"{names[base]} ({locale.scripts.get(script, script)})" if script else str(names[base])


def own_name(code: str) -> str:
    """What a language calls itself ('Deutsch', '中文'), its code where CLDR does not know it."""
    base = code.replace("-", "_")
    try:
        locale = Locale.parse(base)
    except (UnknownLocaleError, ValueError):
        return code
    return str(locale.get_display_name(locale) or code)
