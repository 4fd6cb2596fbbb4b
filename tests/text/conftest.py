"""A folder with a tiny base model, as the administrator's setting names it."""

import pytest

from tests.text import tiny


@pytest.fixture(scope="session")
def base_folder(tmp_path_factory):
    pytest.importorskip("peft")
    folder = tmp_path_factory.mktemp("bases")
    tiny.save(folder / "tiny")
    return folder


@pytest.fixture(autouse=True)
def bases_here(base_folder, settings):
    settings.TEXT_MODELS_DIR = base_folder
    return base_folder
