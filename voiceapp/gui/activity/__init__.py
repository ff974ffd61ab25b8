"""For the curious: where the milliseconds went, what happened inside, what it cost."""
