"""What all tests share."""

pytest_plugins = ["tests.rig.alone", "tests.rig.fixtures", "tests.server.fixtures", "tests.golden_files"]
