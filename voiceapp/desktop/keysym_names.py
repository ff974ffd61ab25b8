"""Lists the key names of X, and of desktops that came after it, that differ from the names in the settings."""

KEYSYM_NAMES = {
    "Space": "space",
    "Esc": "Escape",
    "Backspace": "BackSpace",
    "Ins": "Insert",
    "Del": "Delete",
    "PgUp": "Prior",
    "PgDown": "Next",
    "Right Ctrl": "Control_R",
    "Right Alt": "Alt_R",
    "Right Shift": "Shift_R",
    "Right Meta": "Super_R",
    "Left Ctrl": "Control_L",
    "Left Alt": "Alt_L",
    "Left Meta": "Super_L",
}
