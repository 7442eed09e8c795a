package dev.tandem.workflows.rules;

import dev.tandem.workflows.graph.Context;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.protocol.ConversationSummary;
import dev.tandem.workflows.protocol.SummaryRequest;
import dev.tandem.workflows.protocol.TransferReceipt;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.protocol.TurnStep.TakenPath;
import dev.tandem.workflows.protocol.TurnStep.ToolReturn;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.rules.Action.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what follows if the next agent gets the conversation as a summary. */
final class SummaryRules {

    private static final ConversationSummary NOBODY = ConversationSummary.failed("nobody attended the call", 0);

    private SummaryRules() {}

    /**
     * Returns the summary that a chain of transfers needs: one, for the first path that has a summary as its context;
     * null: none.
     */
    static @Nullable SummaryRequest wanted(CallState state, List<Path> taken, List<ToolReturn> returns, String say) {
        for (int last = 0; last < taken.size(); last++) {
            if (taken.get(last).context() instanceof Context.Summary) {
                List<String> paths =
                        taken.subList(0, last + 1).stream().map(Path::id).toList();
                return new SummaryRequest(paths, returns, state.untold().variables(), say);
            }
        }
        return null;
    }

    /**
     * Goes on after the next agent's parts were put in place.
     *
     * @param receipt null: no process was there to put them in place
     */
    static Outcome arrived(CallState state, Transfer transfer, @Nullable TransferReceipt receipt) {
        Transition arrival = new Transition(state);
        SummaryRequest wanted = transfer.request().wanted();
        if (wanted == null) {
            return arrival.then(new Arm(transfer.enter()));
        }
        ConversationSummary summary =
                Optional.ofNullable(receipt).map(TransferReceipt::summary).orElse(NOBODY);
        arrival.record(events -> events.paths().summarised(wanted.path(), summary));
        String text = summary.text() == null ? "" : summary.text();
        int number = number(transfer, wanted);
        List<TakenPath> taken = new ArrayList<>(transfer.enter().taken());
        taken.replaceAll(path -> path.number() == number ? path.with(text) : path);
        return arrival.then(new Arm(new TurnStep.Enter(
                taken, transfer.enter().say(), transfer.enter().returns())));
    }

    /** Returns which transfer of the call it is, because a path may be taken twice in a move. */
    private static int number(Transfer transfer, SummaryRequest wanted) {
        return transfer.enter().taken().get(wanted.paths().size() - 1).number();
    }
}
