"""What all tests share."""

pytest_plugins = [
    "tests.rig.alone",
    "tests.rig.databases",
    "tests.rig.fixtures",
    "tests.rig.qt",
    "tests.server.fixtures",
    "tests.golden_files",
]
