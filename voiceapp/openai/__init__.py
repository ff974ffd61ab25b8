"""This package speaks OpenAI's API as it goes over the wire, with one module for each endpoint."""

import sys
from typing import cast

# httpx has a command line of its own. Where another package brought click, rich and pygments, `import httpx` loads them
# for it, 5 MiB. It copes without that module when it cannot be imported, and None makes it so.
cast("dict[str, object]", sys.modules).setdefault("httpx._main", None)
