package dev.tandem.workers.turn;

import dev.tandem.workflows.tool.ToolCall;
import dev.tandem.workflows.transfer.TransferProposal;
import java.util.List;

/** What an answer of a model comes to. */
sealed interface Meaning {

    /** It proposes a path. */
    record Transfer(TransferProposal proposal) implements Meaning {}

    /** It wants tools run. */
    record Tools(List<ToolCall> calls) implements Meaning {

        public Tools {
            calls = List.copyOf(calls);
        }
    }

    /** It noted variables and has not spoken: it is asked again. */
    record Noted() implements Meaning {}

    /** It has said what it has to say. */
    record Said() implements Meaning {}
}
