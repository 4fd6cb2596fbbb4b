"""What a column of a table of feedback can hold, and how it is recognised by its name."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, Field

from apps.datasets.intakes.columns import Guess, Kind
from apps.feedback.records.models import FeedbackRecord

# In the order in which a name that fits two is given away.
KINDS: dict[str, Kind] = {
    "text": Kind(
        _("What was said"),
        "text|comment|comments|review|review text|feedback|message|answer|content|body|verbatim"
        "|评论|评价|内容|评论内容|评价内容|反馈|反馈内容|文本|留言|意见|回答",
    ),
    "occurred_at": Kind(
        _("Date"),
        "date|time|datetime|timestamp|created|created at|review date|submitted at|submitted|said on"
        "|日期|时间|评论时间|评价时间|提交时间|创建时间|反馈时间",
    ),
    "country": Kind(
        _("Market"),
        "country|country name|country code|market|iso3|iso|nation|territory"
        "|国家|国别|国家地区|国家或地区|市场|地区",
    ),
    "language": Kind(_("Language"), "language|lang|locale|语言|语种"),
    "number": Kind(
        _("Rating"), "rating|stars|star|score|nps|grade|评分|星级|得分|分数|打分|满意度"
    ),
    "submission_id": Kind(
        _("Id of the record"),
        "id|review id|comment id|response id|submission id|ticket id|uuid|key"
        "|编号|评论编号|反馈编号|序号|主键",
    ),
    "source": Kind(
        _("Source"), "source|platform|store|channel|origin|app store|来源|平台|渠道|数据来源"
    ),
    "field_label": Kind(_("Question"), "question|question text|prompt|问题|题目"),
    "contact": Kind(
        _("E-mail address of the contact"),
        "email|e mail|email address|contact email|mail|邮箱|电子邮箱|电子邮件|邮箱地址",
    ),
}


class Plan(BaseModel):
    """What a person agreed on: field → column, and what holds for the whole table."""

    columns: dict[str, str]
    channel: FeedbackRecord.Channel = FeedbackRecord.Channel.IMPORT
    source: str = Field(default="", max_length=120)
    country: str = ""
    number_max: float | None = None


guess = Guess(KINDS)
