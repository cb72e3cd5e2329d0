"""`python -m acupoint`."""

import sys

from acupoint.cli import main

sys.exit(main())
