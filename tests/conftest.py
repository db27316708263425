"""What the tests share: the place of the research data, which a checkout may lack, ledgers on each database, how properties are tried."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.store.postgres import Server, programs, server

SHARED = Path(__file__).resolve().parents[1].parent / "shared"

# No test is timed: a slow or busy machine is no fault of the program.
settings.register_profile("onrecord", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("onrecord")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of research data beside the repository; the test is skipped, visibly, where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the research data (../shared) is not here")
    return SHARED


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server for all tests that ask for one; they are skipped where there is none."""
    if programs() is None:
        pytest.skip("there is no PostgreSQL on this machine (Debian: apt-get install postgresql)")
    with server() as one:
        yield one


@pytest.fixture(params=["sqlite", "postgresql"])
def new_ledger(request: pytest.FixtureRequest) -> Callable[[], str]:
    """Gives the address of a new ledger each time that it is called; the test runs on each database."""
    make: Callable[[], str] = request.getfixturevalue(f"new_{request.param}")
    return make


@pytest.fixture
def new_sqlite(tmp_path: Path) -> Callable[[], str]:
    """Gives the name of a new file for a ledger."""
    numbers = count(1)
    return lambda: str(tmp_path / f"ledger{next(numbers)}.db")


@pytest.fixture
def new_postgresql(postgres: Server) -> Iterator[Callable[[], str]]:
    """Gives the address of an empty database for a ledger."""
    given: list[str] = []

    def make() -> str:
        given.append(postgres.url())
        return given[-1]

    yield make
    for url in given:
        postgres.take_back(url)
