"""The catalogue tool on a small tree made for the purpose."""

from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from deploy import messages

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext
from apps.core.messages import mark, msg
A = _("Plain")
B = ngettext("%(n)s row", "%(n)s rows", 2)
C = pgettext("verb", "Open")
D = msg("Row {row} is " "empty.", row=1)
E = mark("Learning rate")
F = other("Not marked")
from django.utils.translation import gettext as now
G = now("By another name")
"""
TEMPLATE = """{% load i18n %}
<a title="{% translate "Close" %}">{% blocktranslate trimmed with name=x %}
  Hello {{ name }},
  100% sure
{% endblocktranslate %}</a>
{% crumb _("Data") url %}{{ x|default:_("Nothing") }}
{% blocktranslate count n=k %}{{ n }} file{% plural %}{{ n }} files{% endblocktranslate %}
{% translate "Save" context "button" %}{# _("In a comment") #}
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "apps/shop").mkdir(parents=True)
    (tmp_path / "apps/core").mkdir()
    (tmp_path / "apps/shop/apps.py").touch()
    (tmp_path / "apps/core/apps.py").touch()
    (tmp_path / "apps/shop/code.py").write_text(PYTHON)
    (tmp_path / "templates/shop").mkdir(parents=True)
    (tmp_path / "templates/shop/page.html").write_text(TEMPLATE)
    (tmp_path / "templates/404.html").write_text('{% translate "Not here" %}')
    return tmp_path


def read(tree: Path, app: str = "shop"):
    return read_po(messages.catalogue_path(app, tree).open("rb"), locale="zh_Hans")


def translate(tree: Path, msgid: str, text: str) -> None:
    path = messages.catalogue_path("shop", tree)
    old = f'msgid "{msgid}"\nmsgstr ""'
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, f'msgid "{msgid}"\nmsgstr "{text}"'))


def test_every_way_of_marking_is_found(tree):
    messages.update([], tree)
    found = {(message.id, message.context) for message in read(tree) if message.id}
    assert found == {
        ("Plain", None),
        (("%(n)s row", "%(n)s rows"), None),
        ("Open", "verb"),
        ("Row {row} is empty.", None),
        ("Learning rate", None),
        ("By another name", None),
        ("Close", None),
        ("Hello %(name)s, 100%% sure", None),
        ("Data", None),
        ("Nothing", None),
        (("%(n)s file", "%(n)s files"), None),
        ("Save", "button"),
    }


def test_pages_outside_any_app_belong_to_core(tree):
    messages.update([], tree)
    assert [message.id for message in read(tree, "core") if message.id] == ["Not here"]


def test_update_keeps_translations_and_drops_what_is_gone(tree):
    messages.update([], tree)
    translate(tree, "Plain", "朴素")
    translate(tree, "Learning rate", "学习率")
    code = tree / "apps/shop/code.py"
    code.write_text(code.read_text().replace("Learning rate", "Step"))
    messages.update([], tree)
    catalogue = read(tree)
    assert catalogue.get("Plain").string == "朴素"
    assert catalogue.get("Learning rate") is None
    assert catalogue.get("Step").string == ""


def test_a_second_update_changes_nothing(tree):
    messages.update([], tree)
    before = messages.catalogue_path("shop", tree).read_bytes()
    messages.update([], tree)
    assert messages.catalogue_path("shop", tree).read_bytes() == before


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("第 {row} 行是空的。", ""),
        ("", "not translated"),
        ("这一行是空的。", "placeholders differ"),
        ("第 {raw} 行是空的。", "placeholders differ"),
        ("第 {row} 行： 是空的。", "a blank beside full-width punctuation"),
    ],
)
def test_a_translation_keeps_its_placeholders(tree, text, fault):
    messages.update([], tree)
    translate(tree, "Row {row} is empty.", text) if text else None
    lines = [line for line in messages.problems(["shop"], tree) if "Row {row}" in line]
    assert len(lines) == bool(fault)
    assert all(fault in line for line in lines)


def test_a_string_that_is_not_in_the_catalogue_is_a_problem(tree):
    lines = list(messages.problems([], tree))
    assert len(lines) == 13
    assert "templates/404.html:1: not in the catalogue" in lines[0]


def test_fuzzy_is_a_problem(tree):
    messages.update([], tree)
    translate(tree, "Plain", "朴素")
    path = messages.catalogue_path("shop", tree)
    path.write_text(path.read_text().replace('msgid "Plain"', '#, fuzzy\nmsgid "Plain"'))
    assert any("fuzzy: 'Plain'" in line for line in messages.problems([], tree))


def test_compiled_only_when_the_source_is_newer(tree):
    messages.update([], tree)
    translate(tree, "Plain", "朴素")
    assert messages.compile_catalogues(tree) == 2
    assert messages.compile_catalogues(tree) == 0
    compiled = messages.catalogue_path("shop", tree).with_suffix(".mo")
    assert read_mo(compiled.open("rb")).get("Plain").string == "朴素"
