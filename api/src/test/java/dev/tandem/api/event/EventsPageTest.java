package dev.tandem.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.event.EventCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EventsPageTest {

    private static final Pattern TYPE = Pattern.compile("(?m)^\\| `([a-z]+\\.[a-z_]+)` \\| (.+) \\|$");

    @Test
    void thePageListsTheEventsThatTheCatalogueHas() throws IOException {
        List<String> listed = TYPE.matcher(Files.readString(Path.of("../docs/events.md")))
                .results()
                .map(EventsPageTest::line)
                .toList();

        assertThat(listed)
                .containsExactlyElementsOf(EventCatalogue.all().stream()
                        .map(type -> type.type() + ": " + type.description())
                        .toList());
    }

    private static String line(MatchResult row) {
        return row.group(1) + ": " + row.group(2);
    }
}
