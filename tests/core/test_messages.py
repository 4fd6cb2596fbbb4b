"""Messages keep their values and are shown in the reader's language."""

from django.utils import translation

from apps.core.messages import Items, Num, msg, msgn
from apps.core.rendering import number, render


def test_a_message_survives_json_and_renders():
    message = msg("{n} rows of {names}", n=Num(value=12345.0), names=["a", "b", "c"])
    stored = message.model_dump(mode="json")
    assert isinstance(message.values["names"], Items)
    with translation.override("en"):
        assert render(stored) == "12,345 rows of a, b, and c"


def test_a_message_that_counts_takes_the_form_of_its_number():
    one, many = (msgn("{count} row", "{count} rows", n) for n in (1, 12_345))
    assert (str(one), str(many)) == ("1 row", "12345 rows")
    with translation.override("en"):
        assert (render(one), render(many)) == ("1 row", "12,345 rows")
        assert render(many.model_dump(mode="json")) == "12,345 rows"
    with translation.override("zh-hans"):
        assert render(one.model_dump(mode="json")) == "1 行"
    assert msg("{n} rows", n=2).model_dump() == {"text": "{n} rows", "values": {"n": 2}}


def test_a_count_in_a_sentence_may_be_a_message_itself():
    rows = msgn("{count} row", "{count} rows", 1)
    with translation.override("en"):
        assert render(msg("{rows} left", rows=rows)) == "1 row left"


def test_numbers_keep_significant_digits_and_a_true_minus():
    with translation.override("en"):
        assert number(Num(value=-12.557603686, digits=8)) == "−12.557604"
        assert number(Num(value=0.012345678, digits=3)) == "0.0123"
        assert number(Num(value=0.9988, style="percent", decimals=1)) == "99.9%"
        assert number(Num(value=None)) == "–"
