"""``python -m deploy.launch COMMAND``; the Makefile calls it with a Python that fits."""

import sys

if not (3, 11) <= sys.version_info[:2] < (3, 14):
    sys.stderr.write("Lepton needs Python 3.11, 3.12 or 3.13; this is %s.\n" % sys.version[:6])  # noqa: UP031
    sys.exit(1)

from deploy.launch.commands import main

sys.exit(main(sys.argv[1:]))
