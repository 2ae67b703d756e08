"""`python -m calculators`."""

import sys

from calculators.terminal.commandline import main

sys.exit(main())
