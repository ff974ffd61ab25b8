"""Sets the language of the window: loads the translations, and formats numbers and dates accordingly."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from voiceapp.settings.assets import asset

SOURCE = "en"
_loaded: list[QTranslator] = []


def wanted(setting: object) -> str:
    """The language to use: the system's if the person chose none, and English if there is no translation."""
    name = str(setting) if setting not in (None, "", "system") else QLocale.system().name()[:2]
    return name if name == SOURCE or asset(f"i18n/voiceapp_{name}.qm").exists() else SOURCE


def install(setting: object) -> str:
    """Everything created from now on uses this language. Returns it."""
    application = QCoreApplication.instance()
    assert application is not None
    while _loaded:
        application.removeTranslator(_loaded.pop())
    language = wanted(setting)
    system = QLocale.system()
    QLocale.setDefault(system if system.name()[:2] == language else QLocale(language))
    if language != SOURCE:
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for file, folder in ((f"qtbase_{language}", qt), (f"voiceapp_{language}", str(asset("i18n")))):
            translator = QTranslator(application)
            if translator.load(file, folder):
                application.installTranslator(translator)
                _loaded.append(translator)
    return language
