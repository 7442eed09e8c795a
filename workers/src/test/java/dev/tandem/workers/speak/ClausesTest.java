package dev.tandem.workers.speak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClausesTest {

    private final Clauses clauses = new Clauses();

    @Test
    void aSentenceIsAClauseAsSoonAsTheNextBegins() {
        assertThat(clauses.add("Your order is out")).isEmpty();
        assertThat(clauses.add(" for delivery. It")).containsExactly("Your order is out for delivery.");
        assertThat(clauses.finish()).containsExactly("It");
    }

    @Test
    void theFirstClauseEndsAtAnEarlyComma() {
        assertThat(clauses.add("Thank you for waiting, I have found your order, it is on its way. "))
                .containsExactly("Thank you for waiting,", "I have found your order, it is on its way.");
    }

    @Test
    void aPointInsideANumberOrAnAddressEndsNothing() {
        assertThat(clauses.add("It costs $4.50 at shop.example now")).isEmpty();
        assertThat(clauses.finish()).containsExactly("It costs $4.50 at shop.example now");
    }

    @Test
    void nothingIsLostWhateverTheDeltas() {
        StringBuilder said = new StringBuilder();
        for (char letter : "One, two. Three! Four? Five".toCharArray()) {
            clauses.add(String.valueOf(letter))
                    .forEach(clause -> said.append(clause).append(' '));
        }
        clauses.finish().forEach(said::append);
        assertThat(said).hasToString("One, two. Three! Four? Five");
    }
}
