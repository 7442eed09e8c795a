package dev.tandem.workflows.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.call.api.CallPayloads;
import dev.tandem.workflows.call.api.ConversationPage;
import dev.tandem.workflows.call.api.ConversationPage.Extent;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.payload.AnyText;
import dev.tandem.workflows.payload.PayloadSize;
import dev.tandem.workflows.protocol.Conversation;
import dev.tandem.workflows.protocol.Conversation.Line;
import dev.tandem.workflows.rules.CallState;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class ConversationPagesTest {

    private static final CallState SHOP = PlayedCall.of(Documents.shop()).state();

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void everyPageFitsWhateverWasSaidAndAnsweredAndTheyAreTheWholeConversation(
            @ForAll("said") @Size(max = 12) List<String> said,
            @ForAll("answers") @Size(max = 12) List<JsonNode> answers,
            @ForAll("said") @Size(max = 6) List<String> values) {
        CallState state = SHOP;
        for (int turn = 0; turn < values.size(); turn++) {
            JsonNode value = JsonNodeFactory.instance.stringNode(values.get(turn));
            state = state.after(new CallEvent.VariableCollected(turn, "v" + turn, value, Source.TOOL, false));
        }
        for (int turn = 0; turn < Math.max(said.size(), answers.size()); turn++) {
            state = turn < said.size() ? after(state, turn, said.get(turn)) : state;
            state = turn < answers.size() ? after(state, turn, answers.get(turn)) : state;
        }
        CallState call = state;
        List<ConversationPage> pages = new ArrayList<>();

        Conversation read = ConversationPage.whole(call.call().version(), known -> {
            pages.add(sent(ConversationPages.after(known, call)));
            return pages.getLast();
        });

        assertThat(pages).allSatisfy(page -> assertThat(bytes(page)).isLessThanOrEqualTo(PayloadSize.MOST));
        assertThat(read.lines())
                .extracting(Line::text, Line::role, Line::turn)
                .containsExactlyElementsOf(call.lines().stream()
                        .map(line -> tuple(line.text(), line.role(), line.turn()))
                        .toList());
        assertThat(read.variables().keySet()).isEqualTo(call.variables().keySet());
    }

    @Test
    void aCallOf140TurnsWith16KiBAnswersIsReadInPages() {
        CallState state = SHOP;
        for (int turn = 1; turn <= 140; turn++) {
            state = after(state, turn, JsonNodeFactory.instance.stringNode("x".repeat(16 * 1024)));
        }
        CallState call = state;
        assertThat(PayloadSize.of(call.conversation())).isGreaterThan(2 * 1024 * 1024);

        Conversation read =
                ConversationPage.whole(call.call().version(), known -> sent(ConversationPages.after(known, call)));

        assertThat(read).isEqualTo(call.conversation());
    }

    @Test
    void isWhatItWasWhenItsFirstPageWasMade() {
        CallState before = after(SHOP, 1, JsonNodeFactory.instance.stringNode("x".repeat(200_000)));
        CallState later = after(before, 2, "And now?");
        CallState[] now = {before};

        Conversation read = ConversationPage.whole(SHOP.call().version(), known -> {
            ConversationPage page = ConversationPages.after(known, now[0]);
            now[0] = later;
            return page;
        });

        assertThat(read.lines()).isEqualTo(before.lines());
    }

    @Test
    void aPageThatBringsNothingIsAFault() {
        ConversationPage first = ConversationPages.after(Extent.NOTHING, after(SHOP, 1, "Hello?"));
        ConversationPage empty = new ConversationPage(
                first.channel(), first.agentId(), first.turn(), first.control(), first.size(), List.of(), List.of());

        assertThatThrownBy(() -> ConversationPage.whole(SHOP.call().version(), known -> empty))
                .isInstanceOf(IllegalStateException.class);
    }

    private static CallState after(CallState state, int turn, String said) {
        return state.after(new CallEvent.TurnCommitted(turn, "intake", "Intake", said));
    }

    private static CallState after(CallState state, int turn, JsonNode answer) {
        String key = "call/" + turn + "/1/0";
        return state.after(new CallEvent.ToolStarted(
                        turn, "intake", "Intake", key, "check_order", JsonNodeFactory.instance.objectNode()))
                .after(new CallEvent.ToolFinished(turn, key, "check_order", answer, 1, 5));
    }

    /** Returns the page as it arrives. */
    private static ConversationPage sent(ConversationPage page) {
        var converter = CallPayloads.converter();
        return converter.fromPayload(
                converter.toPayload(page).orElseThrow(), ConversationPage.class, ConversationPage.class);
    }

    private static int bytes(ConversationPage page) {
        return CallPayloads.converter().toPayload(page).orElseThrow().getData().size();
    }

    @Provide
    static Arbitrary<List<String>> said() {
        return AnyText.texts(80_000).list();
    }

    @Provide
    static Arbitrary<List<JsonNode>> answers() {
        return AnyText.json(60_000).list();
    }
}
