"""Addresses that tell where a visitor came from, by the UTM parameters of web analytics."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.utils.text import slugify

from apps.promotion.models import Creative


def word(text: str) -> str:
    """A name as such a parameter holds it: 'Spring fair 2027' → 'spring-fair-2027'."""
    return slugify(text, allow_unicode=True)


def tracked(address: str, **utm: str) -> str:
    """``address`` with ``utm_…`` parameters in the place of those that it has; the rest of it stays
    as it is. Empty ones are left out.
    """
    parts = urlsplit(address)
    given = {f"utm_{name}": value for name, value in utm.items() if value}
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in given]
    return urlunsplit(parts._replace(query=urlencode([*kept, *given.items()])))


def link_of(creative: Creative) -> str:
    """Where a creative leads to, told apart by channel, campaign and creative; '' where nowhere."""
    if not creative.landing_url:
        return ""
    channel = creative.channel
    return tracked(
        creative.landing_url,
        source=word(channel.name) if channel else "",
        medium=word(channel.medium or channel.kind) if channel else "",
        campaign=word(creative.campaign.name),
        content=f"{word(creative.name)}-{creative.language.lower()}",
    )
