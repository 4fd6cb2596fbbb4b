"""text.themes: the contract, what is found, what lives on from run to run."""

import datetime as dt
import json
import random

import numpy as np
import pytest

pytestmark = pytest.mark.models
pytest.importorskip("peft")

import pyarrow.parquet as pq  # noqa: E402
from sklearn.metrics import adjusted_rand_score  # noqa: E402

from apps.engines.builtin.text import bases  # noqa: E402
from apps.engines.builtin.text_themes import cautions, clustering, keywords, memory, space, themes  # noqa: E402
from apps.engines.builtin.text_themes.calendar import spans  # noqa: E402
from apps.engines.builtin.text_themes.earlier import Part, numbers_as_text  # noqa: E402
from apps.engines.builtin.text_themes.manifest import ENGINE  # noqa: E402
from apps.engines.builtin.text_themes.params import ThemesParams  # noqa: E402
from apps.engines.builtin.text_themes.runner import Runner  # noqa: E402
from apps.engines.contract import Refusal  # noqa: E402
from apps.engines.figures import wilson  # noqa: E402
from apps.engines.tables import ParquetTable  # noqa: E402
from apps.engines.testing import EngineContractTests, MemoryContext, MemoryTable  # noqa: E402
from tests.text import tiny  # noqa: E402

# What customers write about three subjects, in English and in Chinese.
PLANTED = {
    "parcel": (
        ["My parcel still has not arrived.", "The delivery came two weeks late.",
         "Where is my package? The tracking does not move.", "Shipping took far too long.",
         "The courier never delivered my order.", "The parcel was delivered to a wrong address.",
         "Delivery was delayed again and again.", "Still waiting for the shipment to arrive."],
        ["我的包裹还没有到。", "快递晚了两个星期才送到。", "我的包裹在哪里？物流信息一直不动。",
         "发货时间太长了。", "快递员一直没有送货。", "包裹送错了地址。", "送货一再延误。",
         "还在等快递送到。"],
    ),
    "battery": (
        ["The battery is empty after two hours.", "Charging the battery takes all night.",
         "Battery life is very poor.", "The phone does not charge any more.",
         "The battery gets hot while charging.", "I have to charge it three times a day.",
         "The charger stopped working and the battery died.", "Battery drains very fast."],
        ["电池两个小时就没电了。", "电池充电要一整夜。", "电池续航很差。", "手机充不进电了。",
         "充电的时候电池很烫。", "一天要充三次电。", "充电器坏了，电池没电。", "电池掉电非常快。"],
    ),
    "refund": (
        ["I want my money back.", "The refund has not been paid yet.",
         "When do I get a refund for my order?", "I was charged twice, please refund me.",
         "They refuse to refund the price.", "I returned it weeks ago and got no refund.",
         "My refund request was rejected.", "Please send the money back to my card."],
        ["我要求退款。", "退款还没有到账。", "我的订单什么时候退款？", "重复扣款了，请退钱给我。",
         "商家拒绝退款。", "几周前就退货了，还没收到退款。", "我的退款申请被拒绝了。",
         "请把钱退回我的银行卡。"],
    ),
}  # fmt: skip


class TestTextThemes(EngineContractTests):
    engine = ENGINE
    params = {"base": "folder:tiny", "smallest": 4}
    bad_params = ({"smallest": -1}, {"fineness": "none"}, {"method": "full"})
    tolerance = 1e-3
    message_packages = (
        "apps.engines.builtin.text",
        "apps.engines.builtin.text_themes",
        "apps.engines.tables",
    )

    def inputs(self):
        return {"data": tiny.reviews(60)}


def run(ctx, data, earlier=None, **params):
    chosen = ThemesParams(**{"base": "folder:tiny", "smallest": 4, **params})
    inputs = {"data": data, **({"earlier": earlier} if earlier else {})}
    return Runner().run(ctx, chosen, inputs)


def cloud(seed, centres, each, spread=0.1, width=24):
    """Texts' directions around ``centres``, and which each is of."""
    draw = np.random.default_rng(seed)
    of = np.repeat(np.arange(len(centres)), each)
    values = centres[of] + spread * draw.normal(size=(len(of), width))
    return (values / np.linalg.norm(values, axis=1, keepdims=True)).astype(np.float32), of


@pytest.fixture(scope="module")
def centres():
    return np.linalg.qr(np.random.default_rng(5).normal(size=(24, 24)))[0][:6]


@pytest.mark.parametrize("fineness", ["coarse", "usual", "fine"])
def test_groups_that_are_far_apart_are_found(centres, fineness):
    vectors, of = cloud(1, centres, 40)
    groups, found = clustering.find(vectors, [""] * len(vectors), fineness, 10)
    assert groups.count == 6
    assert adjusted_rand_score(of[found >= 0], found[found >= 0]) > 0.98
    which, cosine = clustering.nearest(vectors, groups.centres, groups.reach)
    assert (which == found)[found >= 0].mean() > 0.98
    assert (cosine[which >= 0] >= groups.reach[which[which >= 0]] - 1e-5).all()


def stability(vectors, fineness):
    """As a run measures it, which warns below ``cautions.STABLE``."""
    spoken = [""] * len(vectors)
    groups, found = clustering.find(vectors, spoken, fineness, 10)
    theme = np.where(found >= 0, groups.themes[found], -1) if groups.count else found
    params = ThemesParams(fineness=fineness, smallest=10)
    return themes._stability(vectors, np.arange(len(vectors)), theme, spoken, params, 0)


@pytest.mark.parametrize("fineness", ["coarse", "usual", "fine"])
def test_groups_of_noise_are_not_found_again_by_half_of_it(centres, fineness):
    """Density finds some in noise too; the run says that they cannot be trusted."""
    for seed in range(3):
        noise = np.random.default_rng(seed).normal(size=(300, 24)).astype(np.float32)
        noise /= np.linalg.norm(noise, axis=1, keepdims=True)
        assert (stability(noise, fineness) or 0.0) <= cautions.STABLE
    assert stability(cloud(1, centres, 50)[0], fineness) > 0.7


def test_languages_are_put_aside(centres):
    """The same subjects around a place of each language: one theme each once it is taken away."""
    vectors, of = cloud(3, centres[:3], 60)
    languages = ["en" if at % 2 else "zh" for at in range(len(vectors))]
    for at, language in enumerate(languages):
        vectors[at] += 3 * centres[4 if language == "en" else 5]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    means = space.centre(vectors, languages, {})
    assert set(means) == {"en", "zh"}
    groups, found = clustering.find(vectors, languages, "usual", 8)
    inside = found >= 0
    assert inside.mean() > 0.6
    assert adjusted_rand_score(of[inside], groups.themes[found[inside]]) > 0.95
    again = space.centre(cloud(3, centres[:3], 60)[0], ["en"] * len(vectors), means)
    assert set(again) == {"en", "zh"}  # of a language that nobody writes in this time, too
    assert all((again[name] == means[name]).all() for name in means)  # those of before stay


def part(theme, centroid, **more):
    known = {"name": theme.upper(), "named": False, "locked": False, "similarity": 0.5, "texts": 9}
    return Part(theme, centroid=centroid.astype(np.float32), **{**known, **more})


def groups_of(vectors, themes=None):
    count = len(vectors)
    return clustering.Groups(
        vectors.astype(np.float32), np.full(count, 0.8), np.full(count, 10),
        np.arange(count) if themes is None else np.array(themes),
    )  # fmt: skip


def test_themes_keep_identity_and_name(centres):
    known = [part("a", centres[0]), part("b", centres[1]), part("c", centres[2])]
    found = memory.match(groups_of(centres[[1, 0, 3]]), ["x", "y", "z"], known, [])
    assert [one.theme for one in found.parts[:2]] == ["b", "a"]
    assert [one.name for one in found.parts] == ["B", "A", ""]
    assert found.new == {found.parts[2].theme}
    assert [one.theme for one in found.lost] == ["c"]
    assert found.parts[0].similarity == 0.8  # as wide as it is now


def test_what_people_have_merged_stays_merged_and_what_is_locked_stays(centres):
    known = [part("a", centres[0]), part("a", centres[1])]
    locked = [part("l", centres[2], locked=True)]
    found = memory.match(groups_of(centres[:2]), ["x", "y"], known, locked)
    assert [one.theme for one in found.parts] == ["l", "a", "a"]
    assert found.parts[0] == locked[0]
    # Two groups that the run puts together, but people have split, stay two.
    split = [part("a", centres[0]), part("b", centres[1])]
    found = memory.match(groups_of(centres[:2], [0, 0]), ["x", "y"], split, [])
    assert [one.theme for one in found.parts] == ["a", "b"]


def test_a_new_theme_never_takes_the_identity_of_another(centres):
    fresh = memory.match(groups_of(centres[:1]), ["same text"], [], []).parts[0].theme
    known = [part(fresh, centres[5])]
    found = memory.match(groups_of(centres[:1]), ["same text"], known, [])
    assert found.parts[0].theme != fresh


def test_what_a_locked_theme_holds_stays_there_however_near_another_is(centres):
    """A text that both reach, and one that only the other reaches."""
    locked = part("l", centres[0], locked=True, similarity=0.6)
    other = part("o", centres[1], similarity=0.5)
    texts = np.array([0.62 * centres[0] + 0.78 * centres[1], centres[1]], dtype=np.float32)
    held = themes._nearest(texts, [locked])
    which, cosine = themes._placed(texts, [other], held, 1)
    assert which.tolist() == [0, 1]
    assert cosine == pytest.approx([0.62, 1.0], abs=0.01)


def test_nothing_is_kept_of_texts_that_may_be_asked_to_be_forgotten(tmp_path):
    data = tiny.reviews(60)
    columns = {**data.data, "id": [f"r{at}" for at in range(60)]}
    table = MemoryTable(columns, {"text": ["review"], "id": ["id"]})
    table.erasable = True
    ctx = MemoryContext(tmp_path)
    result = run(ctx, table)
    told = ctx.artifacts["themes.json"].read_text(encoding="utf-8")
    said = json.loads(told)["themes"][0]["examples"][0]
    assert set(said) == {"id", "language", "rows"}
    assert said["id"] in columns["id"]
    kept = [told, result.model_dump_json()]
    kept += [
        json.dumps(pq.read_table(path).to_pylist())
        for name, path in ctx.artifacts.items()
        if name.endswith(".parquet")
    ]
    long = [text for text in columns["review"] if len(text) > 20]
    assert long
    assert not [text for text in long if any(text in each for each in kept)]


@pytest.mark.parametrize(
    ("some", "whole", "low", "high"),  # Newcombe (1998), table I, method 3
    [
        (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)  # fmt: skip
def test_intervals_of_shares_are_the_published_ones(some, whole, low, high):
    assert wilson(some, whole) == pytest.approx((some / whole, low, high), abs=5e-5)


def test_keywords_tell_themes_apart_in_each_language():
    texts, languages, themes = [], [], []
    for number, (english, chinese) in enumerate(PLANTED.values()):
        texts += [*english, *chinese]
        languages += ["en"] * len(english) + ["zh"] * len(chinese)
        themes += [number] * (len(english) + len(chinese))
    found = keywords.of_themes(texts, languages, np.array(themes), 3)
    assert {"battery"} <= set(found[1]["en"][:2])
    assert any("refund" in word for word in found[2]["en"][:2])
    assert any("电池" in word for word in found[1]["zh"][:2])
    assert any("退款" in word for word in found[2]["zh"][:2])
    barred = keywords.stop_words("Battery, 电池")
    without = keywords.of_themes(texts, languages, np.array(themes), 3, barred)
    assert "battery" not in " ".join(without[1]["en"])
    assert "电池" not in without[1]["zh"]


def test_time_is_told_in_spans_that_can_be_read():
    days = [(dt.date(2024, 1, 1) + dt.timedelta(days=at)).isoformat() for at in range(300)]
    found = spans([*days, ""], "day", list(range(301)))
    assert found.names == [f"2024-{month:02d}" for month in range(1, 11)]
    assert found.at[-1] == -1
    assert np.bincount(found.at[:-1])[:2].tolist() == [31, 29]
    assert spans(["2021", "2023"], "year", [0, 1]).names == ["2021", "2023"]
    assert len(spans([str(at) for at in range(5000)], "number", list(range(5000))).names) <= 24
    with pytest.raises(Refusal, match="row 2 of column 'day'"):
        spans(["2024-01-01", "soon"], "day", [0, 1])


def test_a_later_run_goes_on_with_the_themes_of_an_earlier_one(tmp_path):
    data = tiny.reviews(80)
    draw = random.Random(1)
    columns = {
        **data.data,
        "id": [f"r{at}" for at in range(80)],
        "land": [draw.choice(["DEU", "CHN"]) for _ in range(80)],
        "day": [f"2024-0{draw.randint(1, 3)}-01" for _ in range(80)],
    }
    roles = {"text": ["review"], "id": ["id"], "market": ["land"], "period": ["day"]}
    first = MemoryContext(tmp_path / "a")
    one = run(first, MemoryTable(columns, roles))
    assert one.summary["themes"], one.summary
    kept = pq.read_table(first.artifacts["themes.parquet"])
    second = MemoryContext(tmp_path / "b")
    later = ParquetTable(first.artifacts["themes.parquet"])
    two = run(second, MemoryTable(columns, roles), later, base="auto")
    names = {theme["theme"]: theme["name"] for theme in one.summary["themes"]}
    assert {theme["theme"]: theme["name"] for theme in two.summary["themes"]} == names
    assert not any(theme["new"] for theme in two.summary["themes"])
    rows = pq.read_table(second.artifacts["assignments.parquet"]).to_pylist()
    assert [row["id"] for row in rows] == [f"r{at}" for at in range(80)]
    for theme in two.summary["themes"]:
        assert sum(row["theme"] == theme["theme"] for row in rows) == theme["rows"]
        assert sum(each["rows"] for each in theme["markets"].values()) == theme["rows"]
        assert sum(each["rows"] for each in theme["spans"].values()) == theme["rows"]
    # A person renames and locks one of them: it takes its texts first and stays where it is.
    changed = kept.to_pylist()
    held = next(row for row in changed if row["kind"] == "theme")
    held |= {"name": "Late parcels", "named": True, "locked": True}
    table = MemoryTable({name: [row[name] for row in changed] for name in kept.column_names})
    third = MemoryContext(tmp_path / "c")
    run(third, MemoryTable(columns, roles), table)
    after = pq.read_table(third.artifacts["themes.parquet"]).to_pylist()
    assert held in [{**row, "texts": held["texts"]} for row in after]


def test_places_of_languages_alone_keep_the_space_and_go_on_with_no_theme(tmp_path):
    """As a theme is split: what is found can stand beside the themes of the run before."""
    data = tiny.reviews(80)
    first = MemoryContext(tmp_path / "a")
    run(first, data)
    kept = pq.read_table(first.artifacts["themes.parquet"]).to_pylist()
    places = [row for row in kept if row["kind"] == "language"]
    table = MemoryTable({name: [row[name] for row in places] for name in places[0]})
    second = MemoryContext(tmp_path / "b")
    found = run(second, tiny.reviews(60), table, base="auto")
    after = pq.read_table(second.artifacts["themes.parquet"]).to_pylist()
    assert [row for row in after if row["kind"] == "language"] == places
    assert {row["base"] for row in after} == {"folder:tiny"}
    assert found.summary["themes"]
    assert all(theme["new"] for theme in found.summary["themes"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"centroid": "no numbers"}, "is not a table of themes"),
        ({"centroid": numbers_as_text([float("nan")] * 32)}, "is not a table of themes"),
        ({"similarity": 7.0}, "is not a table of themes"),
        ({"base": "folder:other"}, "another base model"),
        ({"centroid": numbers_as_text([1.0, 2.0])}, "another base model"),
    ],
)
def test_an_earlier_table_that_does_not_fit_is_refused(tmp_path, change, said):
    row = {
        "kind": "theme", "theme": "a" * 16, "name": "", "named": False, "locked": False,
        "similarity": 0.5, "texts": 5, "base": "folder:tiny",
        "centroid": numbers_as_text([1.0] * tiny.WIDTH), **change,
    }  # fmt: skip
    table = MemoryTable({name: [value] for name, value in row.items()})
    with pytest.raises(Refusal, match=said) as refused:
        run(MemoryContext(tmp_path), tiny.reviews(30), table)
    assert refused.value.issue.fix is not None
    with pytest.raises(Refusal, match="is not a table of themes"):
        run(MemoryContext(tmp_path / "b"), tiny.reviews(30), tiny.reviews(30))


@pytest.mark.skipif(bases.find(bases.MULTILINGUAL) is None, reason="no multilingual base model")
def test_one_subject_in_two_languages_is_one_theme(tmp_path):
    texts, subjects, languages = [], [], []
    for subject, both in PLANTED.items():
        for language, said in zip(("en", "zh"), both, strict=True):
            texts += said
            subjects += [subject] * len(said)
            languages += [language] * len(said)
    data = MemoryTable({"said": texts, "in": languages}, {"text": ["said"], "language": ["in"]})
    ctx = MemoryContext(tmp_path)
    result = run(ctx, data, base=bases.MULTILINGUAL, fineness="coarse", max_tokens=32)
    found = [
        row["theme"] for row in pq.read_table(ctx.artifacts["assignments.parquet"]).to_pylist()
    ]
    inside = [at for at, theme in enumerate(found) if theme]
    assert len(inside) > 0.6 * len(texts)
    kept = [found[at] for at in inside]
    assert adjusted_rand_score([subjects[at] for at in inside], kept) > 0.8
    for subject in PLANTED:
        spoken = {
            language: {
                found[at] for at in inside if (subjects[at], languages[at]) == (subject, language)
            }
            for language in ("en", "zh")
        }
        assert spoken["en"] & spoken["zh"], (subject, spoken, str(result.headline))
