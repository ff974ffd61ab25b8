"""Converts between units of measure, which are data here: each is so much of its quantity's first unit."""

from dataclasses import dataclass
from fractions import Fraction

from voiceapp.core.sentence import Sentence


class UnitError(ValueError):
    """Raised with a sentence: why it cannot be converted."""


@dataclass(frozen=True, slots=True)
class Unit:
    quantity: str
    factor: Fraction
    offset: Fraction = Fraction(0)
    """For temperatures: added before the factor counts."""
    inverse: bool = False
    """Litres per 100 km grow as km per litre shrink."""


def convert(value: float, source: str, target: str) -> float:
    """Raises UnitError."""
    a, b = find(source), find(target)
    if a.quantity != b.quantity:
        raise UnitError(Sentence("{source} and {target} don't measure the same.", source=source, target=target))
    exact = Fraction(value)
    if (a.inverse or b.inverse) and exact == 0:
        raise UnitError(Sentence("Zero can't be converted into that."))
    plain = a.factor / exact if a.inverse else (exact + a.offset) * a.factor
    return float(b.factor / plain if b.inverse else plain / b.factor - b.offset)


def find(name: str) -> Unit:
    """A unit by its sign or its name, in singular or plural. Raises UnitError."""
    text = " ".join(name.strip().replace("²", "2").replace("³", "3").replace("^", "").split())
    for spelled in (text, text.lower(), text.lower().removesuffix("s"), text.lower().removesuffix("es")):
        if spelled in _UNITS:
            return _UNITS[spelled]
    known = ", ".join(sorted(QUANTITIES))
    raise UnitError(
        Sentence('"{name}" isn\'t a known unit. Known are units of {known}.', name=name.strip()[:40], known=known)
    )


# A line each: what it is so much of, then its signs and names (those in capitals are not read as small ones).
QUANTITIES: dict[str, tuple[tuple[str, str], ...]] = {
    "length": (
        ("1", "m metre meter"),
        ("1000", "km kilometre kilometer"),
        ("1/100", "cm centimetre centimeter"),
        ("1/10", "dm"),
        ("1/1000", "mm millimetre millimeter"),
        ("1/1000000", "µm um micrometre micrometer micron"),
        ("1/1000000000", "nm nanometre nanometer"),
        ("0.0254", 'in inch inche "'),
        ("0.3048", "ft foot feet '"),
        ("0.9144", "yd yard"),
        ("1609.344", "mi mile"),
        ("1852", "nmi nautical_mile"),
        ("149597870700", "au astronomical_unit"),
        ("9460730472580800", "ly light_year lightyear"),
    ),
    "mass": (
        ("1", "kg kilogram kilo"),
        ("1/1000", "g gram gramme"),
        ("1/1000000", "mg milligram"),
        ("1/1000000000", "µg ug microgram"),
        ("1000", "t tonne metric_ton"),
        ("0.45359237", "lb pound"),
        ("0.028349523125", "oz ounce"),
        ("6.35029318", "st stone"),
        ("907.18474", "short_ton us_ton"),
        ("1016.0469088", "long_ton imperial_ton"),
        ("0.0002", "ct carat"),
    ),
    "time": (
        ("1", "s sec second"),
        ("1/1000", "ms millisecond"),
        ("60", "min minute"),
        ("3600", "h hr hour"),
        ("86400", "d day"),
        ("604800", "wk week"),
        ("2629746", "month"),
        ("31556952", "yr year"),
    ),
    "area": (
        ("1", "m2 square_metre square_meter"),
        ("1000000", "km2 square_kilometre square_kilometer"),
        ("1/10000", "cm2 square_centimetre square_centimeter"),
        ("10000", "ha hectare"),
        ("4046.8564224", "ac acre"),
        ("0.09290304", "ft2 sq_ft square_foot square_feet"),
        ("0.00064516", "in2 sq_in square_inch"),
        ("2589988.110336", "mi2 sq_mi square_mile"),
        ("0.83612736", "yd2 sq_yd square_yard"),
    ),
    "volume": (
        ("1", "l L litre liter"),
        ("1/1000", "ml mL millilitre milliliter cm3"),
        ("1/100", "cl centilitre centiliter"),
        ("1/10", "dl decilitre deciliter"),
        ("1000", "m3 cubic_metre cubic_meter"),
        ("3.785411784", "gal gallon us_gallon"),
        ("4.54609", "imperial_gallon uk_gallon"),
        ("0.946352946", "qt quart"),
        ("0.473176473", "pt pint us_pint"),
        ("0.56826125", "imperial_pint uk_pint"),
        ("0.2365882365", "cup"),
        ("0.0295735295625", "fl_oz fluid_ounce"),
        ("0.01478676478125", "tbsp tablespoon"),
        ("0.00492892159375", "tsp teaspoon"),
        ("28.316846592", "ft3 cubic_foot cubic_feet"),
        ("158.987294928", "bbl barrel"),
    ),
    "speed": (
        ("1", "m/s metres_per_second meters_per_second"),
        ("1/3.6", "km/h kmh kph kilometres_per_hour kilometers_per_hour"),
        ("0.44704", "mph mi/h miles_per_hour"),
        ("1852/3600", "kn kt knot"),
        ("0.3048", "ft/s feet_per_second"),
    ),
    "pressure": (
        ("1", "Pa pascal"),
        ("100", "hPa mbar millibar hectopascal"),
        ("1000", "kPa kilopascal"),
        ("100000", "bar"),
        ("101325", "atm atmosphere"),
        ("6894.757293168", "psi"),
        ("133.322387415", "mmHg torr"),
    ),
    "energy": (
        ("1", "J joule"),
        ("1000", "kJ kilojoule"),
        ("4.184", "cal calorie"),
        ("4184", "kcal kilocalorie"),
        ("3600", "Wh watt_hour"),
        ("3600000", "kWh kilowatt_hour"),
        ("1055.05585262", "BTU"),
    ),
    "power": (
        ("1", "W watt"),
        ("1000", "kW kilowatt"),
        ("1000000", "MW megawatt"),
        ("745.6998715822702", "hp horsepower"),
        ("735.49875", "PS metric_horsepower"),
    ),
    "data": (
        ("1", "B byte"),
        ("1/8", "bit"),
        ("1000", "kB kilobyte"),
        ("1000000", "MB megabyte"),
        ("1000000000", "GB gigabyte"),
        ("1000000000000", "TB terabyte"),
        ("1024", "KiB kibibyte"),
        ("1048576", "MiB mebibyte"),
        ("1073741824", "GiB gibibyte"),
        ("1099511627776", "TiB tebibyte"),
    ),
    "angle": (("1", "rad radian"), ("0.017453292519943295", "deg degree °"), ("0.015707963267948967", "gon gradian")),
    "fuel economy": (
        ("1", "km/l kilometres_per_litre kilometers_per_liter"),
        ("0.425143707430272", "mpg miles_per_gallon"),
        ("0.35400618996464", "imperial_mpg uk_mpg"),
    ),
}


def _fraction(text: str) -> Fraction:
    above, _, below = text.partition("/")
    return Fraction(above) / Fraction(below or "1")


def _read() -> dict[str, Unit]:
    units = {
        spelled.replace("_", " "): Unit(quantity, _fraction(factor))
        for quantity, lines in QUANTITIES.items()
        for factor, names in lines
        for spelled in names.split()
    }
    # Signs in capitals may be written small where nothing else is meant by that.
    units |= {name.lower(): unit for name, unit in units.items() if name.lower() not in units}
    units |= {name: Unit("fuel economy", Fraction(100), inverse=True) for name in ("l/100km", "l/100 km")}
    fahrenheit = Unit("temperature", Fraction(5, 9), Fraction("459.67"))
    for unit, names in (
        (Unit("temperature", Fraction(1)), ("k", "kelvin")),
        (Unit("temperature", Fraction(1), Fraction("273.15")), ("c", "°c", "celsius", "degrees celsius")),
        (fahrenheit, ("f", "°f", "fahrenheit", "degrees fahrenheit")),
    ):
        units |= dict.fromkeys(names, unit)
    return units


_UNITS = _read()
