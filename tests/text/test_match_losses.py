"""Losses of pairs against their formulae, written out in loops."""

import math

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("sklearn")

import numpy as np  # noqa: E402

from apps.engines.builtin.text_match import metrics, objectives  # noqa: E402
from apps.engines.builtin.text_match.models import PairIds, segments  # noqa: E402
from apps.engines.builtin.text_match.retrieval import Library  # noqa: E402


def embeddings(rows=7, hidden=5, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(rows, 2 * hidden, generator=generator)


def cosine(one, other):
    return float(one @ other / (one.norm() * other.norm()))


def distinct(rows):
    return torch.arange(2 * rows).reshape(rows, 2)


def test_ranking_is_the_softmax_over_the_batch_in_both_directions():
    """Henderson et al. (2017), equation 3, with scaled cosines, and the same the other way."""
    both = embeddings()
    first, second = both.chunk(2, dim=1)
    found = objectives.ranking_loss(both, distinct(7))
    for row in range(7):
        alike = [20 * cosine(first[row], one) for one in second]
        turned = [20 * cosine(one, second[row]) for one in first]
        forth = math.log(sum(map(math.exp, alike))) - alike[row]
        back = math.log(sum(map(math.exp, turned))) - turned[row]
        assert float(found[row]) == pytest.approx((forth + back) / 2, rel=1e-4)


def test_rows_that_share_a_text_are_not_held_against_one_another():
    """What is left is what the loss would be without the row that shares a text."""
    both = embeddings(5)
    texts = distinct(5)
    texts[3, 1] = texts[0, 0]  # the first text of row 0 is the second of row 3
    found = objectives.ranking_loss(both, texts)
    without = objectives.ranking_loss(both[[0, 1, 2, 4]], texts[[0, 1, 2, 4]])
    assert float(found[0]) == pytest.approx(float(without[0]), rel=1e-5)
    assert float(found[1]) > float(without[1])


def test_a_batch_of_one_pair_teaches_nothing_and_breaks_nothing():
    both = embeddings(1).requires_grad_()
    loss = objectives.Ranking(8).batch_loss(both, distinct(1), torch.ones(1))
    loss.backward()
    assert float(loss.detach()) == pytest.approx(0, abs=1e-6)
    assert torch.isfinite(both.grad).all()


def test_order_is_cosent():
    """log(1 + Σ exp(20 (cos_j − cos_i))) over target_i > target_j."""
    both, targets = embeddings(8), torch.tensor([0.0, 1, 2, 2, 5, 1, 0, 3])
    alike = [cosine(*row.chunk(2)) for row in both]
    total = 1.0
    for i in range(8):
        for j in range(8):
            if targets[i] > targets[j]:
                total += math.exp(20 * (alike[j] - alike[i]))
    found = objectives.order_loss(objectives.cosines(both), targets)
    assert float(found) == pytest.approx(math.log(total), rel=1e-5)
    even = objectives.order_loss(objectives.cosines(both), targets, torch.ones(8))
    assert float(even) == pytest.approx(float(found), rel=1e-6)


def test_a_row_that_counts_twice_is_there_twice():
    both, targets = embeddings(4), torch.tensor([1.0, 0, 1, 0])
    weighted = objectives.Order(4, metrics.spearman).batch_loss(
        both, targets, torch.tensor([2.0, 1, 1, 1])
    )
    twice = objectives.order_loss(
        objectives.cosines(both[[0, 0, 1, 2, 3]]), targets[[0, 0, 1, 2, 3]]
    )
    assert float(weighted) == pytest.approx(float(twice), rel=1e-5)


def test_order_without_an_order_is_nothing():
    both = embeddings(3).requires_grad_()
    loss = objectives.order_loss(objectives.cosines(both), torch.ones(3))
    loss.backward()
    assert float(loss.detach()) == pytest.approx(0, abs=1e-6)
    assert float(both.grad.abs().max()) == 0


def test_value_is_the_squared_error_of_the_cosine():
    both, targets = embeddings(6), torch.linspace(0, 1, 6)
    found = objectives.Value(metrics.spearman).losses(both, targets)
    pairs = zip(both, targets, strict=True)
    by_hand = [(cosine(*row.chunk(2)) - float(target)) ** 2 for row, target in pairs]
    assert found.tolist() == pytest.approx(by_hand, rel=1e-4)


def test_validation_goes_by_what_the_report_goes_by():
    both = embeddings(40).numpy()
    texts = np.arange(80).reshape(40, 2)
    ranks = Library(texts).search(both).ranks
    quality, loss = objectives.Ranking(16).quality(both, texts)
    assert quality == pytest.approx(np.mean(1 / ranks))
    assert loss < 0
    targets = np.random.default_rng(0).integers(0, 2, 40).astype(np.float32)
    found, _ = objectives.Order(16, metrics.average_precision).quality(both, targets)
    assert found == metrics.average_precision(targets, metrics.cosines(both))


def test_two_texts_become_one_sequence():
    row = PairIds([2, 11, 12, 3], [2, 21, 3], opens=True)
    assert (row.first, row.second, len(row)) == ([2, 11, 12, 3], [2, 21, 3], 7)
    assert row.joined(99) == [2, 11, 12, 3, 21, 3]
    assert PairIds([11, 3], [21, 3], opens=False).joined(99) == [11, 3, 21, 3]


@pytest.mark.parametrize("sizes", [(30, 4), (4, 30), (30, 30), (9, 12)])
def test_the_longer_text_is_cut_and_both_stay_closed(sizes):
    first, second = ([2, *range(100, 100 + size - 2), 3] for size in sizes)
    joined = PairIds(first, second, opens=True).joined(20)
    assert len(joined) == min(20, sum(sizes) - 1)
    assert (joined[0], joined[-1], joined.count(3)) == (2, 3, 2)
    shorter = min(first, second, key=len)
    if len(shorter) < 10:
        assert shorter[1:-1] == [one for one in joined if one in shorter[1:-1]][: len(shorter) - 2]


def test_segments_part_the_two_texts():
    ids = torch.tensor([[2, 11, 3, 21, 22, 3], [2, 3, 21, 3, 0, 0]])
    mask = torch.tensor([[1] * 6, [1, 1, 1, 1, 0, 0]])
    assert segments(ids, mask).tolist() == [[0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 0, 0]]
