"""Tables that earlier runs have migrated: the newest are kept, the others go."""

import os

from apps.sdk.testing import tables


def test_only_the_newest_tables_are_kept(tmp_path):
    for age in range(tables.KEPT + 2):
        file = tmp_path / f"{age}.sqlite3"
        file.touch()
        os.utime(file, (1_000_000 - age,) * 2)
    (tmp_path / "tmp-of-another-run").mkdir()
    tables.drop_older(tmp_path)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"tmp-of-another-run", *(f"{age}.sqlite3" for age in range(tables.KEPT))}


def test_a_run_that_finds_nothing_to_drop_goes_on(tmp_path):
    tables.drop_older(tmp_path / "none")
    (tmp_path / "gone.sqlite3").symlink_to(tmp_path / "nowhere")  # as if just dropped
    tables.drop_older(tmp_path)
