"""Works out the position of each row in a very long list when most rows were never measured.

Rows are grouped into blocks, so finding a position takes a few hundred sums however long the list is.
A row that was not measured counts with the usual height. Pure: it does not depend on Qt.
"""

BLOCK = 256
UNKNOWN = -1


class _Block:
    __slots__ = ("count", "heights", "known", "measured")

    def __init__(self, count: int) -> None:
        self.count = count
        self.heights: list[int] | None = None
        """None: none of its rows was measured."""
        self.known = 0
        self.measured = 0

    def total(self, usual: int) -> int:
        return self.known + (self.count - self.measured) * usual

    def rows(self) -> list[int]:
        if self.heights is None:
            self.heights = [UNKNOWN] * self.count
        return self.heights


class Heights:
    def __init__(self, usual: int = 56) -> None:
        self._usual = usual
        self._blocks: list[_Block] = []
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def reset(self, count: int) -> None:
        """Start with this many rows, none of them measured."""
        self._count = count
        self._blocks = [_Block(min(BLOCK, count - start)) for start in range(0, count, BLOCK)]

    def forget_all(self) -> None:
        self.reset(self._count)

    @property
    def total(self) -> int:
        return sum(block.total(self._usual) for block in self._blocks)

    def of(self, row: int) -> int | None:
        """Returns the measured height; None: it was never measured."""
        block, place, _ = self._find(row)
        if block.heights is None or block.heights[place] == UNKNOWN:
            return None
        return block.heights[place]

    def counted(self, row: int) -> int:
        """Return the height that currently counts, measured or not."""
        known = self.of(row)
        return self._usual if known is None else known

    def put(self, row: int, height: int) -> int:
        """Store a measured height. Returns by how much everything below moves."""
        block, place, _ = self._find(row)
        rows = block.rows()
        before = rows[place]
        rows[place] = height
        if before == UNKNOWN:
            block.measured += 1
            block.known += height
            return height - self._usual
        block.known += height - before
        return height - before

    def insert(self, row: int) -> None:
        self._count += 1
        if row == self._count - 1:
            if not self._blocks or self._blocks[-1].count >= BLOCK:
                self._blocks.append(_Block(0))
            block, place = self._blocks[-1], self._blocks[-1].count
        else:
            block, place, _ = self._find(row)
        if block.heights is not None:
            block.heights.insert(place, UNKNOWN)
        block.count += 1

    def remove(self, row: int) -> None:
        block, place, number = self._find(row)
        self._count -= 1
        if block.heights is not None:
            height = block.heights.pop(place)
            if height != UNKNOWN:
                block.known -= height
                block.measured -= 1
        block.count -= 1
        if not block.count:
            del self._blocks[number]

    def top(self, row: int) -> int:
        """Says where the row begins."""
        y = 0
        for block in self._blocks:
            if row < block.count:
                if block.heights is None:
                    return y + row * self._usual
                return y + sum(self._usual if each == UNKNOWN else each for each in block.heights[:row])
            row -= block.count
            y += block.total(self._usual)
        return y

    def at(self, y: int) -> int:
        """The row at that position; positions outside give the first or the last row. -1 if there are no rows."""
        if y < 0 or not self._count:
            return 0 if self._count else -1
        first = 0
        for block in self._blocks:
            total = block.total(self._usual)
            if y < total:
                if block.heights is None:
                    return first + y // self._usual
                for place, height in enumerate(block.heights):
                    y -= self._usual if height == UNKNOWN else height
                    if y < 0:
                        return first + place
            y -= total
            first += block.count
        return self._count - 1

    def _find(self, row: int) -> tuple[_Block, int, int]:
        if not 0 <= row < self._count:
            raise IndexError(row)
        for number, block in enumerate(self._blocks):
            if row < block.count:
                return block, row, number
            row -= block.count
        raise AssertionError
