"""This package shows captions in a window of their own, and full screen."""
