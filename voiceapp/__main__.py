"""`voiceapp` and `python -m voiceapp`."""

import sys

from voiceapp.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
