package dev.tandem.api.http.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.api.http.problem.ApiProblem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void comesBackAsItWent() {
        Cursor cursor = new Cursor(Instant.parse("2026-11-22T10:00:00.123456Z"), UUID.randomUUID());

        assertThat(Cursor.parse(cursor.toString())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "Zm9v", "MjAyNi0xMS0yMiAx"})
    void refusesWhatItNeverGaveOut(String text) {
        assertThatThrownBy(() -> Cursor.parse(text)).isInstanceOf(ApiProblem.class);
    }

    @Test
    void aPageTellsWhereTheNextOneStarts() {
        assertThat(Page.of(List.of(1, 2, 3), 2, item -> item)).isEqualTo(new Page<>(List.of(1, 2), "2"));
        assertThat(Page.of(List.of(1, 2), 2, item -> item)).isEqualTo(new Page<>(List.of(1, 2), null));
    }
}
