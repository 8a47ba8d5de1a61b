"""The watch spec as plain frozen data, built from trees whose shape has been checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from eventbridge_notifier import aws
from eventbridge_notifier.diagnostics.finding import Finding, KeyPath, SourceFile
from eventbridge_notifier.spec import alerting
from eventbridge_notifier.spec.alerting import Alerting, Quiet
from eventbridge_notifier.spec.yaml import Tree


@dataclass(frozen=True)
class Source:
    """`on: {source, detail-type}`: conditions on the envelope, as written."""

    source: Any
    detail_type: Any = None


@dataclass(frozen=True)
class Watch:
    """One watch, as written. `outcome` is None where the spec is silent.

    `exclude` is its own, `inherited` that of its pack and of the spec. `accept` maps codes of
    findings to the reason for which they are lifted. `pack` is "" for a watch of the spec's own.
    """

    name: str
    file: SourceFile
    description: str = ""
    operations: tuple[str, ...] = ()
    source: Source | None = None
    bus: str = "default"
    where: Mapping[str, Any] = field(default_factory=dict)
    outcome: str | None = None
    record: Mapping[str, str] = field(default_factory=dict)
    severity: str | None = None
    notify: tuple[str, ...] = ()
    alerting: Alerting = field(default_factory=Alerting)
    targets: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    pattern: Mapping[str, Any] | None = None
    match: tuple[Mapping[str, Any], ...] = ()
    no_match: tuple[Mapping[str, Any], ...] = ()
    exclude: Mapping[str, Any] = field(default_factory=dict)
    accept: Mapping[str, str] = field(default_factory=dict)
    inherited: tuple[Mapping[str, Any], ...] = ()
    pack: str = ""

    def finding(self, path: Iterable[Any], code: str, message: str, *,
                suggestion: str = "") -> Finding:
        """A finding at `path` below this watch."""
        return self.file.finding(("watches", self.name, *path), code, message,
                                 suggestion=suggestion)

    def operation_path(self, index: int) -> KeyPath:
        """Where the operation number `index` is written."""
        path: KeyPath = ("watches", self.name, "on", index)
        return ("on", index) if path in self.file.positions else ("on",)


@dataclass(frozen=True)
class Spec:
    """All files of one stack together. `names` are the files' names, for the generated header."""

    names: tuple[str, ...]
    watches: tuple[Watch, ...]
    home_region: str | None = None
    regions: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    organization: str | None = None
    forward: str = "coarse"
    alarm_topics: tuple[str, ...] = ()
    account_names: Mapping[str, str] = field(default_factory=dict)
    quiet: tuple[Quiet, ...] = ()
    rules: str = "separate"
    views: Mapping[str, str] = field(default_factory=dict)


def build(trees: Iterable[Tree], broken: Iterable[Finding] = (),
          packed: Iterable[Watch] = ()) -> tuple[Spec, list[Finding]]:
    """The spec, without watches that have findings, and what is wrong between the files.

    `packed` are the watches of its packs.
    """
    skip = {(finding.file, finding.watch) for finding in broken if finding.level == "error"}
    trees = [tree for tree in trees if isinstance(tree.value, dict)]
    watches = [watch(tree, name) for tree in trees
               for name in _mapping(tree, "watches") if (tree.file.name, name) not in skip]
    watches = _without_excluded(trees, skip, [*watches, *packed])
    home, homes = _one(trees, "home_region", "home-region")
    organization, organizations = _one(trees, "organization", "organization")
    forward, forwards = _one(trees, "forward", "conflict")
    rules, layouts = _one(trees, "rules", "conflict")
    spec = Spec(tuple(tree.file.name for tree in trees), tuple(watches), home,
                _regions(trees, home), _all(trees, "accounts"), organization, forward or "coarse",
                _all(trees, "alarm_topics"), _account_names(trees),
                tuple(alerting.quiet(tree.file, index, entry) for tree in trees
                      for index, entry in enumerate(_entries(tree, "quiet"))
                      if (tree.file.name, "") not in skip), rules or Spec.rules,
                {name: query for tree in trees if (tree.file.name, "") not in skip
                 for name, query in _mapping(tree, "views").items()})
    return spec, [*homes, *organizations, *forwards, *layouts, *_same_names(watches)]


def watch(tree: Tree, name: str) -> Watch:
    """The watch called `name` in `tree`."""
    given = tree.value["watches"][name]
    on = given.get("on")
    examples = given.get("examples", {})
    return Watch(
        name=name,
        file=tree.file,
        description=given.get("description", ""),
        operations=(on,) if isinstance(on, str) else tuple(on) if isinstance(on, list) else (),
        source=Source(on["source"], on.get("detail-type")) if isinstance(on, dict) else None,
        bus=given.get("bus", "default"),
        where=given.get("where", {}),
        outcome=given.get("outcome"),
        record=given.get("record", {}),
        severity=given.get("severity"),
        notify=alerting.topics(given.get("notify")),
        alerting=alerting.of(given),
        targets={name: {"arn": one} if isinstance(one, str) else one
                 for name, one in given.get("targets", {}).items()},
        pattern=given.get("pattern"),
        match=tuple(examples.get("match", ())),
        no_match=tuple(examples.get("no_match", ())),
        exclude=given.get("exclude", {}),
        accept=given.get("accept", {}),
    )


def _without_excluded(trees: list[Tree], skip: set[tuple[str, str]],
                      watches: list[Watch]) -> list[Watch]:
    """The watches, each with what the spec's files exclude for all of them."""
    excluded = tuple(found for tree in trees if (tree.file.name, "") not in skip
                     and (found := _mapping(tree, "exclude")))
    if not excluded:
        return watches
    return [replace(one, inherited=(*one.inherited, *excluded)) for one in watches]


def _one(trees: list[Tree], key: str, code: str) -> tuple[str | None, list[Finding]]:
    """What the files say under `key`, and where they say different things."""
    said = [(tree, tree.value[key]) for tree in trees if isinstance(tree.value.get(key), str)]
    if not said:
        return None, []
    first = said[0][1]
    return first, [tree.file.finding((key,), code, f"{key} is {value} here and {first} in "
                   f"{said[0][0].file.name}; a stack has one")
                   for tree, value in said if value != first]


def _same_names(watches: list[Watch]) -> list[Finding]:
    """Names that are one on a file system which ignores case clash, too."""
    seen: dict[str, Watch] = {}
    return [_taken(one, other) for one in watches
            if (other := seen.setdefault(one.name.lower(), one)) is not one]


def _taken(one: Watch, other: Watch) -> Finding:
    line = other.file.at(("watches", other.name))[0]
    return one.finding((), "duplicate-watch", f'the name is taken by "{other.name}" in '
                       f"{other.file.name}:{line}; names must differ in more than case")


def _mapping(tree: Tree, key: str) -> dict[str, Any]:
    value = tree.value.get(key)
    return value if isinstance(value, dict) else {}


def _regions(trees: list[Tree], home: str | None) -> tuple[str, ...]:
    """The regions of all files; home and those of every account where one says `all`."""
    if any(tree.value.get("regions") == "all" for tree in trees):
        every = aws.partition_of(home).enabled_by_default
        return tuple(dict.fromkeys([*((home,) if home else ()), *every, *_all(trees, "regions")]))
    return _all(trees, "regions")


def _account_names(trees: list[Tree]) -> dict[str, str]:
    """The names of accounts, where `accounts` is a mapping."""
    return {account: name for tree in trees
            for account, name in _mapping(tree, "accounts").items() if isinstance(name, str)}


def _entries(tree: Tree, key: str) -> list[dict[str, Any]]:
    value = tree.value.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _all(trees: list[Tree], key: str) -> tuple[str, ...]:
    """What all files list under `key`, each once."""
    return tuple(dict.fromkeys(one for tree in trees for one in _list(tree, key)))


def _list(tree: Tree, key: str) -> list[Any]:
    value = tree.value.get(key)
    return [item for item in value if isinstance(item, str)] if (
        isinstance(value, list | dict)) else []
