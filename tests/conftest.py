"""What all tests share."""

pytest_plugins = [
    "tests.rig.alone",
    "tests.rig.fixtures",
    "tests.rig.qt",
    "tests.server.fixtures",
    "tests.golden_files",
]
