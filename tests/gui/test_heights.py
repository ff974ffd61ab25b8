"""Places in a long list agree with a plain sum, whatever is done to it."""

from hypothesis import given
from hypothesis import strategies as st

from voiceapp.gui.look.heights import Heights

USUAL = 50
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(0, 2_000), st.integers(1, 300)),
        st.tuples(st.just("insert"), st.integers(0, 2_000), st.just(0)),
        st.tuples(st.just("remove"), st.integers(0, 2_000), st.just(0)),
    ),
    max_size=60,
)


@given(count=st.integers(0, 1_200), steps=STEPS, look=st.lists(st.integers(-50, 80_000), max_size=8))
def test_places_are_the_sums_of_the_heights_above(
    count: int, steps: list[tuple[str, int, int]], look: list[int]
) -> None:
    heights = Heights(USUAL)
    heights.reset(count)
    plain: list[int | None] = [None] * count
    for what, where, height in steps:
        if what == "insert":
            row = where % (len(plain) + 1)
            heights.insert(row)
            plain.insert(row, None)
        elif plain:
            row = where % len(plain)
            if what == "put":
                before = plain[row]
                plain[row] = height
                assert heights.put(row, height) == height - (USUAL if before is None else before)
            else:
                heights.remove(row)
                del plain[row]
    counted = [USUAL if each is None else each for each in plain]
    assert len(heights) == len(plain)
    assert heights.total == sum(counted)
    assert [heights.of(row) for row in range(len(plain))] == plain
    for row in {0, len(plain) // 2, len(plain) - 1} & set(range(len(plain))):
        assert heights.top(row) == sum(counted[:row])
    for y in look:
        row = heights.at(y)
        if not plain:
            assert row == -1
        elif y < 0:
            assert row == 0
        elif y >= sum(counted):
            assert row == len(plain) - 1
        else:
            assert sum(counted[:row]) <= y < sum(counted[: row + 1])
