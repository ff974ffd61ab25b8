"""Shows the recording of a saved talk: its waveform, its player, and an editor for its lines."""
