"""This package speaks OpenAI's API as a wire, an endpoint a module."""

import sys
from typing import cast

# httpx has a command line of its own: where another package brought click, rich and pygments, `import httpx` loads them
# for it, 5 MiB. It does without when its module cannot be imported, and None says so.
cast("dict[str, object]", sys.modules).setdefault("httpx._main", None)
