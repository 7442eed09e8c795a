package dev.tandem.workers.attend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.workflows.call.api.CallResult;
import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.call.api.ConversationPage;
import dev.tandem.workflows.call.api.ConversationPage.Extent;
import dev.tandem.workflows.call.api.TypedAnswer;
import dev.tandem.workflows.call.api.TypedLine;
import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.Control;
import dev.tandem.workflows.protocol.Conversation.Line;
import dev.tandem.workflows.protocol.Conversation.Role;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.workspace.WorkspaceValues;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowQueryException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ConversationsTest {

    private static final WorkflowExecution CALL =
            WorkflowExecution.newBuilder().setWorkflowId("shop/call-1").build();

    private final List<Long> pauses = new ArrayList<>();
    private final ScriptedCall call = new ScriptedCall();
    private final Conversations conversations = new Conversations(id -> call, ns -> pauses.add(ns / 1_000_000));

    @Test
    void aCallThatHasNotLoadedItsVersionIsAskedAgainSoon() {
        call.versions.add(() -> null);
        call.versions.add(() -> null);

        assertThat(conversations.fetch("shop/call-1", () -> true).conversation().lines())
                .hasSize(5);
        assertThat(pauses).containsExactly(25L, 25L);
    }

    @Test
    void aCallThatIsNotWantedAnyMoreIsNotAskedAgain() {
        call.versions.add(() -> null);

        assertThatThrownBy(() -> conversations.fetch("shop/call-1", () -> false))
                .isInstanceOf(IllegalStateException.class);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aQueryThatFailsIsTriedAgainAfterGrowingPausesAndThenNoMore() {
        for (int n = 0; n < Conversations.TRIES; n++) {
            call.versions.add(ConversationsTest::fails);
        }

        assertThatThrownBy(() -> conversations.fetch("shop/call-1", () -> true))
                .isInstanceOf(WorkflowQueryException.class);
        assertThat(pauses).containsExactly(50L, 100L, 200L, 400L, 800L, 1_000L, 1_000L);
    }

    @Test
    void aQueryThatFailsOnceIsAnsweredTheNextTime() {
        call.versions.add(ConversationsTest::fails);

        assertThat(conversations.fetch("shop/call-1", () -> true).graph().agents())
                .hasSize(1);
        assertThat(pauses).containsExactly(50L);
    }

    @Test
    void aCallThatDoesNotExistIsNotAskedTwice() {
        call.versions.add(() -> {
            throw new WorkflowNotFoundException(CALL, "CallWorkflow", null);
        });

        assertThatThrownBy(() -> conversations.fetch("shop/call-1", () -> true))
                .isInstanceOf(WorkflowNotFoundException.class);
        assertThat(pauses).isEmpty();
    }

    private static @Nullable LoadedVersion fails() {
        throw new WorkflowQueryException(CALL, "CallWorkflow", new IllegalStateException("the answer is too large"));
    }

    /** A call workflow that has five lines, and tells two at a time. */
    private static final class ScriptedCall implements CallWorkflow {

        private static final List<Line> LINES = IntStream.range(0, 5)
                .mapToObj(turn -> new Line(turn, Role.CALLER, "desk", "Line " + turn, false, null, null))
                .toList();

        final Deque<Supplier<@Nullable LoadedVersion>> versions = new ArrayDeque<>();

        @Override
        public @Nullable LoadedVersion version() {
            Supplier<@Nullable LoadedVersion> next = versions.poll();
            return next == null ? loaded() : next.get();
        }

        private static LoadedVersion loaded() {
            return new LoadedVersion(
                    "v1",
                    "Shop",
                    1,
                    "UTC",
                    JsonMapper.shared().readTree("{\"agents\": [{\"id\": \"desk\", \"name\": \"Desk\"}]}"),
                    WorkspaceValues.NONE);
        }

        @Override
        public ConversationPage conversation(Extent known) {
            List<Line> lines = LINES.subList(known.lines(), Math.min(LINES.size(), known.lines() + 2));
            return new ConversationPage("chat", "desk", 5, Control.AGENT, new Extent(0, 5), List.of(), lines);
        }

        @Override
        public CallResult run(CallInput input) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void attached(String queue, int attendance) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TypedAnswer typed(TypedLine line) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkTyped(TypedLine line) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TypedAnswer opened() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkOpened() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void handOver(int attendance) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void interruptTools(int turn, int step) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void heard(int attendance, Utterance utterance) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void command(Command command) {
            throw new UnsupportedOperationException();
        }
    }
}
