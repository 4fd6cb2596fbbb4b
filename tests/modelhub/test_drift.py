"""Drift: how often nothing is called something, what is found, and what is too little."""

import csv
import json

import numpy as np
import pytest

from apps.core.masking import masked
from apps.core.spreadsheets import harmless
from apps.engines.builtin.text.normal import clean
from apps.engines.testing.doubles import MemoryContext
from apps.modelhub.watching import reference, runner, several, statistics, texts
from apps.modelhub.watching.manifest import DriftParams
from apps.modelhub.watching.runner import DriftRunner

CLASSES, LEVEL = list("abcdef"), 0.05
USUAL = [0.4, 0.25, 0.15, 0.1, 0.06, 0.04]


def sample(rng, rows, shift=0.0):
    """Classes, scores and vectors of one distribution, moved by ``shift``."""
    odds = np.array(USUAL) * np.exp(shift * np.arange(6))
    return (
        list(rng.choice(CLASSES, p=odds / odds.sum(), size=rows)),
        rng.beta(8, 2 + 2 * shift, size=rows),
        rng.normal(shift / 2, 1, size=(rows, 6)),
    )


def judged(rng, before, now, most):
    (old_names, old_scores, old), (names, scores, new) = before, now
    return [
        statistics.classes(old_names, names, LEVEL, most, rng),
        statistics.numbers(old_scores, scores, LEVEL, most, rng),
        statistics.vectors(old[:100], new[:80], LEVEL, most, rng),
    ]


def test_without_a_change_alarms_are_as_rare_as_stated():
    rng = np.random.default_rng(7)
    runs, single, alarms = 120, np.zeros(3), 0
    for _ in range(runs):
        p = [one.p for one in judged(rng, sample(rng, 300), sample(rng, 150), 400)]
        single += np.array(p) <= LEVEL
        alarms += min(statistics.discoveries(p)) <= LEVEL
    # 120 runs at 5%: more than 14 are seen in one of 500 series of a test that keeps its level.
    assert (single <= 14).all()
    assert alarms <= 14
    assert single.sum() >= 8  # and it is no test that never speaks: 18 are expected


def test_a_change_is_found_by_each_and_the_usual_lies_below():
    rng = np.random.default_rng(3)
    for one in judged(rng, sample(rng, 300), sample(rng, 150, shift=0.6), most=2000):
        assert one.p < 0.01
        assert one.value > one.usual


def test_the_index_is_what_its_formula_says():
    found = float(statistics.psi(np.array([[99.5, 299.5]]), np.array([[199.5, 199.5]]))[0])
    old, new = np.array([0.25, 0.75]), np.array([0.5, 0.5])
    assert found == pytest.approx(((new - old) * np.log(new / old)).sum(), rel=0.01)


def laid_out(folder, rows, *, tested_rows=0, keeps="features", name="w"):
    """A watched name as the provider lays it out."""
    tests = folder / f"{name}.csv"
    if tested_rows:
        rng = np.random.default_rng(1)
        with tests.open("w", newline="") as stream:
            lines = csv.writer(stream)
            lines.writerow(["row", "text", "label", "predicted", "probability"])
            for number in range(tested_rows):
                said = rng.choice(CLASSES, p=USUAL)
                text = "x" * int(rng.integers(5, 60))
                lines.writerow([number + 1, text, said, said, f"{rng.beta(8, 2):.6f}"])
    now = folder / f"{name}.now.jsonl"
    now.write_text("\n".join(json.dumps(row) for row in rows))
    earlier = folder / f"{name}.earlier.jsonl"
    earlier.write_text("")
    return {
        "watch": name, "model": "m", "keeps": keeps, "since": None, "now": str(now),
        "reference": str(tests) if tested_rows else "", "earlier": str(earlier),
    }  # fmt: skip


def logged(rows, shift=0.0, seed=2):
    rng = np.random.default_rng(seed)
    names, scores, _ = sample(rng, rows, shift)
    return [
        {"texts": None, "numbers": {}, "length": int(rng.integers(5, 60)), "answer": name,
         "score": float(score)}
        for name, score in zip(names, scores, strict=True)
    ]  # fmt: skip


class Laid:
    def __init__(self, folder, *watches):
        (folder / "watches.json").write_text(json.dumps(watches))
        self.path = folder


def run(tmp_path, *watches):
    ctx = MemoryContext(tmp_path / "run", seed=5)
    return DriftRunner().run(ctx, DriftParams(), {"log": Laid(tmp_path, *watches)})


def test_one_run_tells_of_every_name_what_has_drifted(tmp_path):
    same = laid_out(tmp_path, logged(300), tested_rows=400, name="same")
    moved = laid_out(tmp_path, logged(300, shift=0.7), tested_rows=400, name="moved")
    few = laid_out(tmp_path, logged(20), tested_rows=400, name="few")
    lone = laid_out(tmp_path, logged(300), name="lone")
    result = run(tmp_path, same, moved, few, lone)
    told = {one["watch"]: one for one in result.summary["watches"]}
    assert str(result.headline) == "1 of 4 serving names has drifted."
    assert [one["drifted"] for one in told["same"]["statistics"]] == [False, False, False]
    drifted = {one["key"] for one in told["moved"]["statistics"] if one["drifted"]}
    assert drifted == {"output.class", "output.score"}
    assert told["few"]["statistics"] == []
    assert told["few"]["note"]["number"] == 20
    assert "nothing to compare with" in told["lone"]["note"]["text"]
    assert run(tmp_path, same, moved, few, lone).summary == result.summary


def test_texts_are_compared_by_what_they_are_about(tmp_path, monkeypatch):
    seen = []

    def embedded(ctx, texts):
        seen.extend(texts)
        rng = np.random.default_rng(0)
        return np.array([rng.normal(5.0 * ("late" in text), 1, 4) for text in texts])

    monkeypatch.setattr("apps.modelhub.watching.runner._embedded", embedded)
    rows = [{**row, "texts": {"text": "it is late"}} for row in logged(150)]
    told = run(tmp_path, laid_out(tmp_path, rows, tested_rows=150, keeps="masked"))
    found = {one["key"]: one for one in told.summary["watches"][0]["statistics"]}
    assert found["input.text"]["drifted"]
    assert len(seen) == 300


def labelled(rng, rows, late=0.2):
    """Sets of labels: independent of one another, one of them rare."""
    odds = {"late": late, "price": 0.5, "rare": 0.002}
    return [[name for name, odd in odds.items() if rng.random() < odd] for _ in range(rows)]


def answered(folder, before, now, name="w", separator="semicolon"):
    """A watched name whose model gives several labels."""
    tests = folder / f"{name}.csv"
    with tests.open("w", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow(["row", "text", "labels", "predicted", "probabilities"])
        for number, row in enumerate(before):
            lines.writerow([number + 1, "abc", "[]", json.dumps(sorted(row)), "[]"])
    rows = [
        {"texts": None, "numbers": {}, "length": 3, "score": None,
         "answer": "; ".join(reversed(row)) or "–"}
        for row in now
    ]  # fmt: skip
    return {**laid_out(folder, rows, name=name), "reference": str(tests), "separator": separator}


def test_the_share_of_each_label_is_compared(tmp_path):
    rng = np.random.default_rng(6)
    before = labelled(rng, 500)
    same = answered(tmp_path, before, labelled(rng, 300), "same")
    moved = answered(tmp_path, before, labelled(rng, 300, late=0.45), "moved")
    told = {one["watch"]: one for one in run(tmp_path, same, moved).summary["watches"]}
    keys = {"input.length", *(f"output.label:{name}" for name in ("late", "price", "–", "…"))}
    assert {one["key"] for one in told["same"]["statistics"]} == keys
    assert not any(one["drifted"] for one in told["same"]["statistics"])
    found = {one["key"]: one for one in told["moved"]["statistics"] if one["drifted"]}
    assert "output.label:late" in found
    assert set(found) <= {"output.label:late", "output.label:–"}
    late = found["output.label:late"]
    assert late["before"] == pytest.approx(np.mean(["late" in row for row in before]))
    assert 0.38 < late["now"] < 0.52


def test_labels_are_read_alike_and_answers_that_were_cut_are_left_out_of_both():
    assert several.logged("price; late", "semicolon") == {"price", "late"}
    assert several.tested('["late", "price"]', "semicolon") == {"price", "late"}
    assert several.logged('["a;b"]', "json") == {"a;b"}
    assert several.logged("–", "json") == several.tested("[]", "json") == frozenset()
    long = [f"label number {number}" for number in range(20)]
    assert several.logged("; ".join(long)[:200], "semicolon") is None
    assert several.tested(json.dumps(long), "semicolon") is None
    assert several.logged("[cut", "json") is several.tested("none", "json") is None


def test_alarms_of_labels_are_as_rare_as_stated():
    rng = np.random.default_rng(8)
    runs, alarms = 100, 0
    for _ in range(runs):
        sets = ([frozenset(row) for row in labelled(rng, count)] for count in (300, 150))
        p = [
            statistics.classes(one.before, one.now, LEVEL, 400, rng).p
            for one in several.compared(*sets)
        ]
        alarms += min(statistics.discoveries(p)) <= LEVEL
    assert alarms <= 12  # of 100 at 5%: more are seen in one of 500 series


SENT = ["=SUM is no word", " too late\r\n", "cafe\u0301 closed\n\nMail a@b.example", "'quoted'"]


@pytest.mark.parametrize("masked", [False, True])
def test_texts_are_the_same_from_the_log_and_from_the_test_rows(tmp_path, masked):
    """A run keeps what its model has read, harmless in a spreadsheet; a log what was sent."""
    tests, log = tmp_path / "t.csv", tmp_path / "log.jsonl"
    with tests.open("w", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow(["row", "text", "other", "label", "predicted", "probability"])
        for text in SENT:
            cells = [clean(text), "-b", "-x", "-x", "0.5"]
            lines.writerow([1, *map(harmless, cells)])
    rows = [
        {"texts": {"second": "-b\n", "first": texts.compared(text, masked=masked)}, "numbers": {},
         "length": texts.length([text, "-b\n"]), "answer": "-x", "score": 0.5}
        for text in SENT
    ]  # fmt: skip
    log.write_text("\n".join(map(json.dumps, rows)))
    before = reference.read(tests, masked=masked)
    asked = runner.Asked.model_validate(
        {**laid_out(tmp_path, []), "columns": ["first", "second"], "now": str(log)}
    )
    now = runner._logged(log, asked)
    assert (now.texts, now.lengths, now.answers) == (before.texts, before.lengths, before.answers)
    assert before.texts[1] == "too late\n-b"
    assert ("<email>" in before.texts[2]) == masked


def test_spelling_and_rounding_alone_are_no_drift(tmp_path):
    tests = tmp_path / "w.csv"
    rng = np.random.default_rng(4)
    sure = 1 - rng.uniform(0, 9e-7, 200)  # some are 1.000000 in the file, some 0.999999
    with tests.open("w", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow(["row", "text", "label", "predicted", "probability"])
        for number, one in enumerate(sure):
            lines.writerow([number, harmless(f"-{'x' * (number % 9)}"), "a", "a", f"{one:.6f}"])
    rows = [
        {"texts": None, "numbers": {}, "length": texts.length([f" -{'x' * (number % 9)}\n"]),
         "answer": "a", "score": float(one)}
        for number, one in enumerate(sure)
    ]  # fmt: skip
    watch = {**laid_out(tmp_path, rows), "reference": str(tests)}
    found = run(tmp_path, watch).summary["watches"][0]["statistics"]
    assert {one["key"] for one in found} == {"input.length", "output.class", "output.score"}
    assert [one["value"] for one in found] == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("head", "cells", "answer", "score"),
    [
        ("row,text,label,predicted,nearest,probability,score", "1,a,x,y,y,0.7,2", "y", 0.7),
        ("row,text,other,label,match,probability", "1,a,b,yes,no,0.2", "no", 0.2),
        ("row,text,true,predicted,low,high", "1,a,3,2.5,1,4", "", 2.5),
        ("row,text,labels,predicted,probabilities", '1,a,"[1]","[2]","[0.3]"', "", None),
        ("row,text,true,answer,base_model", "1,a,b,c,d", "", None),
    ],
)
def test_the_test_rows_of_each_engine_are_read(tmp_path, head, cells, answer, score):
    path = tmp_path / "t.csv"
    path.write_text(f"{head}\n{cells}\n")
    found = reference.read(path)
    assert (found.answers, found.scores) == ([answer], [score])
    assert found.texts[0].startswith("a")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Write to anna.b@ex-ample.com today", "Write to <email> today"),
        ("Call +49 (30) 901 820-12, please", "Call <number>, please"),
        ("Card 4111 1111 1111 1111 from 10.2.3.4", "Card <number> from <ip>"),
        ("See https://x.example/a?b=1 or 12 of 345", "See <url> or 12 of 345"),
        ("Order A-12 of 3 pieces at 19.90", "Order A-12 of 3 pieces at 19.90"),
        ("我的电话13812345678，谢谢", "我的电话<number>，谢谢"),
        ("身份证11010119900307123X号", "身份证<number>号"),
        ("请看https://x.example/a，再回复", "请看<url>，再回复"),
        ("服务器10.2.3.4坏了3次", "服务器<ip>坏了3次"),
        ("发到 a.b@x.example。", "发到 <email>。"),
    ],
)
def test_addresses_and_long_numbers_are_masked(text, left):
    assert masked(text) == left
