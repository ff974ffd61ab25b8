"""This package shows the curious where the milliseconds went, what happened inside, and what it cost."""
