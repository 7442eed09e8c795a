package dev.tandem.api.data.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

class DatabaseFailureAnalyzerTest {

    private final DatabaseFailureAnalyzer analyzer = new DatabaseFailureAnalyzer(
            new MockEnvironment().withProperty("spring.datasource.url", "jdbc:postgresql://db/tandem?password=mine"));

    @ParameterizedTest
    @CsvSource({
        "08001, does not answer at jdbc:postgresql://db/tandem, TANDEM_DATABASE_URL",
        "28P01, refuses a user: why, TANDEM_MIGRATION_DATABASE_PASSWORD",
        "42704, is not set up for Tandem: why, docs/access.md",
        "3D000, There is no such database, createdb"
    })
    void saysWhatIsWrongAndWhatToDo(String state, String description, String action) {
        FailureAnalysis analysis =
                Objects.requireNonNull(analyzer.analyze(new IllegalStateException(new SQLException("why", state))));

        assertThat(analysis.getDescription()).contains(description).doesNotContain("mine");
        assertThat(analysis.getAction()).contains(action);
    }

    @Test
    void leavesOtherFailuresToOthers() {
        assertThat(analyzer.analyze(new IllegalStateException(new SQLException("why", "42601"))))
                .isNull();
    }
}
