package dev.tandem.workflows.document;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.Documents;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DocumentIdsTest {

    @Test
    void givesIdsToAgentsToolsAndPathsThatHaveNone() {
        JsonNode document =
                json("{'agents':[{'name':'A','tools':[{'tool_type':'x'}],'paths':[{'id':null},{'id':'p'}]},7],"
                        + "'extra':{'agents':[{}]}}");

        assertThat(DocumentIds.complete(document, counting()))
                .isEqualTo(json("{'agents':[{'id':'new-0','name':'A','tools':[{'id':'new-1','tool_type':'x'}],"
                        + "'paths':[{'id':'new-2'},{'id':'p'}]},7],'extra':{'agents':[{}]}}"));
    }

    @Test
    void leavesTheGivenDocumentAsItIs() {
        JsonNode document = json("{'agents':[{'name':'A'}]}");

        JsonNode completed = DocumentIds.complete(document, counting());

        assertThat(document).isEqualTo(json("{'agents':[{'name':'A'}]}"));
        assertThat(DocumentIds.complete(completed, counting())).isEqualTo(completed);
    }

    @Test
    void addsOnlyTheIdsOfToolsToADocumentOfAFastApiService() {
        JsonNode completed = DocumentIds.complete(Documents.fastApiEra(), counting());

        assertThat(completed.at("/agents/0/tools/0/id").asString()).isEqualTo("new-0");
        assertThat(GraphDocument.load(completed)).isEqualTo(GraphDocument.load(Documents.fastApiEra()));
    }

    private static Supplier<String> counting() {
        return IntStream.iterate(0, n -> n + 1).mapToObj(n -> "new-" + n).iterator()::next;
    }
}
