"""Who is compared: the recorder as it is deployed, and the recipe by each SDK."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eventbridge_notifier.aws.resources import rows_of_event
from eventbridge_notifier.sandbox.lambda_.runtime import base_environ

HERE = Path(__file__).resolve().parents[1]
ROOT = HERE.parent
ZIP = ROOT / "modules" / "eventbridge_notifier" / "recorder.zip"
SCRATCH = ROOT / ".bench" / "recorder"
NODE, PYTHON = HERE / "recorder_node", HERE / "recorder_python"
BASE = "Node, aws-sdk v2"  # what the recipe says, and what the bars are set against
KEPT_ALIVE = f"{BASE}, keep-alive"
OURS = "recorder"

Event = dict[str, Any]
RECORD = {"functionName": "requestParameters.functionName", "runtime": "requestParameters.runtime"}


@dataclass(frozen=True)
class Contestant:
    """`wrap` gives what the function is invoked with; `zipped` the bytes that one uploads."""

    name: str
    command: Sequence[str]
    folder: Path
    wrap: Callable[[Event], Any]
    zipped: Callable[[], int]
    environ: Mapping[str, str] = field(default_factory=dict)

    def one(self, event: Event) -> bytes:
        return json.dumps(self.wrap(event)).encode()

    def batch(self, events: Iterable[Event]) -> bytes:
        """A batch as SQS hands it over."""
        return json.dumps({"Records": [
            {"messageId": str(number), "eventSource": "aws:sqs", "messageAttributes": {},
             "body": json.dumps(self.wrap(event))} for number, event in enumerate(events)
        ]}).encode()


def contestants() -> list[Contestant]:
    """All of them; installs what the Node ones need."""
    code, modules = _unpacked(), _installed()
    ric = [python(), "-m", "awslambdaric"]
    kept_alive = {"AWS_NODEJS_CONNECTION_REUSE_ENABLED": "1"}
    return [
        Contestant(BASE, ["node", "runtime.js", "sdk2.handle"], NODE, _plain,
                   lambda: _zipped(NODE, "sdk2.js", "item.js") + _packed(modules / "aws-sdk")),
        Contestant(KEPT_ALIVE, ["node", "runtime.js", "sdk2.handle"], NODE, _plain,
                   lambda: _zipped(NODE, "sdk2.js", "item.js") + _packed(modules / "aws-sdk"),
                   kept_alive),
        Contestant("Node, aws-sdk v3", ["node", "runtime.js", "sdk3.handle"], NODE, _plain,
                   lambda: _zipped(NODE, "sdk3.js", "item.js")),
        Contestant("boto3 resource", [*ric, "with_resource.handle"], PYTHON, _plain,
                   lambda: _zipped(PYTHON, "with_resource.py", "item.py")),
        Contestant("boto3 client", [*ric, "with_client.handle"], PYTHON, _plain,
                   lambda: _zipped(PYTHON, "with_client.py", "item.py")),
        Contestant(OURS, [*ric, "recorder.handler.handle"], code, _target_input,
                   lambda: ZIP.stat().st_size),
        Contestant(f"{OURS}, compressed", [*ric, "recorder.handler.handle"], code, _target_input,
                   lambda: ZIP.stat().st_size, {"EVENT_FORMAT": "compressed"}),
    ]


def python() -> str:
    """The Python of the functions: the system's, where it is of this one's version. Distributions
    compile theirs with a profile's guidance; a version manager often does not, which costs a
    tenth and more."""
    system = Path(f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}")
    return str(system) if system.exists() else sys.executable


def environ(contestant: Contestant, url: str, bundle: Path) -> dict[str, str]:
    """A function's environment. Lambda's disk is read-only: no Python leaves compiled files."""
    return {
        **base_environ(), "AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_SESSION_TOKEN": "token" * 100, "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_LAMBDA_FUNCTION_NAME": "eventbridge-notifier-recorder",
        "AWS_ENDPOINT_URL": url, "AWS_CA_BUNDLE": str(bundle),
        "NODE_EXTRA_CA_CERTS": str(bundle.parent / "ca.pem"),
        "AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE": "1", "NODE_NO_WARNINGS": "1",
        "NODE_PATH": str(SCRATCH / "node" / "node_modules"),
        "PYTHONPATH": sysconfig.get_paths()["purelib"],
        "PYTHONDONTWRITEBYTECODE": "1", "TABLE_NAME": "eventbridge-notifier",
        **contestant.environ}


def _plain(event: Event) -> Event:
    return event


def _target_input(event: Event) -> Event:
    return {"watch": "python38-functions", "severity": "medium", "record": RECORD,
            "resources": rows_of_event(event), "event": event}


def _unpacked() -> Path:
    """The committed zip, unpacked as Lambda does."""
    folder = SCRATCH / "recorder"
    shutil.rmtree(folder, ignore_errors=True)
    with zipfile.ZipFile(ZIP) as archive:
        archive.extractall(folder)
    return folder


def _installed() -> Path:
    """The SDKs of the lock file, installed once into the scratch folder."""
    folder = SCRATCH / "node"
    lock = (NODE / "package-lock.json").read_bytes()
    mark = folder / "installed"
    if not mark.exists() or mark.read_bytes() != lock:
        print("recorder: installing the SDKs for Node (15 seconds)", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(NODE / name, folder)
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"],
                       cwd=folder, check=True, stdin=subprocess.DEVNULL, env=dict(os.environ))
        mark.write_bytes(lock)
    return folder / "node_modules"


def _zipped(folder: Path, *names: str) -> int:
    return _size((folder / name, name) for name in names)


def _packed(folder: Path) -> int:
    """An SDK that its runtime lacks has to be uploaded; its documentation and maps have not."""
    return _size((path, str(path.relative_to(folder.parent))) for path in folder.rglob("*")
                 if path.is_file() and path.suffix in (".js", ".json"))


def _size(files: Iterable[tuple[Path, str]]) -> int:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, name in files:
            archive.write(path, name)
    return len(buffer.getvalue())
