"""Moves `delivery` with ten thousand events in the queue, and counts which of them are lost:

    python -m bench.delivery_moves [events]

Once with the recorder taking what is queued, once with its mapping disabled before each move.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.transitions.moves import move


def main(queued: int) -> int:
    """Prints a line for each of the two; how many events were lost."""
    lost = 0
    for disabled in (True, False):
        start = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            moves = move(Path(folder), queued, disabled)
        lost += len(moves.missing)
        print(f"mapping {'disabled' if disabled else 'enabled'}: {len(moves.missing)} of "
              f"{len(moves.sent):,} events lost; {moves.waited[0]:,} and {moves.waited[1]:,} "
              f"waited at the two moves; {time.monotonic() - start:.0f} s", flush=True)
    return lost


if __name__ == "__main__":
    sys.exit(bool(main(int((sys.argv[1:] or ["10000"])[0]))))
