package dev.tandem.workers.think;

import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.TransferProposal;
import java.util.List;

/** The meaning of a model's answer for the turn. */
public sealed interface ModelReply {

    /** The model proposes a path. */
    record Transfer(TransferProposal proposal) implements ModelReply {}

    /** The model asks for tools. */
    record Tools(List<ToolCall> calls) implements ModelReply {

        public Tools {
            calls = List.copyOf(calls);
        }
    }

    /** The model noted variables and said nothing. It is asked again. */
    record Noted() implements ModelReply {}

    /**
     * The model gave nothing that can be used: no word, and nothing that it may ask for now; or a tool as text. It is asked
     * once more.
     *
     * @param why a sentence for operators
     */
    record Useless(String why) implements ModelReply {}

    /** The model has said what it has to say. */
    record Said() implements ModelReply {}
}
