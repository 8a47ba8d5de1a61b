"""The committed zip is what the source makes, on every Python."""

from __future__ import annotations

import ast
import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools.package import PACKAGES, ROOT, TARGET, package

PYENV = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
TRIVIAL = {f"{name}/__init__.py" for name in PACKAGES}
VERSIONS = ("3.11", "3.12", "3.13", "3.14")


def pythons() -> list[Path]:
    """Every Python of these versions that is on this machine, by pyenv or on the PATH."""
    by_pyenv = [path for version in VERSIONS for path in PYENV.glob(f"{version}*/bin/python")]
    on_path = [Path(found) for version in VERSIONS if (found := shutil.which(f"python{version}"))]
    usable = [path for path in on_path if "shims" not in path.parts]  # a shim may have no Python
    return sorted({path.resolve() for path in (*by_pyenv, *usable)})


def test_the_committed_zip_is_what_the_source_makes():
    assert TARGET.read_bytes() == package(), "run `make package`"


def test_the_zip_holds_the_handler_and_python_files_only():
    names = zipfile.ZipFile(io.BytesIO(package())).namelist()
    assert "recorder/handler.py" in names
    assert names == sorted(names)
    assert all(name.endswith(".py") for name in names)
    packages = {name.split("/")[0] for name in names}
    assert packages == {"recorder", "aws_client", "eventbridge_notifier"}
    shared = {name for name in names if name.startswith("eventbridge_notifier/")}
    assert {name.split("/")[1] for name in shared} == {"__init__.py", "patterns", "record_format"}


def test_of_the_engine_the_zip_holds_what_matches_and_nothing_for_people():
    engine = {name.split("/")[2] for name in zipfile.ZipFile(io.BytesIO(package())).namelist()
              if name.startswith("eventbridge_notifier/patterns/")}
    assert {"matcher.py", "operators", "syntax.py"} <= engine
    assert engine & {"explain.py", "lint.py", "show.py", "sample.py", "complexity.py"} == set()


def test_what_is_in_the_zip_needs_nothing_else():
    script = f"import sys; sys.path.insert(0, {str(TARGET)!r}); import recorder.pack"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", script], capture_output=True,
                          text=True)
    assert done.returncode == 0, done.stderr


def test_what_reconciles_needs_nothing_but_botocore():
    """The runtime has botocore, and what botocore needs."""
    module = "eventbridge_notifier.console.reconcile.handler"
    script = f"""import sys
sys.path.insert(0, {str(TARGET.with_name('reconcile.zip'))!r})
from {module} import run
from eventbridge_notifier.aws.cloudtrail.readonly import is_read_only
assert is_read_only("s3.amazonaws.com", "HeadBucket")
assert "reconcile.zip" in run.__code__.co_filename
print(*{{name.partition(".")[0] for name, one in sys.modules.items()
         if "site-packages" in (getattr(one, "__file__", None) or "")}})"""
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    of_botocore = {"botocore", "dateutil", "jmespath", "six", "urllib3"}
    of_this_machine = {"_distutils_hack", "backports", "brotli", "certifi", "zstandard"}
    assert set(done.stdout.split()) - of_botocore <= of_this_machine


def test_the_zip_is_at_most_160_kb():
    assert len(package()) <= 160 * 1024


def test_what_is_packed_is_the_source_without_what_only_people_read():
    archive = zipfile.ZipFile(io.BytesIO(package()))
    for name in archive.namelist():
        packed = archive.read(name).decode()
        source = next((path.read_text() for folder in ("lambda", "generator")
                       if (path := ROOT / folder / name).exists()
                       and name not in TRIVIAL), None)
        if source is not None:
            assert without_docstrings(packed) == without_docstrings(source)
            assert packed.count("\n") == source.count("\n"), "a traceback would lead astray"


def without_docstrings(source: str) -> str:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(
                node, clean=False) is not None:
            node.body = node.body[1:]
    return ast.dump(tree)


def test_file_dates_and_modes_leave_no_trace(tmp_path):
    shared = "generator/eventbridge_notifier"
    for folder in ("lambda/recorder", "lambda/aws_client", f"{shared}/record_format",
                   f"{shared}/patterns"):
        for path in (ROOT / folder).rglob("*.py"):
            (copy := tmp_path / path.relative_to(ROOT).parent).mkdir(parents=True, exist_ok=True)
            (copy / path.name).write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
            (copy / path.name).chmod(0o600)
    assert package(tmp_path) == package()


@pytest.mark.parametrize("python", pythons(), ids=str)
def test_every_python_writes_the_same_bytes(python):
    checked = subprocess.run([python, "-m", "tools.package", "--check"], cwd=ROOT,
                             capture_output=True, text=True, timeout=60)
    assert checked.returncode == 0, checked.stderr
