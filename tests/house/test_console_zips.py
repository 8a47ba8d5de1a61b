"""`make package-console`: zips of the hosted page, the same bytes each time, for each processor."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tools.package_console import PLATFORMS, RUNTIME, build

# ELF header, bytes 18 and 19: the processor that the code is for (System V ABI, e_machine).
MACHINES = {"arm64": b"\xb7\x00", "x86_64": b"\x3e\x00"}
LARGEST = 50 * 2**20  # bytes that Lambda takes directly; Lambda developer guide, "Lambda quotas"


@pytest.mark.slow
@pytest.mark.parametrize("architecture", PLATFORMS)
def test_a_zip_is_made_anew_the_same_and_is_for_its_processor(architecture: str, tmp_path: Path
                                                              ) -> None:
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    build(architecture, first)
    build(architecture, second, kept=tmp_path / "dependencies")
    assert first.read_bytes() == second.read_bytes()
    assert first.stat().st_size < LARGEST
    with zipfile.ZipFile(first) as archive:
        compiled = [name for name in archive.namelist() if name.endswith(".so")]
        assert {archive.read(name)[18:20] for name in compiled} == {MACHINES[architecture]}
    of_runtime = f"cpython-{RUNTIME.replace('.', '')}-{PLATFORMS[architecture]}"
    assert [name for name in compiled if of_runtime in name]
