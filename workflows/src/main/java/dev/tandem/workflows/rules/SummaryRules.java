package dev.tandem.workflows.rules;

import dev.tandem.workflows.graph.Context;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.protocol.ConversationSummary;
import dev.tandem.workflows.protocol.SummaryRequest;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TransferReceipt;
import dev.tandem.workflows.protocol.TurnInput.Taken;
import dev.tandem.workflows.rules.Action.ArmTurn;
import dev.tandem.workflows.rules.Action.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows where the next agent knows the conversation as a summary. */
public final class SummaryRules {

    private static final ConversationSummary NOBODY = ConversationSummary.failed("nobody attended the call", 0);

    private SummaryRules() {}

    /** The summary that a journey needs: one, for the first path whose context it is; null: none. */
    static @Nullable SummaryRequest wanted(
            CallState state, List<Path> taken, List<ToolResult> results, @Nullable String say) {
        for (int last = 0; last < taken.size(); last++) {
            if (taken.get(last).context() instanceof Context.Summary) {
                List<String> paths =
                        taken.subList(0, last + 1).stream().map(Path::id).toList();
                return new SummaryRequest(paths, results, state.untold().variables(), say);
            }
        }
        return null;
    }

    /** @param receipt empty: nobody was there to put the next agent's parts in place */
    public static Outcome arrived(CallState state, Transfer transfer, Optional<TransferReceipt> receipt) {
        Transition draft = new Transition(state);
        SummaryRequest wanted = transfer.request().wanted();
        if (wanted == null) {
            return draft.then(ArmTurn.entering(transfer.taken(), transfer.say(), transfer.results()));
        }
        ConversationSummary summary =
                receipt.flatMap(one -> Optional.ofNullable(one.summary())).orElse(NOBODY);
        String text = summary.text() == null ? "" : summary.text();
        int number = number(transfer, wanted);
        draft.change(now -> now.summarised(number, text));
        draft.enter(entries -> entries.pathSummarised(wanted.path(), summary));
        List<Taken> taken = new ArrayList<>(transfer.taken());
        taken.replaceAll(move -> move.number() == number ? move.with(text) : move);
        return draft.then(ArmTurn.entering(taken, transfer.say(), transfer.results()));
    }

    /** Which transfer of the call it is: a path may be taken twice in a move. */
    private static int number(Transfer transfer, SummaryRequest wanted) {
        return transfer.taken().get(wanted.paths().size() - 1).number();
    }
}
