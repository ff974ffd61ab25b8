"""What all tests share."""

pytest_plugins = ["tests.rig.fixtures", "tests.server.fixtures", "tests.golden_files"]
