"""No page shows a word that the catalogues do not know."""

import pytest

from deploy.bare_text import ROOT, bare_text, templates


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ("<p>\n<b>{{ n }}</b> rows</p>", ["rows"]),
        ('<a title="Close">×</a>', ["Close"]),
        ('<input placeholder="Name" value="{{ x }}">', ["Name"]),
        ('<img src="x.png" alt="Map of {{ c }}">', ["Map of"]),
        ("<option>首页</option>", ["首页"]),
        ("<code>x</code><p>after</p>", ["after"]),
        ("<svg><text>label</text></svg>", ["label"]),
        ("{% blocktranslate %}in{% endblocktranslate %} out", ["out"]),
        ("{% block title %}Data{% endblock %}", ["Data"]),
    ],
)
def test_bare_words_are_found(source, found):
    assert [text for _, text in bare_text(source)] == found


@pytest.mark.parametrize(
    "source",
    [
        '{% translate "Hello" %}',
        "{% blocktranslate %}Hello <b>you</b>{% endblocktranslate %}",
        "<p>{{ name }} · 12 % – &nbsp;&times; R²</p>",
        "{# a note #}{% comment %}a longer note{% endcomment %}<!-- for the reader of HTML -->",
        "<script nonce='x'>const words = 'are code';</script><style>p { color: red }</style>",
        '<a title="{% translate "Close" %}" class="btn btn-primary" href="/x">×</a>',
        "<span translate='no'>gunicorn <b>27</b></span><p>Lepton</p>",
        '{% include "core/tile.html" with label=_("Rows") %}',
        "{% block body_class %}plain-page{% endblock %}",
        "<input type='text' name='word'><br>",
    ],
)
def test_marked_or_silent_text_is_not(source):
    assert bare_text(source) == []


def test_the_line_is_told():
    assert bare_text("<p>\n\n{% if x %}\n<b>Here</b>{% endif %}</p>")[0][0] == 4


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(ROOT)))
def test_all_visible_text_is_marked(path):
    assert bare_text(path.read_text(encoding="utf-8")) == []
