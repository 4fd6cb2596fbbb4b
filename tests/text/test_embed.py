"""text.embed: the contract, what is near what, tables for other runs, models that have learned."""

import numpy as np
import pytest

pytestmark = pytest.mark.models
pytest.importorskip("peft")

import pyarrow.parquet as pq  # noqa: E402
from sklearn.decomposition import PCA  # noqa: E402

from apps.engines.builtin.text.params import EmbedParams, MatchParams, RegressParams  # noqa: E402
from apps.engines.builtin.text_embed import likeness  # noqa: E402
from apps.engines.builtin.text_embed.manifest import ENGINE  # noqa: E402
from apps.engines.builtin.text_embed.runner import Runner  # noqa: E402
from apps.engines.builtin.text_match import runner as matching  # noqa: E402
from apps.engines.builtin.text_regress import runner as regressing  # noqa: E402
from apps.engines.contract import Refusal  # noqa: E402
from apps.engines.tables import RawFile  # noqa: E402
from apps.engines.testing import EngineContractTests, MemoryContext, MemoryTable  # noqa: E402
from tests.text import tiny  # noqa: E402


class TestTextEmbed(EngineContractTests):
    engine = ENGINE
    params = {"base": "folder:tiny", "columns": 4}
    bad_params = ({"columns": 1}, {"max_tokens": 0}, {"method": "full"})
    tolerance = 1e-4
    message_packages = (
        "apps.engines.builtin.text",
        "apps.engines.builtin.text_embed",
        "apps.engines.tables",
    )

    def inputs(self):
        return {"data": tiny.reviews(30)}


def embed(ctx, data=None, model=None, **params):
    chosen = EmbedParams(**{"base": "folder:tiny", "columns": 4, **params})
    inputs = {"data": data or tiny.reviews(60), **({"model": model} if model else {})}
    return Runner().run(ctx, chosen, inputs)


def block(result, key):
    return next(found for found in result.blocks if getattr(found, "key", "") == key)


def test_the_tables_have_every_text_in_its_row(tmp_path):
    texts = [
        "",
        "my parcel",
        "late courier",
        None,
        "very cheap fabric",
        "money",
        "refund",
        "MONEY ",
    ]
    data = MemoryTable({"review": texts}, {"text": ["review"]})
    ctx = MemoryContext(tmp_path)
    result = embed(ctx, data, columns=2)
    whole = pq.read_table(ctx.artifacts["embeddings.parquet"])
    parts = pq.read_table(ctx.artifacts["components.parquet"])
    assert whole["row"].to_pylist() == parts["row"].to_pylist() == [2, 3, 5, 6, 7, 8]
    assert whole["text"].to_pylist() == [texts[row - 1].strip() for row in [2, 3, 5, 6, 7, 8]]
    assert whole.schema.field("embedding").type.list_size == tiny.WIDTH
    vectors = np.array(whole["embedding"].to_pylist())
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    model = PCA(n_components=2).fit(unit[:5])  # the last repeats one but for case
    found = np.column_stack([parts[f"component {at}"].to_numpy() for at in (1, 2)])
    assert np.abs(found) == pytest.approx(np.abs(model.transform(unit)), abs=1e-5)
    assert result.summary["explained"] == pytest.approx(model.explained_variance_ratio_, abs=1e-5)
    assert (result.summary["copies"], result.summary["empty_text"]) == (1, 2)


def test_neighbours_are_those_of_the_cosine(tmp_path):
    ctx = MemoryContext(tmp_path)
    result = embed(ctx)
    whole = pq.read_table(ctx.artifacts["embeddings.parquet"])
    vectors = np.array(whole["embedding"].to_pylist())
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = block(result, "neighbours").rows
    assert len({row["row"] for row in rows}) == likeness.EXAMPLES
    for row in rows:
        cosine = unit[row["row"] - 1] @ unit[row["other_row"] - 1]
        assert row["cosine"] == pytest.approx(cosine, abs=1e-5)
    first = rows[0]["row"] - 1
    alike = np.delete(unit @ unit[first], first)
    assert rows[0]["cosine"] == pytest.approx(alike.max(), abs=1e-5)


def test_texts_that_say_nearly_the_same_are_paired_once():
    draw = np.random.default_rng(0)
    vectors = draw.normal(size=(40, 16))
    vectors[7] = vectors[3] + 0.01 * draw.normal(size=16)
    texts = [f"text {place}" for place in range(40)]
    found = likeness.measure(texts, vectors, 3)
    assert [sorted((one.one, one.other)) for one in found.near] == [[3, 7]]
    assert found.near[0].cosine > 0.99
    assert found.components.shape == (40, 3)


def test_the_map_tells_groups_apart(tmp_path):
    data = tiny.reviews(60)
    named = MemoryTable(data.data, {"text": ["review"], "label": ["topic"]})
    chart = block(embed(MemoryContext(tmp_path), named), "map")
    assert {str(one.name) for one in chart.series} == set(tiny.TOPICS)
    assert sum(len(one.points) for one in chart.series) == 60


def test_a_model_that_has_learned_to_match_reads(tmp_path):
    ctx = MemoryContext(tmp_path / "match")
    options = MatchParams(base="folder:tiny", epochs=6, batch_size=16, learning_rate=5e-3)
    learned = matching.Runner().run(ctx, options, {"data": tiny.pairs(180)})
    assert not learned.summary["training"]["start_kept"]
    data = tiny.reviews(30)
    own, plain = MemoryContext(tmp_path / "own"), MemoryContext(tmp_path / "plain")
    embed(own, data, model=RawFile(ctx.model_dir))
    embed(plain, data)
    found, base = (
        np.array(pq.read_table(one.artifacts["embeddings.parquet"])["embedding"].to_pylist())
        for one in (own, plain)
    )
    predictor = matching.Runner().load(ctx.model_dir, {"device": "cpu"})
    assert found == pytest.approx(predictor.embed(data.data["review"]), abs=1e-5)
    assert not np.allclose(found, base, atol=1e-3)


def test_other_models_are_refused_in_words(tmp_path):
    ctx = MemoryContext(tmp_path / "regress")
    options = RegressParams(base="folder:tiny", method="probe")
    regressing.Runner().run(ctx, options, {"data": tiny.tickets(40)})
    with pytest.raises(Refusal, match="has not learned to match") as refused:
        embed(MemoryContext(tmp_path / "a"), model=RawFile(ctx.model_dir))
    assert refused.value.issue.field == "model"
    (tmp_path / "empty").mkdir()
    with pytest.raises(Refusal, match="has not learned to match"):
        embed(MemoryContext(tmp_path / "b"), model=RawFile(tmp_path / "empty"))


@pytest.mark.parametrize(
    ("texts", "columns", "said"),
    [
        (["one", "One ", "two"], 2, "2 different texts are too few; at least 3"),
        ([f"text {n}" for n in range(60)], 33, "gives 32 numbers"),
    ],
)
def test_too_little_for_so_many_columns_is_refused(tmp_path, texts, columns, said):
    data = MemoryTable({"review": texts}, {"text": ["review"]})
    with pytest.raises(Refusal, match=said) as refused:
        embed(MemoryContext(tmp_path), data, columns=columns)
    assert refused.value.issue.fix is not None
