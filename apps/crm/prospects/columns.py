"""What a column of a table of prospects can hold, and how it is recognised by its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, Field

from apps.crm.models import Basis
from apps.datasets.intakes.columns import Guess, Kind, plain

# In the order in which a name that fits two is given away.
KINDS: dict[str, Kind] = {
    "organisation": Kind(
        _("Organisation"),
        "organisation|organization|organisation name|organization name|company|company name|firm"
        "|employer|account|account name|business name|公司|公司名称|企业|企业名称|机构|机构名称"
        "|单位|单位名称|客户名称|厂商",
    ),
    "given_name": Kind(
        _("Given name, or the whole name"),
        "given name|first name|forename|name|full name|contact|contact name|contact person|person"
        "|姓名|名字|名|联系人|联系人姓名|全名",
    ),
    "family_name": Kind(_("Family name"), "family name|last name|surname|姓|姓氏"),
    "job_title": Kind(
        _("Job title"), "job title|title|position|role|function|job|职位|职务|岗位|头衔"
    ),
    "email": Kind(
        _("E-mail address"),
        "email|e mail|email address|e mail address|mail|contact email|邮箱|电子邮箱|电子邮件|邮件"
        "|邮箱地址|电邮",
    ),
    "phone": Kind(
        _("Phone"),
        "phone|phone number|telephone|tel|mobile|mobile phone|cell|电话|联系电话|手机|手机号"
        "|手机号码|电话号码|座机",
    ),
    "website": Kind(_("Website"), "website|web site|url|homepage|web|domain|网站|网址|官网|主页"),
    "country": Kind(
        _("Country"),
        "country|country name|country code|iso3|iso|nation|market|国家|国别|国家地区"
        "|国家或地区|所在国家|市场",
    ),
    "language": Kind(_("Language"), "language|lang|locale|语言|语种"),
    "sector": Kind(_("Sector"), "sector|industry|branch|vertical|行业|所属行业|产业|行业分类"),
    "employees": Kind(
        _("Employees"),
        "employees|number of employees|employee count|size|company size|headcount|staff|员工人数"
        "|员工数|人数|规模|公司规模|企业规模",
    ),
    "source": Kind(_("Source"), "source|lead source|origin|来源|线索来源|数据来源"),
    "basis": Kind(
        _("Lawful basis"),
        "lawful basis|legal basis|basis|gdpr basis|gdpr|合法依据|法律依据|合法性基础|法律基础",
    ),
    "basis_note": Kind(
        _("About the lawful basis"), "basis note|consent note|consent text|依据说明|同意说明"
    ),
    "basis_date": Kind(
        _("Lawful since"),
        "basis date|consent date|date of consent|opt in date|lawful since|同意日期|依据日期",
    ),
    "note": Kind(_("Note"), "note|notes|remark|remarks|comment|comments|备注|说明|备忘"),
}
BY_COLUMN_ONLY = ("source", "basis", "basis_note", "basis_date")
"""Where data are from and why they may be kept: not overwritten by what a table has in common."""


class Plan(BaseModel):
    """What a person agreed on: field → column, and what holds for the whole table."""

    columns: dict[str, str]
    source: str = Field(default="", max_length=200)
    basis: Basis | Literal[""] = ""
    basis_note: str = Field(default="", max_length=300)
    basis_date: str = ""  # ISO 8601
    existing: Literal["skip", "update"] = "skip"


guess = Guess(KINDS)
_LETTERS = dict(zip("abcdef", list(Basis)[:6], strict=True))
_BASES: Mapping[str, Basis] = {
    **{plain(basis.value): basis for basis in Basis},
    **{plain(basis.value.replace("_", " ")): basis for basis in Basis},
    **_LETTERS,
    **{f"{start} {letter}": basis for letter, basis in _LETTERS.items()
       for start in ("6 1", "art 6 1", "article 6 1", "gdpr art 6 1")},
    "opt in": Basis.CONSENT, "legitimate interest": Basis.LEGITIMATE_INTERESTS,
    "vital interest": Basis.VITAL_INTERESTS, "public interest": Basis.PUBLIC_TASK,
    "none": Basis.NOT_NEEDED, "no personal data": Basis.NOT_NEEDED,
    "同意": Basis.CONSENT, "个人同意": Basis.CONSENT, "合同": Basis.CONTRACT,
    "履行合同": Basis.CONTRACT, "法定义务": Basis.LEGAL_OBLIGATION,
    "法律义务": Basis.LEGAL_OBLIGATION, "重大利益": Basis.VITAL_INTERESTS,
    "切身利益": Basis.VITAL_INTERESTS, "公共任务": Basis.PUBLIC_TASK,
    "公共利益": Basis.PUBLIC_TASK, "正当利益": Basis.LEGITIMATE_INTERESTS,
    "合法利益": Basis.LEGITIMATE_INTERESTS, "不需要": Basis.NOT_NEEDED,
    "无个人信息": Basis.NOT_NEEDED, "无个人数据": Basis.NOT_NEEDED,
}  # fmt: skip


def basis_of(text: str) -> Basis | None:
    """The lawful basis that a cell names: a letter of Article 6(1), or its name."""
    return _BASES.get(plain(text))
