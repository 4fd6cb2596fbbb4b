"""Rows with too many or too few values: told before the import, and told truly."""

from __future__ import annotations

import pytest

from apps.datasets.tabular.inspecting import inspect
from apps.datasets.tabular.sources import BLOCK_BYTES
from apps.engines.contract import Refusal


def seen(tmp_path, content):
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    return inspect(path)


def refusal(tmp_path, content):
    with pytest.raises(Refusal) as refused:
        seen(tmp_path, content)
    return str(refused.value)


def test_they_are_counted_before_anything_is_stored(tmp_path):
    found = seen(tmp_path, b"Country;Demand\nGermany;12\nFrance\nJapan;13;14\n")
    (told,) = [finding for finding in found.findings if finding.code == "misfits"]
    assert told.severity == "warn"
    assert str(told.message).startswith("2 of the 3 rows that were looked at do not have as many")


def test_they_are_counted_in_every_place_of_a_large_file(tmp_path):
    rows = [b"%d,1" % number for number in range(900_000)]
    rows[::1000] = [b"broken"] * 900
    found = seen(tmp_path, b"a,b\n" + b"\n".join(rows))
    (told,) = [finding for finding in found.findings if finding.code == "misfits"]
    assert 0.0005 < told.message.number / found.sampled_rows < 0.02


def test_a_table_without_any_is_not_warned_of(tmp_path):
    found = seen(tmp_path, b"a;b\n12;3\n\n13;4\n")
    assert not {"misfits", "decimal_comma"} & {finding.code for finding in found.findings}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"hello", "The file has no rows."),
        (b"hello\n", "a header but no rows below it"),
        (b"Dear all, this is it\nbest, regards, me\nbye", "The header has 2 columns, and no row"),
        (b'a,b\n"x,1\ny,2\n', "quotation mark is opened and never closed"),
        (b"a,b\n1," + b"x" * (BLOCK_BYTES * 3), "A line is longer than 2 MB."),
    ],
)
def test_the_reason_is_the_true_one(tmp_path, content, words):
    assert words in refusal(tmp_path, content)
