package dev.tandem.workflows.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferNamesTest {

    @Test
    void slugsThePathsName() {
        assertThat(names("Billing", "Zahlung für Rechnung!", "  Tech-Support (2nd) "))
                .containsExactly(
                        "transfer_to_billing", "transfer_to_zahlung_fur_rechnung", "transfer_to_tech_support_2nd");
    }

    @Test
    void keepsNamesApart() {
        assertThat(names("Billing", "billing", "Billing 2", "請求", "注文"))
                .containsExactly(
                        "transfer_to_billing",
                        "transfer_to_billing_2",
                        "transfer_to_billing_2_2",
                        "transfer_to_path",
                        "transfer_to_path_2");
    }

    @Test
    void hasAtMost64Characters() {
        String[] same = new String[12];
        Arrays.fill(same, "x".repeat(200));

        assertThat(names(same)).doesNotHaveDuplicates().allMatch(name -> name.length() == 64);
    }

    @Test
    void isNotCutWithinAWord() {
        String first70 = "Questions about invoices, refunds and payments of customers in northern";
        assertThat(names(first70 + " Europe", first70 + " America"))
                .containsExactly(
                        "transfer_to_questions_about_invoices_refunds_and_payments_of",
                        "transfer_to_questions_about_invoices_refunds_and_payments_of_2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "transfer_to_billing | Billing | true",
                "transfer_to_r_d_ops | R&D / Ops | true",
                "transfer_to_buro | Büro | true",
                "transfer_to_path | 風林火山 | false",
                "transfer_to_path_2 | 疾風迅雷 | false",
                "transfer_to_strae | Straße | false",
                "transfer_to_billing_2 | billing! | false",
            })
    void tellsThePathsNameOnlyIfNothingOfItIsLost(String function, String name, boolean whole) {
        assertThat(TransferNames.tell(function, name)).isEqualTo(whole);
    }

    private static List<String> names(String... paths) {
        List<Path> list = IntStream.range(0, paths.length)
                .mapToObj(i -> named("p" + i, paths[i]))
                .toList();
        return List.copyOf(TransferNames.of(list).values());
    }

    private static Path named(String id, String name) {
        return new Path(
                id,
                name,
                "",
                new Trigger.Intent(),
                new Target.End(),
                null,
                List.of(),
                0,
                new Context.All(),
                null,
                null,
                Path.ANY_NUMBER,
                false,
                2);
    }
}
