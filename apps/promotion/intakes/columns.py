"""What a column of a table of figures can hold, and how it is recognised by its name."""

from __future__ import annotations

from typing import Literal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pydantic import BaseModel

from apps.datasets.intakes.columns import Guess, Kind

# In the order in which a name that fits two is given away.
KINDS: dict[str, Kind] = {
    "day": Kind(
        pgettext_lazy("calendar", "Day"),
        "day|date|reporting starts|report date|stat date|reporting date|日期|天|统计日期|时间",
    ),
    "campaign": Kind(
        _("Campaign, by its name or id"),
        "campaign|campaign name|campaign id|ad campaign|广告系列|广告系列名称|推广计划|计划名称"
        "|营销活动|活动|活动名称",
    ),
    "channel": Kind(
        _("Channel, by its name"),
        "channel|channel name|network|platform|publisher platform|source|medium|渠道|渠道名称|平台"
        "|媒体",
    ),
    "spend": Kind(
        _("Spend"), "spend|cost|costs|amount spent|ad spend|budget spent|花费|消耗|费用|支出|成本"
    ),
    "impressions": Kind(
        _("Times shown"), "impressions|impr|views|times shown|展示|展示次数|展现|展现量|曝光|曝光量"
    ),
    "clicks": Kind(_("Clicks"), "clicks|link clicks|click|点击|点击次数|点击量"),
    "conversions": Kind(
        _("Conversions"), "conversions|conv|results|purchases|leads|转化|转化数|转化量|转化次数"
    ),
    "revenue": Kind(
        _("Revenue"),
        "revenue|conversion value|conv value|purchase value|sales|转化价值|收入|销售额|营收",
    ),
    "currency": Kind(
        _("Currency"), "currency|currency code|account currency|币种|货币|货币代码"
    ),
}  # fmt: skip
MONEY = ("spend", "revenue")
COUNTS = ("impressions", "clicks", "conversions")
FIGURES = (*MONEY, *COUNTS)


class Plan(BaseModel):
    """What a person agreed on: field → column, and what holds for the whole table. ``campaign`` and
    ``channel`` are ids, for rows that name none.
    """

    columns: dict[str, str]
    campaign: str = ""
    channel: str = ""
    existing: Literal["skip", "update"] = "update"


guess = Guess(KINDS)
