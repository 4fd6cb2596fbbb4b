"""What is read out of messages: writings, encodings, structures, quotations, and hostile ones."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.feedback.mailin.cutting import LONGEST, from_html, own_words
from apps.feedback.mailin.letters import Sort, read
from apps.feedback.records.taking import NewRecord, normalised

HEAD = b"From: a@b.example\r\nMessage-ID: <1@b>\r\nMIME-Version: 1.0\r\n"


def raw(body, kind="text/plain", *, encoding="8bit", head=HEAD):
    lines = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return head + lines.encode() + body


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("退款什么时候到账？", "gb2312"),
        ("配送太慢了，包裝也破了。", "big5"),
        ("支払いページが開きません。", "iso-2022-jp"),
        ("支払いページが開きません。", "shift_jis"),
        ("결제 페이지가 열리지 않습니다.", "ks_c_5601-1987"),
        ("Оплата не проходит.", "koi8-r"),
        ("Die Größe paßt nicht – schade.", "windows-1252"),
        ("الدفع لا يعمل", "windows-1256"),
        ("Płatność nie działa", "iso-8859-2"),
        ("ชำระเงินไม่ได้", "tis-620"),
        ("Ödeme çalışmıyor", "utf-8"),
    ],
)
def test_every_writing_in_the_charset_that_it_names(text, charset):
    assert read(raw(text.encode(charset), f"text/plain; charset={charset}")).text == text


@pytest.mark.parametrize("charset", ["utf8", "unknown-8bit", '"', "x" * 500, "punycode", "base64",
                                     "undefined", "idna", "rot13", "us-ascii"])  # fmt: skip
def test_a_charset_that_is_wrong_or_none_is_read_all_the_same(charset):
    assert "Gut" in read(raw(b"Gut", f"text/plain; charset={charset}")).text


@pytest.mark.parametrize(
    ("subject", "wanted"),
    [
        ("=?gb2312?B?zcu/7g==?=", "退款"),
        ("=?utf-8?q?R=C3=BCckgabe?= und =?iso-8859-1?q?Gr=F6=DFe?=", "Rückgabe und Größe"),
        ("=?utf-8?B?4oKs?=\r\n =?utf-8?B?NQ==?=", "€5"),
        ("=?utf-8?B?broken", "=?utf-8?B?broken"),
        ("=?nonsense?q?Hello?=", "Hello"),
        ("plain\x00 with\x07 bells", "plain with bells"),
    ],
)
def test_subjects_are_decoded(subject, wanted):
    head = HEAD + f"Subject: {subject}\r\n".encode()
    assert read(raw(b"x", head=head)).subject == wanted


def test_of_several_forms_the_plain_one_and_no_attachment():
    made = EmailMessage()
    made["From"], made["Message-ID"] = "a@b.example", "<1@b>"
    made.set_content("Plain words.")
    made.add_alternative("<p>Other <b>words</b>.</p>", subtype="html")
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="../../etc/x.pdf")
    made.add_attachment("secret list", filename="list.txt")
    assert read(made.as_bytes()).text == "Plain words."


def test_html_alone_becomes_text_without_scripts_and_quotation():
    html = (
        "<html><head><style>p{color:red}</style><script>alert(1)</script></head><body>"
        "<p>Das Gerät ist <b>kaputt</b>.</p><ul><li>Knopf</li><li>Akku</li></ul>"
        '<div class="gmail_quote">Am Montag schrieb Support: <blockquote>Alt</blockquote></div>'
        "</body></html>"
    )
    text = read(raw(html.encode(), "text/html; charset=utf-8")).text
    assert "Das Gerät ist kaputt." in text
    assert "Knopf" in text
    assert "Akku" in text
    assert not any(word in text for word in ("alert", "color", "Alt", "schrieb"))


def test_a_text_beside_an_inline_picture_is_whole():
    made = EmailMessage()
    made["From"] = "a@b.example"
    made.set_content("Before the picture.")
    made.add_attachment(b"GIF", maintype="image", subtype="gif", disposition="inline")
    made.add_attachment("After it.", disposition="inline")
    assert read(made.as_bytes()).text.split() == ["Before", "the", "picture.", "After", "it."]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Mine\n\nOn Mon, 2 Mar 2026 at 10:00, Support <s@x.example> wrote:\n> Yours", "Mine"),
        ("Meins\n\nAm 02.03.2026 um 10:00 schrieb Support:\n> Deins", "Meins"),
        ("A moi\n\nLe lun. 2 mars 2026 à 10:00, Support <s@x.example> a écrit :\n> Toi", "A moi"),
        ("我的话\n\n在 2026年3月2日，客服 <s@x.example> 写道：\n> 你们的话", "我的话"),
        ("私の言葉\n\n2026年3月2日 サポートさんは書きました:\n> 御社", "私の言葉"),
        ("Top\n\n-----Original Message-----\nFrom: Support\nSubject: x\n\nOld", "Top"),
        (
            "Top\n\nFrom: Support <s@x.example>\nSent: Monday, 2 March 2026\n"
            "To: Ann\nSubject: Order\n\nOld words",
            "Top",
        ),
        ("Mine\n\nOn Mon, 2 Mar 2026 at 10:00, Customer Support\n<s@x.example> wrote:\n\n> Yours",
         "Mine"),
        ("Oben\n\nVon: Support <s@x.example>\nGesendet: Montag, 2. März 2026\nAn: Anna\n"
         "Betreff: Bestellung\n\nAlte Worte", "Oben"),
        ("Arriba\n\n________________________________\nDe: Soporte\nEnviado el: lunes\n\nViejo",
         "Arriba"),
        ("上面\n\n发件人: 客服\n发送时间: 2026年3月2日\n收件人: 李雷\n主题: 订单\n\n旧的话",
         "上面"),
        ("Всё сломалось.\n\nпн, 2 мар. 2026 г. в 10:00, Поддержка <s@x.example>:\n> Да",
         "Всё сломалось."),
        ("On 2 Mar 2026, Support wrote:\n> One?\nYes.\n> Two?\nNo.", "Yes.\nNo."),
        ("Ja\n\nOp 2 mrt. 2026 schreef Support <s@x.example>:\n> Nee", "Ja"),
        ("On the screen the app wrote:\nError 5", "On the screen the app wrote:\nError 5"),
        ("Name: Ann\nTo do: call back\nDate: soon", "Name: Ann\nTo do: call back\nDate: soon"),
        ("> You asked one\nFirst answer\n> You asked two\nSecond", "First answer\nSecond"),
        ("It broke.\n-- \nAnn Smith\nClient Ltd.", "It broke."),
        ("It broke.\n\nSent from my iPhone", "It broke."),
        ("坏了。\n\n发自我的iPhone", "坏了。"),
        # What must not be cut: lists, thanks in the middle, forms, and what is passed on whole.
        ("- slow\n- expensive", "- slow\n- expensive"),
        ("Hello,\nThanks, but it still fails.", "Hello,\nThanks, but it still fails."),
        ("Request\nFrom: Ann\nSubject: refund\n\nI want it back.",
         "Request\nFrom: Ann\nSubject: refund\n\nI want it back."),
        ("> only\n> quoted\n> words", "> only\n> quoted\n> words"),
    ],
)  # fmt: skip
def test_quotations_and_signatures_are_cut_and_nothing_else(written, kept):
    assert own_words(written) == kept


def test_dates_are_those_of_the_sender_unless_they_cannot_be():
    def sent(text):
        return read(raw(b"x", head=HEAD + f"Date: {text}\r\n".encode())).sent

    assert sent("Tue, 03 Mar 2026 10:00:00 +0800") == datetime(2026, 3, 3, 2, tzinfo=UTC)
    assert sent("Tue, 03 Mar 2026 10:00:00 -0000") == datetime(2026, 3, 3, 10, tzinfo=UTC)
    for wrong in ("tomorrow", "", "Tue, 03 Mar 2999 10:00:00 +0000", "9" * 20):
        assert sent(wrong) is None


@pytest.mark.parametrize(
    ("header", "sort"),
    [
        ("Auto-Submitted: auto-replied (vacation)", Sort.AUTOMATIC),
        ("Auto-Submitted: no", Sort.WRITTEN),
        ("X-Autoreply: yes", Sort.AUTOMATIC),
        ("Precedence: auto_reply", Sort.AUTOMATIC),
        ("Precedence: list", Sort.BULK),
        ("List-Id: <a.b>", Sort.BULK),
        ("List-Unsubscribe: <https://x.example>", Sort.BULK),
        ("Return-Path: < >", Sort.BOUNCE),
        ("X-Auto-Response-Suppress: All", Sort.WRITTEN),  # Outlook sets it on what people write
    ],
)
def test_who_wrote_a_message(header, sort):
    assert read(raw(b"x", head=HEAD + header.encode() + b"\r\n")).sort is sort


def nested(depth):
    out = HEAD + b'Content-Type: multipart/mixed; boundary="0"\r\n\r\n'
    for level in range(1, depth):
        out += (
            f'--{level - 1}\r\nContent-Type: multipart/mixed; boundary="{level}"\r\n\r\n'.encode()
        )
    return out


HOSTILE = {
    "newlines": b"\n" * 200_000,
    "gt": b"> \n" * 100_000,
    "on": b"On " * 60_000,
    "on wrote": b"On Mon, x\n" * 20_000,
    "colons": b"x: y\n" * 40_000,
    "from": b"From: a\n" * 25_000,
    "dashes": b"--\n" * 60_000,
    "mail": b"mail " * 40_000,
    "am": b"Am 1. schrieb " * 14_000,
    "one line": b"a" * 1_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_long(name):
    began = time.process_time()
    read(raw(HOSTILE[name]))
    assert time.process_time() - began < 2


@pytest.mark.parametrize("unit", ["<div>", "<blockquote>", "<table><tr><td>", "<", "&#x0;", "<!--",
                                  "<p class='gmail_quote'>"])  # fmt: skip
def test_no_html_takes_long(unit):
    began = time.process_time()
    from_html(unit * (200_000 // len(unit)))
    assert time.process_time() - began < 4


def test_headers_and_parts_without_end():
    began = time.process_time()
    read(HEAD + b"X: " + b"=?utf-8?q?" * 50_000 + b"\r\n\r\nx")
    assert read(b"From: " + b"<a@" * 100_000 + b"\r\n\r\nWords").text == "Words"
    assert read(nested(15) + b"--14\r\n\r\nDeep words").text == "Deep words"
    assert time.process_time() - began < 2


KINDS = [
    "text/plain", "text/html", "multipart/mixed", "message/rfc822", "multipart/alternative",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=600), st.sampled_from(KINDS))
def test_any_bytes_are_read_and_can_be_stored(body, kind):
    for message in (raw(body, kind), body):
        letter = read(message)
        assert len(letter.id) <= 200
        assert len(letter.text) <= LONGEST
        if letter.text:
            normalised(NewRecord("email", letter.text[:20_000], "Box", letter.id))
