"""The configuration tables of both READMEs name every variable, with its default."""

import ast
import re

import pytest

from deploy.launch.config import ROOT

READERS = {"str", "bool", "int", "list", "db_url", "cache_url", "email_url"}
# Read elsewhere than in settings.py: by the launcher, the Procfile and the first administrator.
ELSEWHERE = {
    *("HOST", "PORT", "MODELS", "PYTHON", "FORCE", "NO_COLOR"),
    *("WEB_WORKERS", "WEB_THREADS", "WORKER_THREADS", "HEAVY_THREADS"),
    *("LEPTON_ADMIN_EMAIL", "LEPTON_ADMIN_PASSWORD"),
    *("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
}
READMES = ["README.md", "README.zh-CN.md"]
DOCUMENTS = sorted(
    str(path.relative_to(ROOT))
    for pattern in ("*.md", "docs/**/*.md", "benchmarks/*.md", "clients/python/*.md")
    for path in ROOT.glob(pattern)
)


def in_settings() -> set[str]:
    tree = ast.parse((ROOT / "lepton_site/settings.py").read_text(encoding="utf-8"))
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and node.func.attr in READERS
    }


def in_table(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([A-Z][A-Z0-9_]+)` \| (.*?) \| .+ \|$", text, flags=re.MULTILINE)
    assert len(rows) == len({row[0] for row in rows}), "a variable stands twice"
    return dict(rows)


def test_settings_are_read_at_all():
    assert {"DATABASE_URL", "CELERY_BROKER_URL", "SECRET_KEY"} <= in_settings()


@pytest.mark.parametrize("name", READMES)
def test_the_table_is_complete_and_holds_nothing_else(name):
    assert set(in_table(name)) == in_settings() | ELSEWHERE


def test_both_tables_tell_the_same_defaults_where_they_are_values():
    def values(name):
        return {key: text for key, text in in_table(name).items() if re.match("`[^`]+`$", text)}

    assert values(READMES[0]) == values(READMES[1])


def anchors_of(path):
    """The addresses of a page's headings, as the usual renderers make them."""
    found = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in found}


def test_every_document_is_among_them():
    assert {
        *READMES, "CHANGELOG.md", "CONTRIBUTING.md", "benchmarks/RESULTS.md",
        *(f"docs/{name}.md" for name in ("api", "architecture", "deploy", "operations")),
        *(f"docs/{name}.md" for name in ("plugins", "threat-model")),
    } <= set(DOCUMENTS)  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_to_files_and_headings_lead_somewhere(name):
    """Pictures too."""
    here = ROOT / name
    for target in re.findall(r"\]\((?!https?:|mailto:)([^)]+)\)", here.read_text("utf-8")):
        file, _, anchor = target.partition("#")
        path = here.parent / file if file else here
        assert path.exists(), f"{name}: {target}"
        assert not anchor or anchor in anchors_of(path), f"{name}: {target}"


@pytest.mark.parametrize("name", READMES)
def test_every_make_command_that_is_named_exists(name):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)[1].split())
    named = set(re.findall(r"`make (\w+)", (ROOT / name).read_text(encoding="utf-8")))
    assert {"run", "test"} <= named <= targets


def test_the_licence_is_whole():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
