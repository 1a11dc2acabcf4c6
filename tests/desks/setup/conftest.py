"""What tests of Setup begin with: a small office with its administrator signed in, and a presenter on it."""

import pytest

from tests.desks.setup_cases import Shell, small
from ui.desks.setup.presenter import SetupPresenter


@pytest.fixture
def office(tmp_path):
    made = small(tmp_path, "jbellamy")
    yield made
    made.close()


@pytest.fixture
def shell():
    return Shell()


@pytest.fixture
def presenter(office, shell):
    return SetupPresenter(office, shell)
