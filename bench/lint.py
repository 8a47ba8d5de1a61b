"""`lint` over 5,000 files of every format: seconds and memory. `python -m bench.lint`.

The files are those of the tests, copied under other names, each with a rule or two.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from eventbridge_notifier.lint import walk

FILES = 5_000
MOST_SECONDS, MOST_MB = 20.0, 400.0
CORPUS = Path("tests/lint/corpus")


def fill(folder: Path) -> None:
    """FILES copies of the files of the tests, in folders of a hundred."""
    sources = list(walk.files([CORPUS]))
    for number in range(FILES):
        source = sources[number % len(sources)]
        target = folder / f"{number // 100:03}" / f"{number:05}-{source.name}"
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(source, target)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        fill(Path(name))
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-m", "eventbridge_notifier", "lint", name],
                              capture_output=True, text=True)
        seconds = time.perf_counter() - start
    # Linux: kilobytes of the largest process; there are as many workers as processors.
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    largest, busy = used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
    print(done.stdout.strip() or done.stderr[-500:])
    print(f"{FILES:,} files: {seconds:.1f} s (at most {MOST_SECONDS:.0f} on 2 quiet processors), "
          f"{busy:.1f} s of processor time, largest process {largest:.0f} MB (all together at most "
          f"{MOST_MB:.0f})")


if __name__ == "__main__":
    main()
