package dev.tandem.workers.think;

import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.TransferProposal;
import java.util.List;

/** What an answer of a model comes to. */
public sealed interface ModelReply {

    /** It proposes a path. */
    record Transfer(TransferProposal proposal) implements ModelReply {}

    /** It wants tools run. */
    record Tools(List<ToolCall> calls) implements ModelReply {

        public Tools {
            calls = List.copyOf(calls);
        }
    }

    /** It noted variables and has not spoken: it is asked again. */
    record Noted() implements ModelReply {}

    /** It has said what it has to say. */
    record Said() implements ModelReply {}
}
