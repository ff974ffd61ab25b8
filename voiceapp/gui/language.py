"""Sets the language of the window: what is translated is loaded, numbers and dates follow."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from voiceapp.settings.assets import asset

SOURCE = "en"
_loaded: list[QTranslator] = []


def wanted(setting: object) -> str:
    """The language that is meant: the system's where the person did not say, English where we do not have it."""
    name = str(setting) if setting not in (None, "", "system") else QLocale.system().name()[:2]
    return name if name == SOURCE or asset(f"i18n/voiceapp_{name}.qm").exists() else SOURCE


def install(setting: object) -> str:
    """Everything that is made from now on speaks it. Returns the language."""
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
