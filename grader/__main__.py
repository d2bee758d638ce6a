"""`python -m grader` is the command `grader`."""

import sys

from grader.cli.main import main

sys.exit(main())
