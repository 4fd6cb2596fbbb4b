"""Chinese closes up around its own characters and stands apart from numbers and Latin words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.template import engines
from django.utils import timezone, translation

from apps.core.joining import beside, fill, sentences
from apps.core.messages import clipped
from apps.core.rendering import ago, quantity


@pytest.mark.parametrize(
    ("template", "values", "text"),
    [
        ("{a}对应{b}", {"a": "9 行", "b": "3 个未知数"}, "9 行对应 3 个未知数"),
        ("仅 {a} 就明显改变了", {"a": "第 4 行（BRA）"}, "仅第 4 行（BRA）就明显改变了"),
        ("仅 {a} 就明显改变了", {"a": "BRA"}, "仅 BRA 就明显改变了"),
        ("共 {a} 行", {"a": "3"}, "共 3 行"),
        ("“{a}”的{b}", {"a": "A", "b": "系数"}, "“A”的系数"),
        ("{{x}}：{a!s:<3}", {"a": "1"}, "{x}：1  "),
        ("{a}{b}", {"a": "", "b": ""}, ""),
    ],
)
def test_values_take_the_blanks_they_want(template, values, text):
    assert fill(template, values) == text


def test_other_scripts_stay_as_they_are():
    assert beside("Row ", "4") == "Row 4"
    assert sentences("It is late.", "", "Go home.") == "It is late. Go home."


def test_chinese_sentences_follow_each_other_without_a_blank():
    assert sentences("比例。", "从 0.5 到 0.9999。") == "比例。从 0.5 到 0.9999。"
    drawn = engines["django"].from_string("一。{% gap %}二")
    with translation.override("zh-hans"):
        assert drawn.render() == "一。二"
    assert drawn.render() == "一。 二"


def test_times_in_chinese():
    with translation.override("zh-hans"):
        assert ago(timezone.now() - timedelta(seconds=45)) == "45 秒前"
        assert quantity(0.305, style="seconds") == "305 毫秒"
        assert quantity(2.5, style="seconds") == "2.5 秒"
        assert quantity(17, style="seconds") == "17 秒"
    assert ago(timezone.now() - timedelta(seconds=45)) == "45 seconds ago"


def test_what_is_repeated_is_short():
    assert clipped("Lamp") == "Lamp"
    assert clipped("x" * 200_000) == "x" * 39 + "…"
