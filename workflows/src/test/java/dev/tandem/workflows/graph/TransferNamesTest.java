package dev.tandem.workflows.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
