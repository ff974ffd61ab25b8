from voiceapp.gui.pyside_imports import without_sources

without_sources()
