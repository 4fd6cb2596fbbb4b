#!/usr/bin/env python
"""Django's command-line utility."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lepton_site.settings")
    from django.core.management import execute_from_command_line

    from apps.core.means import Channel, Means, Via, using

    with using(Means(Channel.COMMAND, Via.COMMAND, via_label=" ".join(sys.argv[1:2]))):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
