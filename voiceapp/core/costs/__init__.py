"""Says what a talk will cost, what another model would have cost, and how one's own count compares with a bill. Pure."""
