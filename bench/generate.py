"""From 10 to 3,000 watches over 100 services: how long `generate` and `check` take, cold, and how
much memory, beside `terraform validate` and `terraform plan` on what is written.

`python -m bench.generate [--rounds N] [--plan] [--json] [--sizes 10,100]`. The best of all rounds
counts; plans of several stacks take turns. `--plan` takes two minutes more: it starts the sandbox
and plans against it. `--packed` measures packed rules over 200 services, 500 accounts and 5
regions, 1,000 and 10,000 watches, beside a stack of one rule with as many accounts and regions, and
says how many rules that makes. `--before COMMIT` plans the largest of the sizes with the first
generation's generator and module (2345495) as well, turn by turn, and prints the ratios of the
medians.

`terraform plan` of a root of one rule takes some 600 MiB already, nearly all of it the provider's
schemas, and more with each release of the provider. So the bar for memory is what 1,000 watches
take more than one rule does, as it is for packed rules.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from eventbridge_notifier import aws
from eventbridge_notifier.aws.services import services
from eventbridge_notifier.deploy import forwarders
from eventbridge_notifier.pipeline import scaffold
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.terraform import providers
from rich.console import Console
from rich.table import Table

from bench import layout
from bench.beside import plans

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "eventbridge_notifier"]
SERVICES, HOME = 100, "us-east-1"
SIZES = (10, 100, 1_000, 3_000)

# Most seconds and MiB for 1,000 watches, on a quiet machine; of a plan, MiB more than for one rule.
GENERATE, PLAN = (2.5, 400), (20.0, 200)
CHECK_ONE, HELP = 0.7, 0.2

# Of packed rules: generate of 10,000 watches, and what Terraform may take more than for one rule.
REGIONS = (HOME, "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-1")
PACKED_PLACES = {"accounts": [f"{100_000_000_000 + number}" for number in range(500)],
                 "regions": list(REGIONS)}
PACKED_SERVICES, PACKED_SIZES, PACKED_GENERATE = 200, "1,1000,10000", (10.0, 600)
MORE = {"1000": (2.0, 200), "10000": (4.0, 200)}


@dataclass(frozen=True)
class Cost:
    """Seconds of wall clock, of processor time, and MiB at the peak, of one process."""

    wall: float
    cpu: float
    peak: float


def calls(count: int = SERVICES) -> Iterator[tuple[str, str, str]]:
    """(service, operation, parameter) of `count` services in turns."""
    names = [name for name in sorted(services.index())  # of one region, as the stack is
             if all({*aws.partition_of(HOME).origins_of(one)[0]} <= {HOME}
                    for one in aws.service(name).sources)]
    names = names[::len(names) // count][:count]
    for number in range(max(len(one["operations"]) for one in services.index().values())):
        for name in names:
            operations = services.index()[name]["operations"]
            # A watch on data events is refused where no trail logs them.
            if number < len(operations) and not aws.is_data_event(name, operations[number]):
                yield name, operations[number], _parameter(name, operations[number])


def _parameter(service: str, operation: str) -> str:
    request = aws.event(service, operation)["detail"]["requestParameters"]
    plain = [key for key, value in (request or {}).items() if isinstance(value, str)]
    return f"requestParameters.{plain[0]}" if plain else "userIdentity.userName"


def watch(service: str, operation: str, path: str) -> dict[str, Any]:
    return {"description": f"{operation} of {service}", "on": f"{service}:{operation}",
            "where": {path: {"prefix": "prod-"}}, "record": {"what": path}, "severity": "low"}


def spec(size: int, rules: str = "separate") -> str:
    several = list(calls(PACKED_SERVICES if rules == "packed" else SERVICES))
    watches = {f"w{number:04}": watch(*several[number % len(several)]) for number in range(size)}
    return yaml.safe_dump({
        "version": 1, "home_region": HOME, "rules": rules, "watches": watches,
        **(PACKED_PLACES if rules == "packed" else {})})


# Runs a command in a small process: a child's peak begins with the size of what started it.
LAUNCHER = """
import json, os, subprocess, sys, time
start = time.perf_counter()
child = subprocess.Popen(sys.argv[2:], stdout=open(sys.argv[1], "wb"), stderr=subprocess.STDOUT)
_, status, used = os.wait4(child.pid, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), time.perf_counter() - start,
                  used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


def measured(*command: str | Path, cwd: Path | None = None, **more: str) -> Cost:
    """Runs a command to its end. Raises where it fails."""
    with tempfile.NamedTemporaryFile() as said:
        launched = subprocess.run(
            [sys.executable, "-S", "-c", LAUNCHER, said.name, *map(str, command)], cwd=cwd,
            env={**os.environ, **more}, capture_output=True, text=True, check=True)
        code, *figures = json.loads(launched.stdout)
        if code:
            raise SystemExit(f"{command}: {said.read().decode()[-2_000:]}")
    return Cost(*figures)


def best(rounds: int, *command: str | Path, cwd: Path | None = None, **more: str) -> Cost:
    return least([measured(*command, cwd=cwd, **more) for _ in range(rounds)])


def least(costs: list[Cost]) -> Cost:
    return Cost(min(one.wall for one in costs), min(one.cpu for one in costs),
                min(one.peak for one in costs))


def stack(folder: Path, size: int, rules: str) -> None:
    """A stack whose spec has `size` watches, and whose module is this checkout's."""
    module = os.path.relpath(ROOT / "modules" / "eventbridge_notifier", folder.resolve())
    for name, text in scaffold.stack(HOME, module).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / scaffold.SPEC).write_text(spec(size, rules), encoding="utf-8")
    if rules == "packed":
        (folder / "providers.tf").write_text(forwarders.providers(REGIONS[1:]), encoding="utf-8")


def ours(rounds: int, folder: Path) -> dict[str, Cost]:
    """`generate` with nothing there yet, and `generate --check` on what it wrote."""
    def fresh() -> Cost:
        for old in (*folder.glob("patterns/*.json"), folder / "watches.tf"):
            old.unlink(missing_ok=True)
        return measured(*COMMAND, "generate", folder, cwd=ROOT)
    return {"generate": least([fresh() for _ in range(rounds)]),
            "generate --check": best(rounds, *COMMAND, "generate", "--check", folder, cwd=ROOT)}


def validated(rounds: int, folder: Path) -> Cost:
    """`terraform validate`, once the stack's modules are there."""
    with tempfile.TemporaryDirectory() as scratch:
        found = _environ(Path(scratch))
        measured("terraform", "init", "-input=false", cwd=folder, **found)
        return best(rounds, "terraform", "validate", cwd=folder, **found)


def planned(rounds: int, folders: Mapping[str, Path]) -> dict[str, Cost]:
    """`terraform plan` of each stack against the sandbox, turn by turn: they are held against each
    other, and this machine may slow down meanwhile."""
    taken: dict[str, list[Cost]] = {name: [] for name in folders}
    with tempfile.TemporaryDirectory() as scratch, Sandbox(region=HOME) as sandbox:
        for name in [name for _ in range(rounds) for name in folders]:
            taken[name].append(measured("terraform", "plan", "-input=false", cwd=folders[name],
                                        **_environ(Path(scratch)), **sandbox.env()))
    return {name: least(costs) for name, costs in taken.items()}


def _environ(scratch: Path) -> dict[str, str]:
    return {**providers.environment(os.environ, scratch), "CHECKPOINT_DISABLE": "1"}


def figures(options: argparse.Namespace) -> dict[str, Any]:
    found: dict[str, Any] = {"help": best(options.rounds, *COMMAND, "--help", cwd=ROOT)}
    with ExitStack() as kept:
        def folder() -> Path:
            return Path(kept.enter_context(tempfile.TemporaryDirectory()))

        stacks: dict[str, Path] = {}
        for size in options.sizes.split(","):
            stacks[size] = one = folder()
            stack(one, int(size), "packed" if options.packed else "separate")
            found[size] = ours(options.rounds, one)
            if options.packed:
                found["layout"] = layout.of(one, scaffold.SPEC)
            found[size]["terraform validate"] = validated(options.rounds, one)
        if options.before:
            most = max(options.sizes.split(","), key=int)
            found["before"] = plans.beside(options.rounds, stacks[most], options.before, HOME,
                                           spec(int(most)), measured)
        if options.plan:
            _plan(options, found, stacks, folder())
        (single := folder() / "one.yaml").write_text(spec(1))
        found["check"] = best(options.rounds, *COMMAND, "check", single, cwd=ROOT)
    return found


def _plan(options: argparse.Namespace, found: dict[str, Any], stacks: dict[str, Path],
          spare: Path) -> None:
    """Adds what plans cost, those of separate rules beside a stack of one."""
    if not options.packed:
        stack(spare, 1, "separate")
        ours(1, spare)
        validated(1, spare)
        stacks["one rule"] = spare
    for name, cost in planned(options.rounds, stacks).items():
        if name in found:
            found[name]["terraform plan"] = cost
        else:
            found[name] = cost


def verdicts(found: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Each bar in words, and whether it is met."""
    yield f"--help in {HELP} s", found["help"].wall < HELP
    yield f"check of one watch in {CHECK_ONE} s", found["check"].wall < CHECK_ONE
    if before := found.get("before"):
        yield ("terraform plan no slower than before: " + ", ".join(
            f"{what} {value:.2f} times" for what, value in before["ratio"].items()),
            before["ratio"]["wall"] <= 1)
    if one := found.get("1"):
        yield from packed_verdicts(found, one)
        yield from layout.verdicts(found["layout"])
    elif thousand := found.get("1000"):
        yield (f"generate of 1,000 watches in {GENERATE[0]} s and {GENERATE[1]} MiB",
               thousand["generate"].wall < GENERATE[0] and thousand["generate"].peak < GENERATE[1])
        if (cost := thousand.get("terraform plan")) and (floor := found.get("one rule")):
            yield (f"terraform plan of 1,000 watches in {PLAN[0]} s and {PLAN[1]} MiB more than of "
                   "one rule", cost.wall < PLAN[0] and cost.peak - floor.peak <= PLAN[1])
        yield ("generate of 1,000 watches no slower than terraform validate",
               thousand["generate"].wall <= thousand["terraform validate"].wall)
        if most := found.get("3000"):
            yield ("growth no worse than linear to 3,000",
                   most["generate"].cpu <= 3 * thousand["generate"].cpu)


def packed_verdicts(found: Mapping[str, Any], one: Mapping[str, Cost]) -> Iterator[
        tuple[str, bool]]:
    """Those of packed rules, beside the stack of one rule."""
    if most := found.get("10000"):
        seconds, mib = PACKED_GENERATE
        cost = most["generate"]
        yield (f"generate of 10,000 watches in {seconds} s and {mib} MiB",
               cost.wall <= seconds and cost.peak <= mib)
    for size, (seconds, mib) in MORE.items():
        for command in ("terraform validate", "terraform plan"):
            if (cost := found.get(size, {}).get(command)) and (base := one.get(command)):
                yield (f"{command} of {int(size):,} packed watches: {seconds} s and {mib} MiB more "
                       "than of one rule", cost.wall - base.wall <= seconds
                       and cost.peak - base.peak <= mib)


def show(found: Mapping[str, Any]) -> None:
    standing = found.get("layout")
    table = Table("watches", "command", "seconds", "of them processor", "MiB at the peak")
    for size, costs in found.items():
        if costs is standing or size == "before":
            continue
        for command, cost in costs.items() if isinstance(costs, dict) else [(size, costs)]:
            table.add_row(size if isinstance(costs, dict) else "", command, f"{cost.wall:.2f}",
                          f"{cost.cpu:.2f}", f"{cost.peak:,.0f}")
    console = Console()
    console.print(table)
    if standing:
        console.print(str(standing))
    for words, met in verdicts(found):
        console.print(f"{'met   ' if met else 'MISSED'}  {words}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--plan", action="store_true", help="time terraform plan, too")
    parser.add_argument("--packed", action="store_true", help="packed rules beside one rule")
    parser.add_argument("--before", metavar="COMMIT", help="plan with this commit's module, too")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.packed:
        options.sizes = PACKED_SIZES
    found = figures(options)
    if options.json:
        print(json.dumps({"figures": found, "bars": dict(verdicts(found))}, default=vars))
    else:
        show(found)


if __name__ == "__main__":
    main()
