"""What to do before a destroy, in order. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from eventbridge_notifier.console.leaving.plan import Held, Leaving


class Step(NamedTuple):
    """Something to do, why, and the commands for it."""

    title: str
    why: str
    commands: tuple[str, ...]


def steps(leaving: Leaving, plan: str) -> list[Step]:
    """In this order, for an apply after the draining would let the rules send again."""
    return [*_keep(leaving.held), *_lift(leaving.held), *_drain(leaving, plan), DESTROY,
            *_regret(leaving.held)]


def _keep(held: tuple[Held, ...]) -> Iterator[Step]:
    copied = [one for one in held if one.keep and one.type != "aws_kms_key"]
    if copied:
        yield Step(
            "Copy what you want to keep.",
            "Or let it stand: `terraform state rm` its address and that of the key.",
            tuple(one.keep for one in copied))


def _lift(held: tuple[Held, ...]) -> Iterator[Step]:
    protected = [one for one in held if one.lift]
    if protected:
        yield Step(
            "Lift the protection, and apply.",
            "A variable given to the destroy alone lifts nothing.",
            (*_settings(protected), "terraform apply"))


def _settings(protected: Iterable[Held]) -> Iterator[str]:
    """`setting  # in where`, each once."""
    yield from dict.fromkeys(f"{one.lift}  # in {one.module or one.address}" for one in protected)


def _drain(leaving: Leaving, plan: str) -> Iterator[Step]:
    if leaving.queues:
        yield Step(
            "Stop new events, and record those that wait.",
            "It disables the plan's rules, waits for the recorder, and redrives dead letters.",
            (f"eventbridge-notifier leave {plan} --drain --yes",))


DESTROY = Step("Destroy.", "", ("terraform destroy",))


def _regret(held: tuple[Held, ...]) -> Iterator[Step]:
    keys = tuple(one.keep for one in held if one.type == "aws_kms_key")
    if keys:
        yield Step("Changed your mind?", "Until KMS deletes the key, this takes it back.", keys)
