"""Words of a creative that the law of its market forbids, or wants proof of.

A planning aid, not legal advice: a word that is found is a question to whoever approves, and what
is not found may still be wrong. Each rule names where it comes from. Plugins may add rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from apps.core.messages import Message, msg
from apps.core.registry import Registry
from apps.promotion.models import Creative

EUROPEAN_ECONOMIC_AREA = frozenset(
    {"AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GRC", "HRV",
     "HUN", "IRL", "ISL", "ITA", "LIE", "LTU", "LUX", "LVA", "MLT", "NLD", "NOR", "POL", "PRT",
     "ROU", "SVK", "SVN", "SWE"}
)  # fmt: skip


@dataclass(frozen=True)
class ClaimRule:
    """``pattern`` is looked for in any case; ``markets`` are alpha-3 codes, none means all.
    ``forbidden`` says that no proof helps.
    """

    key: str
    pattern: str
    sentence: Message
    source: str
    markets: frozenset[str] = frozenset()
    forbidden: bool = False


@dataclass(frozen=True)
class Finding:
    """``words`` as they stand in the text."""

    rule: ClaimRule
    words: tuple[str, ...]


rules: Registry[ClaimRule] = Registry("rule for claims")


def add(rule: ClaimRule, *, owner: str) -> None:
    re.compile(rule.pattern)
    rules.register(rule.key, rule, owner=owner)


def findings(creative: Creative) -> list[Finding]:
    """What the rules of the campaign's market find in headline and text, forbidden words first."""
    text = f"{creative.headline}\n{creative.body}"
    market = creative.campaign.market
    found = list(_found(text, market, [rule for _owner, rule in rules.present(creative.project)]))
    return sorted(found, key=lambda one: (not one.rule.forbidden, one.rule.key))


def forbidden(creative: Creative) -> list[str]:
    """The words of its text that no proof makes lawful."""
    found = [one.words for one in findings(creative) if one.rule.forbidden]
    return [word for words in found for word in words]


def _found(text: str, market: str, wanted: list[ClaimRule]) -> Iterator[Finding]:
    for rule in wanted:
        if rule.markets and market not in rule.markets:
            continue
        words = re.findall(rule.pattern, text, flags=re.IGNORECASE)
        if words:
            yield Finding(rule, tuple(dict.fromkeys(words)))


BUILTIN = (
    ClaimRule(
        "superlative_cn",
        r"国家级|最高级|最佳|世界级|顶级|独一无二|全网最\w|全球最\w|第一品牌|销量第一|最先进",
        msg("Chinese advertising law forbids superlatives such as these."),
        "中华人民共和国广告法 (2021), Article 9(3)",
        frozenset({"CHN"}),
        forbidden=True,
    ),
    ClaimRule(
        "environment_eu",
        r"\b(?:carbon|climate|CO2)[- ]neutral\b|\bklimaneutral\w*|\bCO2-neutral\w*"
        r"|\bneutre en carbone\b|\bcarbono neutr[ao]\b|碳中和",
        msg(
            "In the European Economic Area a claim that a product is climate neutral because"
            " emissions are offset is forbidden."
        ),
        "Directive 2005/29/EC, Annex I No. 4c, as amended by Directive (EU) 2024/825",
        EUROPEAN_ECONOMIC_AREA,
        forbidden=True,
    ),
    ClaimRule(
        "green_eu",
        r"\b(?:eco|environmentally)[- ]friendly\b|\bumweltfreundlich\w*"
        r"|\bécologique\w*|\becológic[ao]s?\b|环保|\bsustainable\b|\bnachhaltig\w*",
        msg("A general environmental claim needs recognised excellent performance that is proven."),
        "Directive 2005/29/EC, Annex I No. 4a, as amended by Directive (EU) 2024/825;"
        " CMA Green Claims Code (GBR)",
        EUROPEAN_ECONOMIC_AREA | {"GBR"},
    ),
    ClaimRule(
        "cure",
        r"\bcures?\b|\bheals?\b|\bheilt\b|\bguérit\b|治愈|根治|包治",
        msg("A product that is no approved medicine must not be said to cure anything."),
        "Directive 2005/29/EC, Annex I No. 17; FTC Health Products Compliance Guidance (2022);"
        " 中华人民共和国广告法, Article 17",
    ),
    ClaimRule(
        "best",
        r"\bthe best\b|\bno\. ?1\b|\bnumber one\b|#1|\bworld[- ]leading\b|\bmarket leader\b"
        r"|\bNr\. ?1\b|\bMarktführer\b|\bbeste[nrs]?\b|\ble meilleur\b|\bel mejor\b|领先|第一",
        msg("A claim to be first or best needs proof that compares like with like. Keep it ready."),
        "Directive 2006/114/EC, Article 4; CAP Code 3.33; FTC Policy Statement Regarding"
        " Advertising Substantiation",
    ),
    ClaimRule(
        "certain",
        r"\b100 ?% (?:accurate|safe|secure)\b|\berror[- ]free\b|\bbias[- ]free\b|\brisk[- ]free\b"
        r"|\bfehlerfrei\w*|零错误|零风险|绝对安全|万无一失|百分之百准确",
        msg("A promise that nothing goes wrong must always be true. Say what was measured."),
        "FTC Act, Section 5 (Operation AI Comply, 2024); Directive 2005/29/EC, Article 6",
    ),
    ClaimRule(
        "free",
        r"\bfree of charge\b|\bfor free\b|\bgratis\b|\bkostenlos\w*|\bgratuit\w*|免费",
        msg("'Free' may leave only the cost of answering and of delivery to the customer."),
        "Directive 2005/29/EC, Annex I No. 20; 16 CFR Part 251 (FTC)",
    ),
    ClaimRule(
        "hurry",
        r"\bonly today\b|\blast chance\b|\bnur heute\b|\bletzte Chance\b"
        r"|仅限今日|最后机会|仅此一天",
        msg("An offer that is said to end soon must end then."),
        "Directive 2005/29/EC, Annex I No. 7",
    ),
)  # fmt: skip
