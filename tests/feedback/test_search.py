"""Searching feedback: the same results on every database, whatever the writing."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from apps.feedback.models import FeedbackRecord
from apps.feedback.records import index
from apps.feedback.records.taking import NewRecord, take
from apps.feedback.records.words import Term, fold, read, terms_of, words_of
from tests.factories.feedback import FeedbackRecordFactory
from tests.factories.projects import ProjectFactory

TEXTS = {
    "refund-en": "I want a REFUND for order 4711, please: refunds@example.com",
    "refund-zh": "我要退款！客服三天没有回复。",
    "goods-zh": "退货很慢，款式也旧",
    "thai": "ขอคืนเงิน แอปค้างตลอด",
    "thai-2": "แอปดีมาก",
    "cafe": "Le café est fermé, déçu",
    "street": "Die Straße ist gesperrt, für Müller",
    "japanese": "返金してください。アプリが落ちます",
    "half-width": "ｱﾌﾟﾘ ＡＰＰ",
    "korean": "환불해 주세요",
    "hindi": "मुझे पैसे वापस चाहिए",
    "arabic": "أريدُ اِسترداد المال",
    "turkish": "İade istiyorum",
    "signs": "C++ -> 100% (!!) ' OR 1=1 -- \" * AND NOT",
}
EXPECTED = {
    "refund": ["refund-en"],
    "refunds": ["refund-en"],
    "REF": ["refund-en"],
    '"ref"': [],
    '"refund"': ["refund-en"],
    "order refund": ["refund-en"],
    "refund missing": [],
    "4711": ["refund-en"],
    "退款": ["refund-zh"],
    "退": ["refund-zh", "goods-zh"],
    "款": ["refund-zh", "goods-zh"],
    "客服 退款": ["refund-zh"],
    "没有回复": ["refund-zh"],
    "回退": [],
    "คืนเงิน": ["thai"],
    "แอป": ["thai", "thai-2"],
    "cafe": ["cafe"],
    "CAFÉ": ["cafe"],
    "ferme": ["cafe"],
    "strasse": ["street"],
    "muller": ["street"],
    "アプリ": ["japanese", "half-width"],
    "app": ["half-width"],
    "환불": ["korean"],
    "पैसे": ["hindi"],
    "استرداد": ["arabic"],
    "iade": ["turkish"],
    "c": ["signs"],
    "' 1": ["signs"],
    "NOT *": ["signs"],
    "100%": ["signs"],
    '"': [],
    "": [],
    "*": [],
    "\x00": [],
}


@pytest.fixture
def project(db):
    project, other = ProjectFactory(), ProjectFactory()
    for text in TEXTS.values():
        take(other, [NewRecord(channel="chat", text=text)], user=None)
    rows = [NewRecord(channel="review", source=name, text=text) for name, text in TEXTS.items()]
    stars = NewRecord(channel="review", source="stars", number=4, number_max=5)  # without words
    take(project, [*rows, stars, NewRecord(channel="chat", source="thumb", text="👍")], user=None)
    return project


def found(project, query):
    rows = index.matching(FeedbackRecord.objects.filter(project=project), project.pk, query)
    return sorted(rows.values_list("source", flat=True))


@pytest.mark.services
@pytest.mark.parametrize("common", [False, True])
def test_what_is_found(project, monkeypatch, common):
    if common:  # walked by time, not gathered
        monkeypatch.setattr(index, "MOST_SET", 0)
    results = {query: found(project, query) for query in EXPECTED}
    assert results == {query: sorted(names) for query, names in EXPECTED.items()}


@pytest.mark.services
def test_the_index_follows_changes_and_deletions(project):
    row = FeedbackRecord.objects.get(project=project, source="cafe")
    row.text = "Le magasin"
    row.search = read(row.text)[0]
    row.save()
    assert found(project, "cafe") == []
    assert found(project, "magasin") == ["cafe"]
    FeedbackRecord.objects.filter(project=project, source="cafe").update(number=2)
    assert found(project, "magasin") == ["cafe"]
    row.delete()
    assert found(project, "magasin") == []
    FeedbackRecord.objects.filter(project=project).delete()
    assert found(project, "退款") == []


def test_what_is_common_is_counted_by_the_index(project, monkeypatch):
    monkeypatch.setattr(index, "MOST_SET", 0)
    FeedbackRecordFactory.create_batch(3, project=project, text="refund it", country="FRA")
    rows = FeedbackRecord.objects.filter(project=project, country="FRA")
    common = index.matching(rows, project.pk, "refund").order_by("-occurred_at")
    assert common.count() == 3
    if connection.vendor == "sqlite":
        assert common.counted.order_by().values("pk")[:3].count() == 3


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="its triggers")
def test_an_index_that_lost_its_triggers_is_made_anew(project):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER feedback_search_insert")
    FeedbackRecordFactory(project=project, text="unheard of")
    assert found(project, "unheard") == []
    call_command("migrate", "feedback", verbosity=0)
    assert found(project, "unheard") == ["App Store"]
    assert found(project, "退款") == ["refund-zh"]


@given(st.text())
def test_every_word_of_a_text_finds_it(text):
    words = set(words_of(text))
    assert " ".join(words_of(text)).split() == words_of(text)
    for part in fold(text).split():
        for term in terms_of(part.replace('"', "")):
            beginnings = {word for word in words if word.startswith(term.word)}
            assert beginnings if term.prefix else term.word in words


def test_terms():
    assert terms_of('Refund "now" a') == [
        Term("refund", prefix=True),
        Term("now", prefix=False),
        Term("a", prefix=False),
    ]
    assert words_of("退款吗") == ["退款", "款吗", "吗"]
