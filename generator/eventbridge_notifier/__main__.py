"""`python -m eventbridge_notifier`."""

import sys

from eventbridge_notifier.cli.main import main

if __name__ == "__main__":
    sys.exit(main(prog_name="eventbridge-notifier"))
