package dev.tandem.workers.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.protocol.ToolCall;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class ToolsTest {

    private final NamedAdapter http = new NamedAdapter("http");
    private final NamedAdapter mail = new NamedAdapter("mail");

    @Test
    void aStandInTakesThePlaceOfTheAdapterOfItsType() {
        NamedAdapter mock = new NamedAdapter("http");
        Tools mocked = new Tools(List.of(http, mail)).with(mock);
        assertThat(mocked.adapter("http")).isSameAs(mock);
        assertThat(mocked.adapter("mail")).isSameAs(mail);
    }

    @Test
    void whatIsMockedStaysAsItWas() {
        Tools tools = new Tools(List.of(http));
        var _ = tools.with(new NamedAdapter("http"));
        assertThat(tools.adapter("http")).isSameAs(http);
    }

    @Test
    void closesItsAdapters() {
        new Tools(List.of(http, mail)).close();
        assertThat(http.closed).isTrue();
        assertThat(mail.closed).isTrue();
    }

    @Test
    void saysWhichTypesThereAre() {
        assertThatExceptionOfType(ToolFault.class)
                .isThrownBy(() -> new Tools(List.of(http, mail)).adapter("soap"))
                .withMessageContaining("soap")
                .withMessageContaining("http, mail");
    }

    /** Only knows its type, and whether it was closed. */
    private static final class NamedAdapter implements ToolAdapter {

        private final String type;
        private boolean closed;

        private NamedAdapter(String type) {
            this.type = type;
        }

        @Override
        public String type() {
            return type;
        }

        @Override
        public ToolAnswer run(Tool tool, ToolCall call, OpenWorkspace workspace, Duration timeout) {
            return ToolAnswer.of(JsonNodeFactory.instance.objectNode());
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
