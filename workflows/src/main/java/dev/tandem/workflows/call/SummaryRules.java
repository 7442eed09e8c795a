package dev.tandem.workflows.call;

import dev.tandem.workflows.call.NextStep.ArmTurn;
import dev.tandem.workflows.call.NextStep.Transfer;
import dev.tandem.workflows.graph.Context;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.tool.ToolResult;
import dev.tandem.workflows.transfer.PathTransfer;
import dev.tandem.workflows.transfer.PathTransfer.Summary;
import dev.tandem.workflows.turn.TurnInput.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows where the next agent knows the conversation as a summary. */
final class SummaryRules {

    private static final Summary NOBODY = Summary.failed("nobody attended the call", 0);

    private SummaryRules() {}

    /** The summary that a journey needs: one, for the first path whose context it is; null: none. */
    static PathTransfer.@Nullable Wanted wanted(
            CallState state, List<Path> taken, List<ToolResult> results, @Nullable String say) {
        for (int last = 0; last < taken.size(); last++) {
            if (taken.get(last).context() instanceof Context.Summary) {
                List<String> paths =
                        taken.subList(0, last + 1).stream().map(Path::id).toList();
                return new PathTransfer.Wanted(paths, results, state.untold().variables(), say);
            }
        }
        return null;
    }

    /** @param receipt empty: nobody was there to put the next agent's parts in place */
    static Consequence arrived(CallState state, Transfer transfer, Optional<PathTransfer.Receipt> receipt) {
        Draft draft = new Draft(state);
        PathTransfer.Wanted wanted = transfer.request().wanted();
        if (wanted == null) {
            return draft.then(ArmTurn.entering(transfer.taken(), transfer.say(), transfer.results()));
        }
        Summary summary =
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
    private static int number(Transfer transfer, PathTransfer.Wanted wanted) {
        return transfer.taken().get(wanted.paths().size() - 1).number();
    }
}
