"""What two searches found, ranked together."""

from voiceapp.core.rank_fusion import fused


def test_what_both_searches_found_comes_first() -> None:
    assert fused(["a", "b", "c"], ["x", "c", "y"])[0] == "c"


def test_of_equals_the_earlier_search_comes_first_and_nothing_is_lost() -> None:
    assert fused(["a", "b"], ["x", "y"]) == ["a", "x", "b", "y"]


def test_what_one_search_found_twice_counts_once_at_its_best_place() -> None:
    assert fused(["a", "b", "b", "b"], ["c"]) == ["a", "c", "b"]


def test_nothing_found_is_nothing() -> None:
    assert fused([], []) == []
