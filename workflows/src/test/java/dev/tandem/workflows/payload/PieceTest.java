package dev.tandem.workflows.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PieceTest {

    private static final int MOST = 100;

    @Property(tries = 500)
    void piecesAreTheWholeListInOrderAndEachFits(@ForAll List<@IntRange(min = 1, max = 99) Integer> sizes) {
        List<Integer> left = new ArrayList<>(sizes);
        List<Integer> sent = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Integer> piece = Piece.first(left, MOST, size -> size);

            assertThat(piece).isNotEmpty();
            assertThat(piece.stream().mapToInt(size -> size + 1).sum()).isLessThanOrEqualTo(MOST);
            sent.addAll(piece);
            left.subList(0, piece.size()).clear();
        }

        assertThat(sent).isEqualTo(sizes);
    }
}
