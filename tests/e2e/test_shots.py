"""`make shots`: a picture of each page in all eight looks, and what did not answer is named."""

from __future__ import annotations

import struct
from contextlib import nullcontext
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from deploy import shots
from tests.e2e import pages

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS = {
    f"{width}-{theme}-{language}"
    for width, theme, language in product((1440, 375), ("light", "dark"), ("en", "zh-hans"))
}


class Lent:
    """The session's browser, which others still need."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser

    def __getattr__(self, name: str) -> Any:
        return getattr(self._browser, name)

    def close(self) -> None:
        pass


@pytest.fixture
def camera(browser: Any, monkeypatch: Any, tmp_path: Path) -> Path:
    """Where the pictures lie. No sample is fitted first: the rows are the tests' own."""
    monkeypatch.setattr(shots, "ROOT", tmp_path)
    monkeypatch.setattr(shots, "OUT", tmp_path / "var" / "shots")
    monkeypatch.setattr(shots, "SETTLED_MS", 0)
    monkeypatch.setattr(shots, "working", nullcontext)
    monkeypatch.setattr(shots, "predict_once", lambda site: None)
    monkeypatch.setattr("playwright.sync_api.sync_playwright", nullcontext)
    monkeypatch.setattr("tests.e2e.browser.launch", lambda _: Lent(browser))
    return shots.OUT


def size_of(picture: Path) -> tuple[int, int]:
    """Width and height that the PNG's head tells."""
    head = picture.read_bytes()[:24]
    assert head.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", head[16:24])


def test_chosen_pages_in_every_look_and_a_wrong_answer_is_named(
    camera: Path, live_server: Any, monkeypatch: Any, capsys: Any
):
    named = {page.name: page for page in pages.PAGES}
    moved = replace(named["projects"], name="moved", status=404)
    chosen = (named["log-in"], named["projects"], named["audit"], moved)
    monkeypatch.setattr(pages, "PAGES", chosen)
    monkeypatch.setenv("SHOTS", "log-in projects moved")
    assert shots.photograph(live_server.url) == 1
    said = capsys.readouterr().out.splitlines()
    assert said == ["24 pictures in var/shots", *["moved: answered 200"] * 4]
    wanted = {f"{name}-{look}.png" for name in ("log-in", "projects", "moved") for look in LOOKS}
    assert {picture.name for picture in camera.iterdir()} == wanted
    for picture in camera.iterdir():
        width, height = size_of(picture)
        assert width == (1440 if "-1440-" in picture.name else 375)
        assert height >= 800
    for look in ("1440-{}-en", "375-{}-zh-hans"):
        light, dark = (
            (camera / f"projects-{look.format(theme)}.png").read_bytes() for theme in shots.THEMES
        )
        assert light != dark


def test_without_a_browser_one_sentence_says_so(monkeypatch: Any, capsys: Any):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    assert shots.photograph("http://127.0.0.1:9") == 1
    assert capsys.readouterr().out.startswith("No Chromium was found.")
