"""One LibreOffice for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.render.office import Office, missing


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    reason = missing()
    if reason:
        pytest.skip(reason)
    with Office(tmp_path_factory.mktemp("office")) as started:
        yield started
