"""text.generate from table to answers: learning by heart, resume, figures, refusals, serving."""

import csv
import io
import json

import pytest

pytestmark = pytest.mark.models
pytest.importorskip("peft")

import numpy as np  # noqa: E402
import torch  # noqa: E402
from django.test import override_settings  # noqa: E402
from django.utils import translation  # noqa: E402
from safetensors.torch import load_file, save_file  # noqa: E402

from apps.engines.base_models import adding  # noqa: E402
from apps.engines.builtin.text import bases, training  # noqa: E402
from apps.engines.builtin.text.device import Place  # noqa: E402
from apps.engines.builtin.text.params import ClassifyParams  # noqa: E402
from apps.engines.builtin.text.training import Examples  # noqa: E402
from apps.engines.builtin.text_classify.manifest import ENGINE as CLASSIFY  # noqa: E402
from apps.engines.builtin.text_classify.runner import Runner as Classifier  # noqa: E402
from apps.engines.builtin.text_generate import metrics, nearest, saved  # noqa: E402
from apps.engines.builtin.text_generate import run as running  # noqa: E402
from apps.engines.builtin.text_generate.manifest import ENGINE  # noqa: E402
from apps.engines.builtin.text_generate.params import GenerateParams  # noqa: E402
from apps.engines.builtin.text_generate.predictor import AnswerPredictor  # noqa: E402
from apps.engines.builtin.text_generate.prompts import Prompts  # noqa: E402
from apps.engines.builtin.text_generate.runner import Runner  # noqa: E402
from apps.engines.builtin.text_generate.teaching import Answers, WriterTrainer  # noqa: E402
from apps.engines.builtin.text_generate.writer import (  # noqa: E402
    Writer,
    attach,
    load_language,
    reads_first,
)
from apps.engines.contract import Refusal  # noqa: E402
from apps.engines.testing import MemoryContext, MemoryTable  # noqa: E402
from apps.jobs import param_forms  # noqa: E402
from tests.text import tiny, writers  # noqa: E402

QUICK = {
    "base": "folder:gpt2", "epochs": 2, "batch_size": 8, "learning_rate": 5e-3, "precision": "fp32",
}  # fmt: skip
LANGUAGES = ["en" if place % 3 else "de" for place in range(72)]


@pytest.fixture(scope="session")
def writers_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("writing")
    for kind in ("gpt2", "qwen2", "t5"):
        writers.save(folder / kind, kind)
    tiny.save(folder / "reader")
    return folder


@pytest.fixture(autouse=True)
def bases_here(writers_folder, settings):
    settings.TEXT_MODELS_DIR = writers_folder
    return writers_folder


def fit(ctx, data=None, **params):
    chosen = GenerateParams(**{**QUICK, **params})
    return Runner().run(ctx, chosen, {"data": data or writers.questions()})


def codes(result):
    return {block.code for block in result.blocks if block.kind == "warning"}


def block(result, key):
    return next(found for found in result.blocks if getattr(found, "key", "") == key)


def weights(ctx):
    return load_file(ctx.model_dir / "weights.safetensors")


@pytest.mark.parametrize(
    "kind",
    [
        "gpt2",
        pytest.param("t5", marks=pytest.mark.soak),
        pytest.param("qwen2", marks=pytest.mark.soak),
    ],
)
def test_fifty_pairs_are_learned_by_heart_saved_and_served(writers_folder, tmp_path, kind):
    """Answers that have nothing to do with their prompts: loss near zero, every one written."""
    questions, replies = writers.pairs(50)
    params = GenerateParams(**{**QUICK, "epochs": 60, "learning_rate": 1e-2, "patience": 0})
    ctx = MemoryContext(tmp_path)
    language = load_language(writers_folder / kind, dropout=False, eager=False)
    torch.manual_seed(0)
    attach(language, "full", rank=8)
    apart = reads_first(language.config)
    prompts = Prompts(writers_folder / kind, template="", seq2seq=apart)
    writer = Writer(language, pad=prompts.pad, packs=True)
    given, answers = map(prompts.prompt, questions), list(map(prompts.answer, replies))
    ids = [[*prompt, *answer] for prompt, answer in zip(given, answers, strict=True)]
    counts = np.array([len(answer) for answer in answers])
    examples = Examples(ids, counts, counts.astype(float))
    place = Place(torch.device("cpu"), False)
    trained = WriterTrainer(ctx, params, writer, Answers(), place, prompts.pad).run(
        examples, examples
    )
    assert trained.curve[-1]["loss"] < 0.05
    kept = saved.SavedWriter(
        task="generate", text="question", label="reply", base=f"folder:{kind}", base_hash="",
        prefix="", method="full", rank=8, steps=trained.steps, max_tokens=90, width=writers.WIDTH,
        template="", answer_tokens=40, temperature=0.0,
    )  # fmt: skip
    saved.save(tmp_path / "model", kept, writer, prompts)
    served = AnswerPredictor.opened(tmp_path / "model", {"device": "cpu"})
    said = served.predict([{"question": one} for one in questions]).rows
    assert [row.values["reply"] for row in said] == replies
    assert not any(row.warnings for row in said)


@pytest.fixture(scope="module")
def fitted(tmp_path_factory, writers_folder):
    """A training whose figures the tests below work out again from its test rows."""
    with override_settings(TEXT_MODELS_DIR=writers_folder):
        ctx = MemoryContext(tmp_path_factory.mktemp("fit"), seed=5)
        data = writers.questions(language=LANGUAGES)
        result = fit(ctx, data, base="folder:t5", epochs=12, learning_rate=1e-2)
    text = ctx.artifacts["test-predictions.csv"].read_text()
    return result, ctx, data, list(csv.DictReader(io.StringIO(text)))


def test_figures_are_those_of_the_test_rows(fitted):
    result, _, data, said = fitted
    found = result.summary
    places = [int(row["row"]) - 1 for row in said]
    assert len(said) == found["rows"]["test"] == found["answered"]
    assert [row["true"] for row in said] == [data.data["reply"][place] for place in places]
    right = [row["true"] == row["answer"] for row in said]
    assert found["exact_match"]["value"] == pytest.approx(np.mean(right))
    for name, whose in (("answer", found), ("base_model", found["base_model"]),
                        ("most_similar_prompt", found["most_similar_prompt"])):  # fmt: skip
        counts = [metrics.chrf_counts(row[name], row["true"]) for row in said]
        assert whose["chrf"]["value"] == pytest.approx(float(metrics.chrf(np.sum(counts, axis=0))))
        shares = [metrics.token_f1(row[name], row["true"]) for row in said]
        assert whose["token_f1"]["value"] == pytest.approx(np.mean(shares))
    gap = found["chrf"]["value"] - found["base_model"]["chrf"]["value"]
    assert found["gain_over_base_model"]["value"] == pytest.approx(gap)
    learned = [place for place in range(72) if place not in places]
    answers = nearest.answers(
        [row["text"] for row in said],
        [data.data["question"][place] for place in learned],
        [data.data["reply"][place] for place in learned],
    )
    same = [one == row["most_similar_prompt"] for one, row in zip(answers, said, strict=True)]
    assert np.mean(same) > 0.5, "rows to choose by are in `learned`, too, but few"


def test_it_learns_what_the_base_model_does_not_know(fitted):
    found = fitted[0].summary
    curve = found["training"]["curve"]
    assert curve[-1]["loss"] < curve[0]["loss"] / 5
    assert found["gain_over_base_model"]["low"] > 0
    assert found["perplexity"]["high"] < found["base_model"]["perplexity"]["low"] / 5
    assert found["exact_match"]["value"] > 0.5


def test_perplexity_is_that_of_the_saved_model(fitted):
    """From the answers' tokens through the library's own loss, one row at a time."""
    result, ctx, _, said = fitted
    served = AnswerPredictor.opened(ctx.model_dir, {"device": "cpu"})
    total = count = 0.0
    for row in said:
        labels = torch.tensor([served.prompts.answer(row["true"])])
        given = torch.tensor([served.prompts.prompt(row["text"])])
        with torch.no_grad():
            lost = float(served.writer.language(input_ids=given, labels=labels).loss)
        total, count = total + lost * labels.shape[1], count + labels.shape[1]
    assert result.summary["perplexity"]["value"] == pytest.approx(np.exp(total / count), rel=1e-4)


def test_what_is_served_is_what_was_tested(fitted):
    _, ctx, _, said = fitted
    served = Runner().load(ctx.model_dir, {"device": "cpu"})
    rows = [{"question": row["text"]} for row in said]
    answers = [row.values["reply"] for row in served.predict(rows).rows]
    assert answers == [row["answer"] for row in said]
    backwards = served.predict(rows[::-1]).rows
    assert [row.values["reply"] for row in backwards] == answers[::-1]


def test_a_row_can_say_how_it_is_answered(fitted):
    served = Runner().load(fitted[1].model_dir, {"device": "cpu"})
    asked = {"question": "the apple"}
    short, long, hot, high, none, strange = served.predict(
        [
            {**asked, "decoding.max_new_tokens": "2"},
            {"question": "apple " * 600},
            {**asked, "decoding.temperature": 2.5},
            {**asked, "decoding.max_new_tokens": 10**6},
            {**asked, "decoding.max_new_tokens": "many"},
            {"question": "苹果 香蕉"},
        ]
    ).rows
    assert len(short.values["reply"].split()) == 2
    assert "cut after 2 tokens" in str(short.warnings[0])
    assert long.values["reply"] is None
    assert "601 tokens and may have 512 at most" in str(long.warnings[0])
    assert "from 0 to 2" in str(hot.warnings[0])
    assert "from 1 to 1024" in str(high.warnings[0])
    assert "whole number" in str(none.warnings[0])
    assert any("does not know" in str(word) for word in strange.warnings)


def test_the_report_tells_best_middle_and_worst_and_the_card_its_figures(fitted):
    result, ctx, _, said = fitted
    found = result.summary
    shown = block(result, "examples").rows
    by_row = {int(row["row"]): float(row["chrf"]) for row in said}
    best, worst = (max(by_row.values()), min(by_row.values()))
    assert str(shown[0]["which"]) == "best"
    assert shown[0]["chrf"] == best
    assert next(row for row in shown if str(row["which"]) == "worst")["chrf"] == worst
    assert len({row["row"] for row in shown}) == len(shown)
    names = [str(row["name"]) for row in block(result, "compared").rows]
    assert names[0] == "This model"
    assert len(names) == 3
    assert f"chrF is {found['chrf']['value']:.1f}" in str(result.headline)
    card = ctx.artifacts["card.md"].read_text()
    assert f"| chrF | {found['chrf']['value']:.1f} |" in card
    assert "'{prompt}'" in card
    assert found["test_hash"] in card
    assert {one["name"] for one in found["slices"]} <= {"en", "de"}
    assert block(result, "lengths").rows[1]["most"] == 8
    assert block(result, "learning")
    assert json.loads(json.dumps(found))["way"]["answer_tokens"] >= 8


@pytest.mark.parametrize(
    ("kind", "method", "stop_at"),
    [
        ("gpt2", "full", 5),
        *(
            pytest.param(*one, marks=pytest.mark.soak)
            for one in (("t5", "lora", 9), ("qwen2", "lora", 3))
        ),
    ],
)
def test_a_resumed_run_has_the_same_weights_to_the_bit(tmp_path, kind, method, stop_at):
    """Stopped in the middle of an epoch, with dropout, so that random numbers matter."""
    options = {"base": f"folder:{kind}", "method": method, "dropout": True, "answer_tokens": 8}
    whole = MemoryContext(tmp_path / "whole", seed=3)
    fit(whole, **options)
    part = MemoryContext(tmp_path / "part", seed=3, stop_at=stop_at)
    stopped = fit(part, **options)
    assert stopped.summary["training"]["steps"] == stop_at
    assert "stopped" in codes(stopped)
    rest = MemoryContext(tmp_path / "rest", seed=3, resume_from=part.checkpoints[-1])
    fit(rest, **options)
    ends = [load_file(ctx.checkpoints[-1]) for ctx in (whole, part, rest)]
    for one, other in ((weights(whole), weights(rest)), (ends[0], ends[2])):
        assert one.keys() == other.keys()
        assert all(torch.equal(one[name], other[name]) for name in one)
    assert not all(torch.equal(ends[0][name], ends[1][name]) for name in ends[0])
    if method == "lora":
        assert all("lora_" in name for name in weights(whole))
        served = Runner().load(whole.model_dir, {"device": "cpu"})
        assert served.predict([{"question": "the apple"}]).rows[0].values["reply"] is not None


def test_packing_changes_no_weight_to_speak_of(tmp_path):
    both = []
    for packing in ("on", "off"):
        ctx = MemoryContext(tmp_path / packing, seed=1)
        result = fit(ctx, packing=packing, answer_tokens=8)
        assert result.summary["way"]["packed"] is (packing == "on")
        both.append(weights(ctx))
    for name, value in both[0].items():
        assert torch.allclose(value, both[1][name], atol=1e-3), name


def test_when_memory_runs_out_the_step_stays_the_same(tmp_path, monkeypatch):
    options = {"answer_tokens": 8, "patience": 0}
    plain = fit(MemoryContext(tmp_path / "plain"), **options).summary["training"]["curve"]
    original = WriterTrainer._scores

    def scarce(self, train, rows):
        if len(rows) > 3:
            raise torch.OutOfMemoryError("out of memory")
        return original(self, train, rows)

    monkeypatch.setattr(WriterTrainer, "_scores", scarce)
    ctx = MemoryContext(tmp_path / "short")
    short = fit(ctx, **options).summary["training"]["curve"]
    assert any("Out of memory" in text for _, text in ctx.logs)
    for one, other in zip(plain, short, strict=True):
        assert one["loss"] == pytest.approx(other["loss"], rel=1e-3)


def test_it_ends_early_by_the_loss_of_rows_that_it_does_not_learn(tmp_path, monkeypatch):
    judged = iter([-5.0, -3.0, -2.0, -2.5, -2.6, -1.0])  # the start, then epochs
    monkeypatch.setattr(Answers, "quality", lambda *args: (value := next(judged), value))
    monkeypatch.setattr(training, "KEPT_CHECKPOINTS", 9)
    ctx = MemoryContext(tmp_path, seed=1)
    found = fit(ctx, epochs=9, patience=2, answer_tokens=8).summary["training"]
    assert (found["epochs"], found["best_epoch"]) == (4, 2)
    second = load_file(ctx.checkpoints[1])
    assert all(torch.equal(value, second[f"model.{name}"]) for name, value in weights(ctx).items())


def test_a_training_that_only_harms_is_not_kept(tmp_path):
    result = fit(MemoryContext(tmp_path), learning_rate=1.0, warmup_share=0, epochs=1)
    assert {"start_kept", "no_better_than_nearest"} <= codes(result)
    found = result.summary
    assert found["gain_over_base_model"] is None
    assert found["perplexity"] == found["base_model"]["perplexity"]
    assert len(block(result, "compared").rows) == 2


def test_answers_get_as_long_as_does_no_harm(monkeypatch, tmp_path):
    """A writer that finds no end after the true answer: it is cut where the answers end."""
    original = running.WriterRun._write

    def endless(self, writer, rows, limit, note):
        written = original(self, writer, rows, limit, note)
        found = [self.prompts.answer(label)[:-1] for label in rows.labels]
        more = [running.Written((ids + [9] * limit)[:limit], False) for ids in found]
        return more if "Choosing" in str(note) else written

    monkeypatch.setattr(running.WriterRun, "_write", endless)
    assert fit(MemoryContext(tmp_path)).summary["way"]["answer_tokens"] == 8


def test_prompts_stand_in_one_part_only(tmp_path):
    data = writers.questions(60)
    asked, replies = data.data["question"], data.data["reply"]
    copies = {"question": [*asked, *asked[:12]], "reply": [*replies, *replies[:9], *["fish"] * 3]}
    ctx = MemoryContext(tmp_path)
    result = fit(ctx, MemoryTable(copies, data.roles), epochs=1, answer_tokens=8)
    found = result.summary
    assert sum(found["rows"].values()) == 60
    assert found["left_out"]["copies"] == 9
    assert found["conflicting_prompts"] == 3
    assert {"copies", "conflicts"} <= codes(result)


def table(prompts, answers):
    return MemoryTable({"p": prompts, "a": answers}, {"prompt": ["p"], "answer": ["a"]})


SOME = [f"w{n} apple" for n in range(30)]


@pytest.mark.parametrize(
    ("data", "params", "said", "field"),
    [
        (table(SOME, [""] * 30), {}, "both a prompt and an answer", "data"),
        (table(SOME, ["fish"] * 30), {}, "same answer", "data.answer"),
        (table(SOME[:12], ["fish", "fruit"] * 6), {}, "12 different prompts are too few", "data"),
        (table([*SOME, "apple " * 120], ["fish", "fruit", "a"] * 10 + ["a"]), {},
         "1 row has more than 96 tokens, e.g. row 31; the longest takes 122", "max_tokens"),
        (table([*SOME, "apple " * 40], ["fish", "fruit", "a"] * 10 + ["a"]), {"max_tokens": 32},
         "more than 32 tokens", "max_tokens"),
        (table(SOME, SOME), {"template": "Answer:"}, "where the prompt goes", "template"),
        (MemoryTable({"p": SOME}, {"prompt": ["p"], "answer": ["p"]}), {}, "explain itself",
         "data.answer"),
        (table(SOME, SOME[::-1]), {"base": "folder:reader"}, "here one that writes them", "base"),
        (table(SOME, SOME[::-1]), {"base": "folder:none"}, "not on this machine", "base"),
    ],
)  # fmt: skip
def test_what_cannot_be_learned_is_refused_in_words(tmp_path, data, params, said, field):
    with pytest.raises(Refusal, match=said) as refused:
        fit(MemoryContext(tmp_path), data, **params)
    assert refused.value.issue.field == field
    assert refused.value.issue.fix is not None


def test_rows_that_are_too_long_can_be_left_out(tmp_path):
    data = writers.questions(60)
    longer = {"question": [*data.data["question"], "apple " * 90],
              "reply": [*data.data["reply"], "a fish"]}  # fmt: skip
    with pytest.raises(Refusal) as refused:
        fit(MemoryContext(tmp_path / "a"), MemoryTable(longer, data.roles), max_tokens=64)
    assert "to 93" in str(refused.value.issue.fix)
    result = fit(
        MemoryContext(tmp_path / "b"), MemoryTable(longer, data.roles), max_tokens=64,
        too_long="leave_out", epochs=1, answer_tokens=8,
    )  # fmt: skip
    assert "too_long" in codes(result)
    assert sum(result.summary["rows"].values()) == 60


def test_what_no_run_could_use_is_told_before_it():
    data = writers.questions(60)
    params = GenerateParams(base="folder:gpt2")

    def fields(chosen, profile):
        return [issue.field for issue in ENGINE.validate(chosen, {"data": profile})]

    twice = data.profile().model_copy(
        update={"roles": {"prompt": ["question"], "answer": ["question"]}}
    )
    assert fields(params, twice) == ["data.answer"]
    assert fields(params, data.take(range(5)).profile()) == ["data"]
    assert fields(params.model_copy(update={"template": "x"}), data.profile()) == ["template"]
    assert fields(params.model_copy(update={"base": "folder:reader"}), data.profile()) == ["base"]
    assert fields(params, data.profile()) == []
    assert ENGINE.resources(params, {"data": data.profile()}).seconds > 20


def test_engines_are_offered_the_base_models_that_suit_them(tmp_path, settings):
    offered = GenerateParams.model_json_schema()["properties"]["base"]["enum"]
    assert offered == ["auto", "folder:gpt2", "folder:qwen2", "folder:t5"]
    reading = ClassifyParams.model_json_schema()["properties"]["base"]["enum"]
    assert "folder:reader" in reading
    assert not set(offered) - {"auto"} & set(reading)
    chosen = ClassifyParams(base="folder:gpt2")
    issue = CLASSIFY.validate(chosen, {})[0]
    assert "writes texts; here one that reads them" in str(issue.message)
    assert "bert" in str(issue.fix)
    with pytest.raises(Refusal, match="reads them is needed"):
        Classifier().run(MemoryContext(tmp_path), chosen, {"data": tiny.reviews(60)})
    settings.TEXT_MODELS_DIR = tmp_path / "empty"
    issue = ENGINE.validate(GenerateParams(), {})[0]
    assert "No base model that writes" in str(issue.message)
    assert "gpt2" in str(issue.fix)


def test_the_form_says_where_the_prompt_goes():
    form = param_forms.form_class(GenerateParams)()
    assert "with {prompt} in its place and \\n for" in str(form.fields["template"].help_text)
    with translation.override("zh-hans"):
        form = param_forms.form_class(GenerateParams)()
        assert "{prompt} 表示提示的位置" in str(form.fields["template"].help_text)


def test_the_smallest_is_taken_where_none_was_chosen(tmp_path):
    found = fit(MemoryContext(tmp_path), base="auto", epochs=1, answer_tokens=8).summary
    sizes = {base.id: base.bytes for base in bases.available("writes")}
    assert found["base"] == min(sizes, key=sizes.get)


def test_a_writer_is_added_with_its_chat_template_and_its_last_layer(writers_folder, tmp_path):
    added = adding.add(str(writers_folder / "qwen2"), tmp_path / "here", "mine")
    assert added.proven
    assert Prompts(added.path, template="", seq2seq=False).chats
    headless = tmp_path / "headless"
    writers.save(headless, "llama")
    file = headless / "model.safetensors"
    kept = {name: value for name, value in load_file(file).items() if "lm_head" not in name}
    save_file(kept, file, metadata={"format": "pt"})
    with pytest.raises(adding.NotAdded, match=r"lm_head\.weight is missing"):
        adding.add(str(headless), tmp_path / "here")
