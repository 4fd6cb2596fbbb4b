"""Refresh what is vendored from npm (``make vendor``): browser assets, and the font of reports.
Running the site needs no Node.

Each package lands in ``static/vendor/<name>-<version>/`` with its licence and only the files that
pages use; ``static/vendor/versions.json`` tells templates which version is there. axe-core is for
tests only and stays out of ``static/``, and so does the font, which no browser is sent. The pinned
versions are in ``PACKAGES``.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BASE = Path(__file__).resolve().parent.parent
STATIC = BASE / "static" / "vendor"
TESTS = BASE / "tests" / "vendor"
FONTS = BASE / "apps" / "jobs" / "reports" / "fonts"
ICONS = BASE / "deploy" / "icons.txt"

# npm name -> (short name, version, files to keep)
PACKAGES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "@tabler/core": ("tabler", "1.6.1", ("dist/css/tabler.min.css", "dist/js/tabler.min.js")),
    "@tabler/icons": ("tabler-icons", "3.51.0", ()),
    "echarts": ("echarts", "6.1.0", ("dist/echarts.min.js",)),
    "htmx.org": ("htmx", "2.0.11", ("dist/htmx.min.js",)),
    "world-atlas": ("world-atlas", "2.0.2", ()),
}
TEST_PACKAGES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "axe-core": ("axe-core", "4.14.1", ("axe.min.js", "LICENSE-3RD-PARTY.txt")),
}
# One weight: 10 MB each, and reports draw bold from it.
FONT_PACKAGES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "@expo-google-fonts/noto-sans-sc": (
        "noto-sans-sc",
        "0.4.3",
        ("400Regular/NotoSansSC_400Regular.ttf", "LICENSE_FONT"),
    ),
}
TABLER_LICENSE = """MIT License

Copyright 2018-2026 The Tabler Authors
Copyright 2018-2026 codecalm.net Paweł Kuna
Bootstrap, bundled by Tabler: Copyright 2011-2025 The Bootstrap Authors

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""


ROOTS = ((STATIC, PACKAGES), (TESTS, TEST_PACKAGES), (FONTS, FONT_PACKAGES))


def main() -> int:
    if shutil.which("npm") is None:
        print("npm was not found. It is needed only to refresh the vendored files.")
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        for root, packages in ROOTS:
            shutil.rmtree(root, ignore_errors=True)
            root.mkdir(parents=True)
            for npm_name, (name, version, files) in packages.items():
                source = fetch(npm_name, version, Path(scratch))
                target = root / f"{name}-{version}"
                keep(source, target, files)
                print(f"{npm_name} {version} -> {target.relative_to(BASE)}")
                finish(name, source, target)
            versions = {name: version for name, version, _ in packages.values()}
            write(root / "versions.json", json.dumps(versions, indent=2) + "\n")
    return 0


def fetch(npm_name: str, version: str, scratch: Path) -> Path:
    """Unpack one package below ``scratch`` and return its folder."""
    packed = subprocess.run(
        ["npm", "pack", "--silent", f"{npm_name}@{version}"],
        cwd=scratch, check=True, capture_output=True, text=True,
    ).stdout.split()[-1]  # fmt: skip
    folder = scratch / packed.removesuffix(".tgz")
    with tarfile.open(scratch / packed) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def keep(source: Path, target: Path, files: tuple[str, ...]) -> None:
    """Copy the files in use and the licences, without source-map lines (no maps are shipped)."""
    target.mkdir(parents=True)
    if target.parent == FONTS:  # its code, and the licence of that, stay behind
        for name in files:
            shutil.copy(source / name, target / Path(name).name)
        return
    for licence in ("LICENSE", "NOTICE"):
        if (source / licence).is_file():
            shutil.copy(source / licence, target / licence)
    for name in files:
        text = (source / name).read_text(encoding="utf-8")
        if target.parent == STATIC:  # test-only files stay exactly as published
            text = re.sub(r"\n?(//|/\*)# sourceMappingURL=.*", "", text).rstrip() + "\n"
        write(target / Path(name).name, text)


def finish(name: str, source: Path, target: Path) -> None:
    if name == "tabler":
        write(target / "LICENSE", TABLER_LICENSE)
    elif name == "tabler-icons":
        write(target / "icons.svg", sprite(source / "icons"))
    elif name == "world-atlas":
        topology = json.loads((source / "land-110m.json").read_text(encoding="utf-8"))
        write(target / "land-110m.geo.json", geojson(topology))


def sprite(folder: Path) -> str:
    """One SVG file with a symbol for each icon named in ``deploy/icons.txt``."""
    symbols = [symbol(folder, name) for name in ICONS.read_text(encoding="utf-8").split()]
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


FILLED = "-filled"  # 'star-filled' is the filled 'star', for what is switched on


def symbol(folder: Path, name: str) -> str:
    style, plain = ("filled" if name.endswith(FILLED) else "outline"), name.removesuffix(FILLED)
    text = (folder / style / f"{plain}.svg").read_text(encoding="utf-8")
    inner = text[text.index(">", text.index("<svg")) + 1 : text.rindex("</svg>")]
    paths = [line.strip() for line in inner.splitlines() if 'd="M0 0h24v24H0z"' not in line]
    # The stroke is set here because CSS of the page does not reach into an external sprite.
    line = (
        'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"'
        ' stroke-linejoin="round"'
    )
    look = 'fill="currentColor"' if style == "filled" else line
    return f'<symbol id="{name}" viewBox="0 0 24 24" {look}>{"".join(paths)}</symbol>'


def geojson(topology: dict[str, Any]) -> str:
    """Land as one GeoJSON MultiPolygon, coordinates to two decimals (about 1 km), no borders."""
    arcs = [list(decode(arc, topology["transform"])) for arc in topology["arcs"]]
    polygons = [
        [ring(indexes, arcs) for indexes in polygon]
        for geometry in topology["objects"]["land"]["geometries"]
        for polygon in geometry["arcs"]
    ]
    land = {
        "type": "Feature",
        "properties": {"name": "land"},
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    }
    return json.dumps({"type": "FeatureCollection", "features": [land]}, separators=(",", ":"))


def decode(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[list[float]]:
    """Delta-encoded integer positions of TopoJSON as degrees of longitude and latitude."""
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield [round(x * kx + dx, 2), round(y * ky + dy, 2)]


def ring(indexes: list[int], arcs: list[list[list[float]]]) -> list[list[float]]:
    """Join arcs end to end; ``~i`` means arc ``i`` reversed, and shared ends appear once."""
    points: list[list[float]] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
