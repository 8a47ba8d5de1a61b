"""`make demo`: see `chain`."""

import sys

from tools.demo.chain import main

sys.exit(main())
