"""Labels to check: confident learning as cleanlab has it, hard rows; texts written otherwise."""

import pytest

pytest.importorskip("peft")
pytestmark = pytest.mark.models

import numpy as np  # noqa: E402

from apps.engines.builtin.text import doubts, metrics, shaking  # noqa: E402
from apps.engines.builtin.text.facts import Doubts, Suspect  # noqa: E402
from apps.engines.builtin.text.rows import Rows  # noqa: E402

# What cleanlab 2.9.0 says of `drawn`: find_label_issues(filter_by="confident_learning",
# return_indices_ranked_by="normalized_margin") and the first get_label_quality_scores of this kind.
CLEANLAB = {
    (40, 3, 1, 0.15): (
        [7, 1, 29, 0, 10, 17],
        [0.179202, 0.084477, 0.840195, 0.82304, 0.883777, 0.720647],
    ),
    (60, 4, 2, 0.2): (
        [54, 11, 56, 8, 28, 55, 15, 20, 57, 40, 36, 44, 25, 27, 14, 10],
        [0.902455, 0.766776, 0.911216, 0.770958, 0.891271, 0.733388],
    ),
    (30, 2, 5, 0.2): (
        [26, 20, 24, 27, 14, 19, 6],
        [0.92567, 0.935112, 0.953735, 0.854209, 0.752874, 0.621048],
    ),
}


def drawn(count, classes, seed, noise):
    draw = np.random.default_rng(seed)
    labels = np.arange(count) % classes
    scores = draw.normal(size=(count, classes)).round(3)
    scores[np.arange(count), labels] += 2
    chances = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    wrong = draw.permutation(count)[: int(noise * count)]
    given = labels.copy()
    given[wrong] = (labels[wrong] + 1 + draw.integers(0, classes - 1, len(wrong))) % classes
    return chances, given


@pytest.mark.parametrize(("case", "said"), CLEANLAB.items())
def test_likely_mislabelled_rows_are_those_of_cleanlab_in_its_order(case, said):
    chances, given = drawn(*case)
    assert metrics.mislabelled(chances, given).tolist() == said[0]
    assert metrics.label_quality(chances, given)[:6] == pytest.approx(said[1], abs=1e-6)


def test_the_hardest_rows_are_of_all_confusions_and_no_suspects():
    chances = np.array([[0.5, 0.5, 0]] * 3 + [[0.45, 0.4, 0.15]] * 3 + [[0.1, 0.48, 0.42]])
    without = np.array([1])
    assert doubts.least_certain(chances, without=without, most=3) == [0, 6, 2]
    seen = doubts.Seen(
        Rows([f"text {n}" for n in range(7)], ["a"] * 7, np.arange(7)), np.zeros(7, int), chances
    )
    unknown = doubts.Seen(seen.rows, np.full(7, -1), chances)
    found = doubts.found([seen, unknown], ["a", "b", "c"])
    assert found.looked == 7
    assert not {one.place for one in found.suspects} & {one.place for one in found.unsure}


@pytest.mark.parametrize(
    ("text", "way", "expected"),
    [
        ("Late AGAIN", "lower", "late again"),
        ("Straße", "upper", "STRASSE"),
        ("送货太晚了", "half", "送货太"),
        ("a", "half", "a"),
    ],
)
def test_texts_are_rewritten(text, way, expected):
    assert shaking.rewritten(text, way, 1) == expected


def test_every_long_word_and_every_stretch_of_chinese_gets_one_mistake():
    def near(one, other):
        """Whether one letter was swapped with the next, dropped or doubled."""
        if len(one) == len(other):
            return sorted(one) == sorted(other)
        longer, shorter = sorted((one, other), key=len, reverse=True)
        return any(longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer)))

    text = "The courier was early 123456"
    words = shaking.rewritten(text, "typos", 3).split()
    assert (words[0], words[2], words[4]) == ("The", "was", "123456")
    assert words[1] != "courier"
    assert near(words[1], "courier")
    assert words[3] != "early"
    assert near(words[3], "early")
    chinese = shaking.rewritten("退款，包裹还没有到达", "typos", 3)
    assert chinese != "退款，包裹还没有到达"
    assert "，" in chinese
    assert shaking.rewritten(text, "typos", 3) == " ".join(words)
    assert len({shaking.rewritten(text, "typos", seed) for seed in range(5)}) > 1
    one = shaking.rewritten(text, "typo", 3).split()
    assert sum(new != old for new, old in zip(one, text.split(), strict=True)) == 1
    assert shaking.rewritten("so it is", "typo", 3) == "so it is"


def test_labels_too_long_for_a_page_keep_no_other_from_it():
    """A queue refuses them, and would refuse the whole finding."""
    suspects = [Suspect(0, "a", "x", "y", 0.9), Suspect(1, "b", "l" * 1001, "y", 0.8),
                Suspect(2, "c", "x, y", "x", 0.7, cells=("x;" * 501, "x"))]  # fmt: skip
    found = doubts.told(Doubts(suspects, 3), text="text", column="label", names=["x", "y"])
    assert [row["row"] for row in found["rows"]] == [1]


def test_what_reads_the_same_is_not_asked_again():
    rows = Rows(["late", "Broken", "Cheap"], ["x"] * 3, np.arange(3))
    asked = []

    def again(some):
        asked.append(some.texts)
        return np.zeros(len(some), dtype=bool)

    found = {
        one.way: one for one in shaking.shaken(rows, np.array([True, True, False]), again, seed=1)
    }
    assert asked[0] == ["broken", "cheap"]
    assert found["lower"].changed == 2
    assert found["lower"].gap.by.value == pytest.approx(-1 / 3)
    assert found["lower"].p >= found["lower"].gap.p
