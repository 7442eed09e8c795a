package dev.tandem.workflows.variable;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.Documents;
import org.junit.jupiter.api.Test;

class MaskingTest {

    private static final Masking MASKING = new Masking(Documents.shopGraph().sensitiveNames());

    @Test
    void showsAtMostTheLastTwoCharactersOfASensitiveValue() {
        assertThat(MASKING.mask("customer_id", json("'471199'"))).isEqualTo(json("'****99'"));
        assertThat(MASKING.mask("customer_id", json("'4711'"))).isEqualTo(json("'****'"));
        assertThat(MASKING.mask("customer_id", json("4711"))).isEqualTo(json("'****'"));
    }

    @Test
    void leavesOtherValuesAlone() {
        assertThat(MASKING.mask("order_state", json("'open'"))).isEqualTo(json("'open'"));
    }
}
