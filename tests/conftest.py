"""What the tests share: the place of the research data, which a checkout may lack."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of research data beside the repository; the test is skipped, visibly, where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the research data (../shared) is not here")
    return SHARED
