"""Services: boto3's name, the IAM prefix and CloudTrail's eventSource, all to the same. Pure."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from eventbridge_notifier.aws.services import models, observed
from eventbridge_notifier.aws.services.names import (
    ALIASES,
    MODELS,
    SIBLINGS,
    SOURCES,
    SUFFIX,
    WITHOUT_MODEL,
)
from eventbridge_notifier.aws.suggest import Unknown, closest, is_certain_slip


@dataclass(frozen=True)
class Service:
    """`name` is boto3's; `sources` are the real eventSource values, the usual one first.

    Without a botocore model `modelled` is False, and nothing about its operations is certain. Where
    `certain` is False no table has it; `suggestions` are the nearest names.
    """

    name: str
    sources: tuple[str, ...]
    modelled: bool = True
    certain: bool = True
    suggestions: tuple[str, ...] = ()


# Several short names look alike; which was meant, the operation may tell.
SUGGESTED = 8


@cache
def index() -> dict[str, dict[str, Any]]:
    """boto3's name of every service to its prefix, signing name, id and operations."""
    packed = files("eventbridge_notifier.aws.services").joinpath("index.json.gz").read_bytes()
    services: dict[str, dict[str, Any]] = json.loads(gzip.decompress(packed))["services"]
    return services


@cache
def actions() -> dict[str, frozenset[str]]:
    """Service to IAM's actions that botocore has no operation for; see actions.txt."""
    text = files("eventbridge_notifier.aws.services").joinpath("actions.txt").read_text("utf-8")
    rows = [line.split() for line in text.splitlines() if not line.startswith("#")]
    found: dict[str, frozenset[str]] = {}
    for prefix, *names in rows:
        found[name_of(prefix)] = found.get(name_of(prefix), frozenset()) | frozenset(names)
    return found


def name_of(short: str) -> str:
    """boto3's name of a service; the word itself where botocore has none."""
    known = _known(short)
    return known.name if known else short


def service(name: str) -> Service:
    """The service called `name`. Raises Unknown where that is surely a slip.

    A whole eventSource is kept among the sources, whatever the tables say.
    """
    short = name.removesuffix(SUFFIX).lower()
    if short in MODELS:
        return Service(MODELS[short], (short + SUFFIX,))
    if found := _known(short):
        asked = (short + SUFFIX,) if name.endswith(SUFFIX) or short in WITHOUT_MODEL else ()
        return replace(found, sources=tuple(dict.fromkeys((*found.sources, *asked))))
    if short in WITHOUT_MODEL or short in actions() or short in observed.rows():
        return Service(short, (short + SUFFIX,), modelled=False)
    if (bare := short.removeprefix("aws.")) != short and bare in words():  # the envelope's source
        raise Unknown("service", name, (bare,))
    near = closest(short, words(), SUGGESTED)
    if is_certain_slip(short, words()) and not name.endswith(SUFFIX):
        raise Unknown("service", name, near)
    return Service(short, (short + SUFFIX,), modelled=False, certain=False,
                   suggestions=near)


@cache
def _known(short: str) -> Service | None:
    name = short if short in index() else ALIASES.get(short) or _by_other_name().get(short)
    if name is None and models.exists(short):
        name = short
    if name is None or not (name in index() or models.exists(name)):
        return None
    return Service(name, tuple(one + SUFFIX for one in sources(name)))


def sources(name: str) -> tuple[str, ...]:
    """eventSource without its suffix, for boto3's `name`."""
    if name in SOURCES:
        return SOURCES[name]
    entry = index().get(name, {"prefix": name, "signing": ""})
    prefix, signing = entry["prefix"], entry["signing"]
    if signing and (("." in prefix) or prefix == "email" or prefix.startswith("bedrock-")):
        return (signing,)
    if prefix.endswith("-chime"):
        return ("chime",)
    return tuple(dict.fromkeys(one for one in (prefix or name, signing) if one))


@cache
def siblings(name: str) -> tuple[str, ...]:
    """Other services whose calls may come from the eventSources of `name`; the table's first."""
    shared = {one for source in sources(name) for one in writers().get(source, ())}
    by_length = sorted(shared - {name}, key=lambda one: (len(one), one))
    return tuple(dict.fromkeys((*SIBLINGS.get(name, ()), *by_length)))


@cache
def writers() -> dict[str, tuple[str, ...]]:
    """eventSource, without its suffix, to boto3's names of the services that write it."""
    found: dict[str, tuple[str, ...]] = {}
    for name in index():
        for source in sources(name):
            found[source] = (*found.get(source, ()), name)
    return found


@cache
def _by_other_name() -> dict[str, str]:
    """endpointPrefix, signingName, serviceId and eventSource to boto3's name; the plainest wins."""
    found: dict[str, str] = {}
    by_length = sorted(index(), key=lambda name: (len(name), name))
    for key in ("prefix", "signing", "id"):
        for name in by_length:
            found.setdefault(index()[name][key].lower(), name)
    for name, values in SOURCES.items():
        for value in values:
            found.setdefault(value.lower(), name)
    found.pop("", None)
    return found


@cache
def words() -> tuple[str, ...]:
    """Every word that `service` takes."""
    return tuple(sorted({*index(), *ALIASES, *_by_other_name(), *WITHOUT_MODEL, *MODELS,
                         *actions(), *observed.rows()}))
