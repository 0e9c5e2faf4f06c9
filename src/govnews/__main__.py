"""``python -m govnews``: the command line."""

import sys

from govnews.cli import main

sys.exit(main())
