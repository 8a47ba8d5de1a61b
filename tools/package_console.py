"""`make package-console`: the hosted page's zips, for arm64 and x86_64, with what they depend on.

    python -m tools.package_console                 write dist/console-{arm64,x86_64}.zip
    python -m tools.package_console x86_64          one of them

Dependencies are those of requirements-console.lock, each held against its hash. A zip runs on the
Python of the module and on the one that makes it, which the sandbox uses: compiled modules carry
the version in their names, so both lie beside each other. Sources are compiled ahead for whichever
of the two is installed; a function cannot keep what it compiles, and would start slowly.
"""

from __future__ import annotations

import hashlib
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from eventbridge_notifier.cli.progress import step

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements-console.lock"
DIST = ROOT / "dist"
DEPENDENCIES = DIST / "dependencies"
PACKAGE = ROOT / "generator" / "eventbridge_notifier"
RUNTIME = "3.13"  # modules/console: function.runtime
# Lambda's Amazon Linux 2023 has glibc 2.34.
PLATFORMS = {"arm64": "aarch64", "x86_64": "x86_64"}
GLIBC = ("manylinux_2_34", "manylinux_2_28", "manylinux_2_17", "manylinux2014")
# Rooms that the page imports, and the services whose models its clients need.
ROOMS = ("alerts", "aws", "console", "events", "patterns", "record_format", "web_guard")
SERVICES = ("cloudtrail", "cloudwatch", "dynamodb", "events", "kms", "lambda", "s3",
            "secretsmanager", "sns", "sqs")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc")
OF_PIP = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")
# Of this machine: the sandbox runs it here.
OWN = "arm64" if platform.machine() in ("arm64", "aarch64") else "x86_64"
DATE = (1980, 1, 1, 0, 0, 0)


def pythons() -> list[str]:
    return sorted({RUNTIME, f"{sys.version_info.major}.{sys.version_info.minor}"})


def build(architecture: str, target: Path, kept: Path = DEPENDENCIES) -> None:
    """Writes one zip; dependencies that were made before are taken from `kept`. Raises
    CalledProcessError where a wheel is missing, or has another hash."""
    with tempfile.TemporaryDirectory(prefix="console-") as made:
        folder = Path(made)
        _copy(folder / PACKAGE.name)
        _compile(folder)
        _zip(_entries(dependencies(architecture, kept)) | _files(folder), target)


def dependencies(architecture: str, kept: Path) -> Path:
    """A zip of what the page depends on, compiled; made once for each lock file. No folder: whoever
    tidies up `__pycache__` would take the compiled half of it."""
    lock = hashlib.sha256(LOCK.read_bytes() + " ".join(pythons()).encode()).hexdigest()[:16]
    made = kept / f"{architecture}-{lock}.zip"
    if not made.exists():
        with tempfile.TemporaryDirectory(prefix="dependencies-") as empty:
            folder = Path(empty)
            for version in pythons():
                _install(folder, PLATFORMS[architecture], version)
            _prune(folder / "botocore" / "data")
            _compile(folder)
            _zip(_files(folder), made)
    return made


def _install(folder: Path, machine: str, version: str) -> None:
    """Wheels alone: nothing is built, and no code of a dependency runs here."""
    platforms = [argument for glibc in GLIBC for argument in ("--platform", f"{glibc}_{machine}")]
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
         "--no-compile", "--no-deps", "--only-binary=:all:", "--require-hashes", "--upgrade",
         "--python-version", version, *platforms, "--target", str(folder), "-r", str(LOCK)],
        check=True)


def _prune(data: Path) -> None:
    """botocore knows 400 services; its folder would be most of the zip."""
    for service in data.iterdir():
        if service.is_dir() and service.name not in SERVICES:
            shutil.rmtree(service)


def _copy(package: Path) -> None:
    package.mkdir()
    shutil.copy(PACKAGE / "__init__.py", package)
    for room in ROOMS:
        shutil.copytree(PACKAGE / room, package / room, ignore=LEFT_OUT)


def _compile(folder: Path) -> None:
    for version in pythons():
        if (python := _python(version)) is None:
            print(f"no Python {version} here: the page starts slowly on it", file=sys.stderr)
            continue
        subprocess.run([python, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash",
                        "-s", str(folder), "-j", "1", str(folder)], check=True)


def _python(version: str) -> str | None:
    """An interpreter of that version that runs: launchers may stand for what is not there."""
    found = sys.executable if sys.version.startswith(f"{version}.") else (
        shutil.which(f"python{version}"))
    if found is None:
        return None
    works = subprocess.run([found, "-c", ""], capture_output=True, check=False).returncode == 0
    return found if works else None


def _zip(files: Mapping[str, bytes], target: Path) -> None:
    """Replaces the file at once: a sandbox may read the old one, and somebody else may write it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".zip-", dir=target.parent) as beside:
        made = Path(beside) / target.name
        with zipfile.ZipFile(made, "w") as archive:
            for name, content in sorted(files.items()):
                entry = zipfile.ZipInfo(name, DATE)
                entry.external_attr, entry.create_system = 0o100644 << 16, 3
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, content)
        made.replace(target)


def _files(folder: Path) -> dict[str, bytes]:
    """Without what pip leaves for itself; licences stay."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*")
            if path.is_file() and path.name not in OF_PIP and path.parent.name != "bin"}


def _entries(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def _size(target: Path) -> str:
    return f", {target.stat().st_size / 2**20:.1f} MB" if target.exists() else ""


def main(arguments: list[str]) -> int:
    for architecture in arguments or list(PLATFORMS):
        target = DIST / f"console-{architecture}.zip"
        with step(str(target.relative_to(ROOT)), partial(_size, target)):
            build(architecture, target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
