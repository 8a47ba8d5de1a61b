"""`terraform test` of every module, side by side, and how long it took: `make test-terraform`.

Runs in a copy of modules/. Exit 1 where a run fails, with what Terraform says of it.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import click
from eventbridge_notifier.sandbox.terraform.runner import Terraform, TerraformError
from rich.console import Console

from tools.terraform_test import provider
from tools.terraform_test.shares import MODULES, Outcome, dealt, modules, run

LEFT_OUT = shutil.ignore_patterns(".terraform*", "*.tfstate*")


@click.command()
@click.option("--jobs", default=min(os.cpu_count() or 1, 4), show_default=True,
              help="How many processes of terraform test at a time.")
@click.option("--only", multiple=True, type=click.Choice(modules()),
              help="Modules to test, when not all.")
def main(jobs: int, only: tuple[str, ...]) -> None:
    """Run terraform test of the modules."""
    start = time.perf_counter()
    try:
        with Console(stderr=True).status("terraform test"):
            passed = sum(one.passed for one in outcomes(jobs, only or tuple(modules()), tell))
    except TerraformError as error:
        print(error)
        sys.exit(1)
    print(f"terraform test: {passed} runs passed in {time.perf_counter() - start:.1f} s")


def outcomes(jobs: int, names: tuple[str, ...],
             tell: Callable[[Outcome], None]) -> list[Outcome]:
    """Tests these modules. Raises TerraformError of the first share that fails."""
    with tempfile.TemporaryDirectory() as scratch, provider.running() as environ:
        folder = Path(shutil.copytree(MODULES, Path(scratch) / "modules", ignore=LEFT_OUT))
        for name in names:
            with Terraform(folder / name, environ) as terraform:
                terraform.init()
        shares = sorted(dealt(names, jobs), key=lambda share: -share.weight)
        with ThreadPoolExecutor(jobs) as pool:
            running = [pool.submit(run, share, folder, environ) for share in shares]
            found = []
            for one in as_completed(running):
                found.append(one.result())
                tell(found[-1])
    return found


def tell(outcome: Outcome) -> None:
    share = outcome.share
    print(f"{share.module}: {outcome.passed} runs of {len(share.files)} files passed "
          f"in {outcome.seconds:.1f} s", flush=True)


if __name__ == "__main__":
    main()
