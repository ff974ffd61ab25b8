"""Holds the prompts for texts about talks that come with the app."""

from collections.abc import Mapping

SHIPPED: Mapping[str, str] = {
    "Minutes": (
        "Minutes of a meeting: who took part, as far as names were said; then for each subject a heading and what was "
        "discussed in a few sentences; then the decisions; then the tasks as a list, each with who and when."
    ),
    "Interview": (
        "A write-up of an interview: a short introduction on who is asked about what; then each question as a heading and "
        "the answer below it in the third person, with the most telling sentences quoted word for word."
    ),
    "Lecture notes": (
        "Notes of a lecture to learn from: the subject in one sentence; then a heading for each part with its statements, "
        "terms with their definitions in bold, and examples; at the end the five things to remember and questions to test "
        "oneself by."
    ),
}
"""By name."""
