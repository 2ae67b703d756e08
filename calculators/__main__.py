"""`python -m calculators`."""

import sys

from calculators.commandline import main

sys.exit(main(sys.argv[1:]))
