package dev.tandem.workers.think;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workflows.graph.Context;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class ContextsTest {

    private static final Message FIRST = new Message.Caller("Where is my order?");
    private static final Message CALLED =
            new Message.ToolCalled("1", "check_order", JsonNodeFactory.instance.objectNode());
    private static final Message RETURNED =
            new Message.ToolReturned("1", "check_order", JsonNodeFactory.instance.objectNode());
    private static final Message REPLY = new Message.Agent("Orders", "On its way.", false);
    private static final Message SECOND = new Message.Caller("And my invoice?");
    private static final List<Message> CONVERSATION = List.of(FIRST, CALLED, RETURNED, REPLY, SECOND);

    @Test
    void allIsEverything() {
        assertThat(Contexts.of(new Context.All(), null, CONVERSATION)).isEqualTo(CONVERSATION);
    }

    @Test
    void lastTurnsBeginWithTheCallersWords() {
        assertThat(Contexts.of(new Context.Last(1), null, CONVERSATION)).containsExactly(SECOND);
        assertThat(Contexts.of(new Context.Last(2), null, CONVERSATION)).isEqualTo(CONVERSATION);
        assertThat(Contexts.of(new Context.Last(9), null, CONVERSATION)).isEqualTo(CONVERSATION);
    }

    @Test
    void messagesAreWhatWasSaid() {
        assertThat(Contexts.of(new Context.Messages(), null, CONVERSATION)).containsExactly(FIRST, REPLY, SECOND);
    }

    @Test
    void withoutContextTheWordsThatLedToTheAgentStillTravel() {
        assertThat(Contexts.of(new Context.None(), null, CONVERSATION)).containsExactly(SECOND);
    }

    @Test
    void aSummaryStandsInPlaceOfWhatWasSaidBeforeTheCallersLastWords() {
        assertThat(Contexts.of(new Context.Summary(), "It was about an order.", CONVERSATION))
                .containsExactly(new Message.Summary("It was about an order."), SECOND);
    }

    @Test
    void whereNoSummaryCouldBeMadeTheLastTurnsTravel() {
        List<Message> spoken = IntStream.range(0, 8)
                .<Message>mapToObj(turn -> new Message.Caller("Turn " + turn))
                .toList();

        assertThat(Contexts.of(new Context.Summary(), "", spoken)).isEqualTo(spoken.subList(3, 8));
    }

    @Test
    void untilTheSummaryIsKnownEverythingIsKept() {
        assertThat(Contexts.of(new Context.Summary(), null, CONVERSATION)).isEqualTo(CONVERSATION);
    }
}
