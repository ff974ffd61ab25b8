"""Lists how German is written otherwise than it is said."""

from voiceapp.core.dictation.writing import german_forms
from voiceapp.core.dictation.writing.table import AddressWords, SpellingWords, WritingTable, WrittenUnit, words


def _units(signs: dict[str, str], *, named: bool = False, halves: bool = False) -> dict[str, WrittenUnit]:
    return {
        name: WrittenUnit(sign, named=named, halves=halves)
        for sign, names in signs.items()
        for name in names.split(",")
    }


_UNITS = {
    **_units({"m": "meter,metern"}, halves=True),
    **_units(
        {
            "%": "prozent",
            "km": "kilometer,kilometern",
            "cm": "zentimeter,zentimetern",
            "mm": "millimeter,millimetern",
            "m²": "quadratmeter,quadratmetern",
            "km²": "quadratkilometer,quadratkilometern",
            "m³": "kubikmeter,kubikmetern",
            "km/h": "kilometer pro stunde,stundenkilometer,stundenkilometern,km h",
            "kg": "kilogramm,kilo",
            "g": "gramm",
            "mg": "milligramm",
            "l": "liter,litern",
            "ml": "milliliter,millilitern",
            "°C": "grad celsius",
            "V": "volt",
            "W": "watt",
            "kW": "kilowatt",
            "kWh": "kilowattstunden,kilowattstunde",
            "Hz": "hertz",
            "kHz": "kilohertz",
            "MHz": "megahertz",
            "GHz": "gigahertz",
            "kB": "kilobyte",
            "MB": "megabyte",
            "GB": "gigabyte",
            "TB": "terabyte",
            "dB": "dezibel",
            "ms": "millisekunden",
        }
    ),
    **_units({"": "grad,meilen,zoll,tonnen,hektar,kalorien,pixel,uhr,cent"}, named=True),
}
_NEVER_NAMES = frozenset(
    words(
        "der die das den dem des ein eine einen einem einer ist sind war waren bin und oder aber nicht kein keine ich mich mir "
        "du dir dich er ihn ihm sie ihr es wir uns in im auf am an bei mit von zu zum zur für aus nach vor um über unter so wie "
        "was wer wo wann hier dort da jetzt heute morgen ja nein auch noch nur schon mein dein sein unser"
    )
)

GERMAN = WritingTable(
    fillers=frozenset(("äh", "ähm", "ähh", "öh", "öhm", "ehm", "ääh", "uhm", "hmm")),
    openers=frozenset(words("ja nein also gut okay ok doch und aber hallo bitte danke nun tja")),
    read=german_forms.read,
    digit=german_forms.DIGITS,
    repeats={"doppel": 2, "doppelte": 2},
    pairs=True,
    point=",",
    group=".",
    grouped_from=5,
    small=13,
    ranges=frozenset(("bis", "oder")),
    between=("zwischen", "und"),
    minus="minus",
    comma="komma",
    units=_UNITS,
    currencies={
        "euro": WrittenUnit("€", small=("cent",)),
        "dollar": WrittenUnit("$", small=("cent",)),
        "franken": WrittenUnit("CHF", small=("rappen",)),
    },
    also="und",
    kept=frozenset(
        tuple(idiom.split())
        for idiom in (
            "fünfzig fünfzig",
            "tausendundeine nacht",
            "hundert pro",
            "zweiunddreißig heb auf",
            "null acht fünfzehn",
        )
    ),
    counted=german_forms.COUNTED,
    years=lambda place: german_forms.years(place.keys, 0),
    ordinals=german_forms.ordinals,
    fractions=german_forms.fractions,
    dates=german_forms.dates,
    times=german_forms.times,
    addresses=AddressWords(
        at=frozenset(("at", "ät", "klammeraffe", "@")),
        dots=frozenset(("punkt", "dot")),
        joins={"unterstrich": "_", "bindestrich": "-", "minus": "-", "plus": "+"},
        slashes=frozenset(("slash", "schrägstrich")),
        colon="doppelpunkt",
        cues=frozenset(words("e-mail email mail adresse ist lautet an von unter mir oder und cc bei")),
        never_names=_NEVER_NAMES,
        three_w=(("w", "w", "w"), ("we", "we", "we"), ("dreimal", "w"), ("weh", "weh", "weh")),
    ),
    spelling=SpellingWords(
        triggers=(("ich", "buchstabiere"), ("buchstabiere",), ("buchstabiert",), ("buchstabieren",)),
        alphabet={
            **{
                word: word[0]
                for word in (
                    words(
                        "anton berta cäsar dora emil friedrich gustav heinrich ida julius kaufmann konrad ludwig martha marta "
                        "nordpol otto paula quelle richard samuel siegfried theodor ulrich viktor wilhelm xanthippe ypsilon "
                        "zacharias zeppelin ärger ökonom übermut aachen berlin chemnitz düsseldorf essen frankfurt goslar "
                        "hamburg ingelheim jena köln leipzig münchen nürnberg offenbach potsdam quickborn rostock salzwedel "
                        "tübingen unna völklingen wuppertal xanten zwickau alpha alfa bravo charlie delta echo foxtrot golf "
                        "hotel india juliett juliet kilo lima mike november oscar papa quebec romeo sierra tango uniform "
                        "victor whiskey x-ray yankee zulu"
                    )
                )
            },
            "schule": "sch",
            "charlotte": "ch",
            "eszett": "ß",
        },
        twice=frozenset(("doppel",)),
        capital=frozenset(("großes", "groß")),
        explains=(("wie", "in"), ("wie",)),
        joins={"bindestrich": "-", "minus": "-", "unterstrich": "_", "apostroph": "'"},
    ),
    compounds=german_forms.compounds,
)
