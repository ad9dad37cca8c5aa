"""`python -m farled`: the same as the `farled` command."""

import sys

from farled.site.entry import main

sys.exit(main())
