"""`make bench`: every measurement, or the ones that are named (`make bench ONLY=detectors`).

Each module here has a `main()` that compares at least two things in one run and prints a table.
"""

import importlib
import pkgutil
import sys
import time

import benchmarks


def main() -> int:
    known = sorted(each.name for each in pkgutil.iter_modules(benchmarks.__path__) if not each.name.startswith("_"))
    wanted = sys.argv[1:] or known
    unknown = [name for name in wanted if name not in known]
    if unknown:
        print(f"There is no measurement {', '.join(unknown)}. There are: {', '.join(known)}.")
        return 2
    sys.argv = sys.argv[:1]
    for name in wanted:
        module = importlib.import_module(f"benchmarks.{name}")
        title = (module.__doc__ or name).strip().splitlines()[0]
        print(f"\n=== {name}: {title}\n", flush=True)
        began = time.monotonic()
        module.main()
        print(f"\n({time.monotonic() - began:.0f} s)", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
