"""Packs: ready-made watches that a spec takes by name. Pure but for the files of the package."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from eventbridge_notifier.aws.suggest import meant
from eventbridge_notifier.diagnostics.finding import Finding, KeyPath, SourceFile
from eventbridge_notifier.spec import model, yaml
from eventbridge_notifier.spec.alerting import Alerting
from eventbridge_notifier.spec.model import Watch
from eventbridge_notifier.spec.yaml import Tree


@dataclass(frozen=True)
class Pack:
    """`prefix` begins the names of its watches; `pack_files/<name>.yaml` says what they are.

    Records with the same values of `group_by` share messages, where the spec says who is told.
    """

    name: str
    prefix: str
    title: str
    group_by: tuple[str, ...] = ("userIdentity.arn",)


PACKS = {one.name: one for one in (
    Pack("cis-aws-foundations", "cis", "CIS AWS Foundations Benchmark v3.0.0, 4.1 to 4.15"),
    Pack("root-and-sign-in", "signin", "The root user, console sign-ins, passwords and MFA"),
    Pack("tamper-evidence", "tamper", "Whoever silences CloudTrail, Config, GuardDuty, or this"),
    Pack("public-exposure", "public", "What is opened to everybody: buckets, snapshots, ports"),
    Pack("key-and-secret-use", "keys", "Keys, secrets and credentials: read, made, destroyed"),
    Pack("guardduty", "guardduty", "GuardDuty's findings by severity, and its own failures",
         ("type", "$.account")),
    Pack("runtime-deprecations", "runtime", "Lambda functions on runtimes that AWS retires"),
    Pack("operations", "ops", "Failed snapshots and launches, maintenance, Health",
         ("$.detail-type", "$.account")),
)}

# Seconds between two messages of a group: a script that runs all day is told of six times.
EVERY = 4 * 3600

# What the packs call the stack they watch over; a spec may say another name.
STACK = "eventbridge-notifier"

# Warnings that a pack's watches are known to deserve, and that docs/catalogue.md tells of.
EXPECTED = frozenset({"read-only-volume", "retiring"})

_CONTROL = re.compile(r"CIS (\d+\.\d+): ")


def watches(pack: Pack, stack: str = STACK) -> tuple[Watch, ...]:
    """The watches of a pack, for a stack of that name."""
    parsed = _parsed(pack.name, stack)
    return tuple(replace(model.watch(parsed, name), name=f"{pack.prefix}-{name}", pack=pack.name,
                         alerting=Alerting(pack.group_by, EVERY))
                 for name in parsed.value["watches"])


def control(watch: Watch) -> str | None:
    """The control of the benchmark that the watch is for: `4.1`."""
    found = _CONTROL.match(watch.description)
    return found[1] if found else None


def expand(trees: Iterable[Tree], broken: Iterable[Finding] = ()) -> tuple[
        list[Watch], list[Finding]]:
    """The watches of the packs that the files name, and findings. Files with errors are left."""
    skip = {finding.file for finding in broken if finding.level == "error" and not finding.watch}
    found: list[Watch] = []
    findings: list[Finding] = []
    for one in trees:
        for path, pack, changes in _asked(one) if one.file.name not in skip else ():
            known = watches(pack, changes.get("name", STACK))
            findings += _unknown(one.file, path, changes, known)
            found += [_changed(watch, one.file, path, changes) for watch in known
                      if watch.name not in changes.get("without", ())]
    return found, findings


@cache
def _parsed(name: str, stack: str) -> Tree:
    file = f"{name}.yaml"
    folder = files("eventbridge_notifier.spec").joinpath("pack_files")
    text = folder.joinpath(file).read_text(encoding="utf-8")
    return yaml.parse(text.replace(STACK, stack), file)


def _asked(one: Tree) -> Iterator[tuple[KeyPath, Pack, Mapping[str, Any]]]:
    """(where it is written, the pack, what is changed in it)."""
    said = one.value.get("packs", ()) if isinstance(one.value, dict) else ()
    for index, name in enumerate(said):
        key = name if isinstance(said, dict) else index
        yield ("packs", key), PACKS[name], (said[name] or {}) if isinstance(said, dict) else {}


def _changed(watch: Watch, file: SourceFile, path: KeyPath, changes: Mapping[str, Any]) -> Watch:
    """As the spec wants it; whatever is wrong with it is said where the spec names the pack."""
    return replace(
        watch,
        file=SourceFile(file.name, {(): file.at(path)}),
        severity=changes.get("severity", watch.severity),
        notify=tuple(changes.get("notify", watch.notify)),
        inherited=(changes["exclude"],) if "exclude" in changes else (),
    )


def _unknown(file: SourceFile, path: KeyPath, changes: Mapping[str, Any],
             known: Iterable[Watch]) -> Iterator[Finding]:
    names = [one.name for one in known]
    for index, name in enumerate(changes.get("without", ())):
        if name not in names:
            yield file.finding((*path, "without", index), "unknown-watch", f"{path[1]} has no "
                                f"watch {name}; `catalog {path[1]}` lists them",
                                suggestion=meant(name, names))
