from voiceapp.gui.imports import without_sources

without_sources()
