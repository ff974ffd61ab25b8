"""Lists how English is written otherwise than it is said."""

from voiceapp.core.dictation.writing import english_numbers
from voiceapp.core.dictation.writing.table import AddressWords, SpellingWords, WritingTable, WrittenUnit, words


def _units(signs: dict[str, str], *, named: bool = False, close: bool = False) -> dict[str, WrittenUnit]:
    return {
        name: WrittenUnit(sign, named=named, close=close) for sign, names in signs.items() for name in names.split(",")
    }


_UNITS = {
    **_units({"%": "percent,per cent"}, close=True),
    **_units(
        {
            "km": "kilometer,kilometers,kilometre,kilometres",
            "m": "meter,meters,metre,metres",
            "cm": "centimeter,centimeters,centimetre,centimetres",
            "mm": "millimeter,millimeters,millimetre,millimetres",
            "m²": "square meter,square meters,square metre,square metres",
            "km²": "square kilometer,square kilometers,square kilometre,square kilometres",
            "m³": "cubic meter,cubic meters,cubic metre,cubic metres",
            "km/h": "kilometers per hour,kilometres per hour,kilometers an hour,kilometres an hour",
            "mph": "miles per hour,miles an hour",
            "kg": "kilogram,kilograms,kilogramme,kilogrammes",
            "g": "gram,grams,gramme,grammes",
            "mg": "milligram,milligrams",
            "ml": "milliliter,milliliters,millilitre,millilitres",
            "°C": "degrees celsius,degree celsius,degrees centigrade",
            "°F": "degrees fahrenheit,degree fahrenheit",
            "V": "volt,volts",
            "W": "watt,watts",
            "kW": "kilowatt,kilowatts",
            "kWh": "kilowatt hour,kilowatt hours",
            "Hz": "hertz",
            "kHz": "kilohertz",
            "MHz": "megahertz",
            "GHz": "gigahertz",
            "kB": "kilobyte,kilobytes",
            "MB": "megabyte,megabytes",
            "GB": "gigabyte,gigabytes",
            "TB": "terabyte,terabytes",
            "dB": "decibel,decibels",
            "ms": "millisecond,milliseconds",
        }
    ),
    **_units(
        {"": "miles,inches,pounds,ounces,liters,litres,gallons,acres,degrees,kilos,tons,tonnes,calories,pixels"},
        named=True,
    ),
}
_DOLLAR = WrittenUnit("$", before=True, small=("cents", "cent"))
_EURO = WrittenUnit("€", before=True, small=("cents", "cent"))
_NEVER_NAMES = frozenset(
    words(
        "a an the this that these those it its is are was were be of in on at by for with to from and or but not no i me my "
        "you your he him his she her we us our they them their look looking meet met available found buy bought shop shopped "
        "work works working worked based arrive arrived laugh stay stayed stop yes so as if than then what which who how here "
        "there now today tomorrow good best"
    )
)

ENGLISH = WritingTable(
    fillers=frozenset(("um", "uh", "uhm", "umm", "uhh", "erm", "er", "ehm")),
    openers=frozenset(words("yes no well so ok okay oh right sure and but hi hello hey please thanks actually")),
    read=english_numbers.read,
    digit={word: str(value) for word, value in english_numbers.UNITS.items() if value < 10} | {"oh": "0"},
    repeats={"double": 2, "triple": 3},
    pairs=False,
    point=".",
    group=",",
    grouped_from=4,
    small=10,
    ranges=frozenset(("to", "through", "or")),
    between=("between", "and"),
    minus="minus",
    comma="point",
    units=_UNITS,
    currencies={
        "dollars": _DOLLAR,
        "dollar": _DOLLAR,
        "euros": _EURO,
        "euro": _EURO,
        "pounds sterling": WrittenUnit("£", before=True, small=("pence", "penny")),
        "yen": WrittenUnit("¥", before=True),
    },
    also="and",
    kept=frozenset(
        tuple(idiom.split())
        for idiom in (
            "twenty twenty vision",
            "nine to five",
            "ten to one",
            "one hundred and ten percent",
            "catch twenty two",
            "twenty four seven",
            "forty winks",
            "eleventh hour",
            "seventh heaven",
            "cloud nine",
            "two by four",
            "six feet under",
            "fifty fifty",
            "ten four",
            "one on one",
        )
    ),
    counted=english_numbers.COUNTED,
    years=english_numbers.lone_year,
    ordinals=english_numbers.ordinals,
    fractions=english_numbers.fractions,
    dates=english_numbers.dates,
    times=english_numbers.times,
    addresses=AddressWords(
        at=frozenset(("at",)),
        dots=frozenset(("dot",)),
        joins={"underscore": "_", "dash": "-", "hyphen": "-", "minus": "-", "plus": "+"},
        slashes=frozenset(("slash",)),
        colon="colon",
        cues=frozenset(words("email e-mail mail address is to at from me cc or and write contact")),
        never_names=_NEVER_NAMES,
        three_w=(("w", "w", "w"), ("triple", "w"), ("double", "u", "double", "u", "double", "u")),
    ),
    spelling=SpellingWords(
        triggers=(("spell", "that"), ("spell", "it"), ("that's", "spelled"), ("spelled",), ("spelt",), ("spell",)),
        alphabet={
            word: word[0]
            for word in (
                words(
                    "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar "
                    "papa quebec romeo sierra tango uniform victor whiskey whisky x-ray xray yankee zulu"
                )
            )
        },
        twice=frozenset(("double",)),
        capital=frozenset(("capital", "uppercase")),
        explains=(("as", "in"), ("like", "in"), ("for",)),
        joins={"hyphen": "-", "dash": "-", "apostrophe": "'", "underscore": "_"},
    ),
    compounds=english_numbers.compounds,
)
