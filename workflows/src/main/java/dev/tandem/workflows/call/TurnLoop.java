package dev.tandem.workflows.call;

import dev.tandem.workflows.call.api.AgentTurn;
import dev.tandem.workflows.call.api.PathTransfer;
import dev.tandem.workflows.call.attendance.AttendanceLoop;
import dev.tandem.workflows.call.attendance.CurrentHost;
import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.graph.Phrase;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TransferReceipt;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.rules.Action;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.rules.Action.RunTools;
import dev.tandem.workflows.rules.Action.Transfer;
import dev.tandem.workflows.rules.CallState;
import dev.tandem.workflows.rules.CommandRules;
import dev.tandem.workflows.rules.Happening;
import dev.tandem.workflows.rules.Outcome;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the conversation: one armed turn after the other, each with its tools and transfers. */
final class TurnLoop {

    /** A step that has no outcome at a host is tried there again, or at the next one. */
    private static final int AS_LONG_AS_IT_TAKES = Integer.MAX_VALUE;

    /** The call can go on without this work, so it is tried twice. */
    private static final int TWICE = 2;

    /**
     * Asks for the call to end.
     *
     * @param say the agent's last words; empty: none
     */
    record Ending(EndCall end, String say) {}

    private final CallProjection projection;
    private final CurrentHost host;
    private final AttendanceLoop attending;
    private final Commands commands;
    private final Supplier<@Nullable Ending> asked;
    private final Duration longest;
    private final Interruptions interruptions;
    private final Instant began = Instant.ofEpochMilli(Workflow.currentTimeMillis());
    private long revision;

    /** True once the attending process was told to stop, and has reported all that it said. */
    private boolean quiet;

    TurnLoop(
            CallProjection projection,
            CurrentHost host,
            AttendanceLoop attending,
            Commands commands,
            Supplier<@Nullable Ending> asked,
            Duration longest,
            Interruptions interruptions) {
        this.projection = projection;
        this.host = host;
        this.attending = attending;
        this.commands = commands;
        this.asked = asked;
        this.longest = longest;
        this.interruptions = interruptions;
    }

    EndCall hold(Action first) {
        Action next = first;
        while (true) {
            switch (next) {
                case Arm arm -> next = projection.write(turn(arm));
                case RunTools run -> next = projection.write(run(run));
                case Transfer transfer -> next = projection.write(transfer(transfer));
                case EndCall end -> {
                    return end;
                }
            }
        }
    }

    private Outcome run(RunTools run) {
        projection.run(run.requests());
        List<ToolResult> results = ToolRuns.run(
                run.requests(), () -> interruptions.reach(projection.state().progress()));
        projection.ran();
        return projection.follow(projection.state(), new Happening.ToolsReturned(run, results));
    }

    private Outcome turn(Arm arm) {
        Optional<TurnOutcome> outcome = host.run(new CurrentHost.Work<>(
                queue -> open(arm, queue),
                TurnLoop::isSettled,
                this::hasDeparted,
                () -> !arm.isLast() && isUnwanted(arm),
                arm.isLast() ? TWICE : AS_LONG_AS_IT_TAKES));
        outcome.ifPresent(come -> {
            projection.breaks().areOver();
            projection.offered(come);
        });
        boolean left = outcome.filter(TurnOutcome.Left.class::isInstance).isPresent();
        if (left) {
            // The attendance knows whether the caller hung up or was lost.
            attending.end();
        }
        CallState state = projection
                .state()
                .heard(outcome.map(TurnOutcome::leftUnanswered).orElseGet(List::of));
        quiet |= arm.yields() && outcome.filter(TurnLoop::isOver).isPresent();
        if (outcome.isPresent() && !left) {
            return projection.follow(state, new Happening.StepCameOut(arm, outcome.get()));
        }
        EndCall departure = attending.departure();
        if (departure != null) {
            return projection.follow(state, new Happening.Deserted(departure));
        }
        if (outcome.isPresent()) {
            return projection.follow(state, new Happening.StepCameOut(arm, outcome.get()));
        }
        if (asked.get() == null && projection.breaks().areTooMany()) {
            return giveUp(state);
        }
        return asked.get() == null && commands.areWaiting() ? obey(state, arm) : takeLeave(state);
    }

    private boolean isUnwanted(Arm arm) {
        return asked.get() != null || projection.breaks().areTooMany() || (commands.areWaiting() && !arm.yields());
    }

    /** Gives up what broke one session after the other: the open turn, and if that does not help, the call. */
    private Outcome giveUp(CallState state) {
        if (projection.breaks().endTheCall()) {
            String farewell = state.call().graph().phrases().text(Phrase.FAREWELL);
            return projection.follow(state, new Happening.EndAsked(EndCall.dropped(Breaks.REASON), farewell));
        }
        projection.breaks().turnIsGivenUp();
        return projection.follow(state, new Happening.TurnBroke(Breaks.REASON));
    }

    private Outcome obey(CallState state, Arm arm) {
        Command.Queued command = commands.first();
        if (CommandRules.wantsQuiet(command) && !quiet) {
            return new Outcome(state, arm.yielding(), List.of());
        }
        commands.done();
        projection.offered(command);
        return projection.follow(state, new Happening.CommandGiven(arm, command));
    }

    private Outcome takeLeave(CallState state) {
        Ending ending = asked.get();
        if (ending == null) {
            return projection.follow(state, new Happening.Deserted(EndCall.completed("ended")));
        }
        return host.isHeld() && state.closing() == null
                ? projection.follow(state, new Happening.EndAsked(ending.end(), ending.say()))
                : projection.follow(state, new Happening.Deserted(ending.end()));
    }

    private Outcome transfer(Transfer transfer) {
        boolean summarises = transfer.request().wanted() != null;
        Optional<TransferReceipt> receipt = host.run(new CurrentHost.Work<>(
                queue -> {
                    ActivityOptions options = CallOptions.transfer(queue, transfer.from() + " → " + transfer.to());
                    PathTransfer stub = Workflow.newActivityStub(PathTransfer.class, options);
                    return Async.function(stub::transfer, transfer.request());
                },
                done -> done.ready() || !summarises,
                this::hasDeparted,
                () -> asked.get() != null,
                TWICE));
        return projection.follow(projection.state(), new Happening.TransferArrived(transfer, receipt.orElse(null)));
    }

    private Promise<TurnOutcome> open(Arm arm, String queue) {
        CallState state = projection.state();
        quiet = false;
        Instant now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
        TurnInput input =
                state.input(arm.todo(), ++revision, state.call().input().clockAt(began, now));
        String step = input.step() == 1 ? "" : " step " + input.step();
        String summary = "turn " + input.turn() + step + " · " + state.agent().name();
        Duration limit = arm.isLast() ? CallOptions.FAREWELL : longest;
        AgentTurn stub = Workflow.newActivityStub(AgentTurn.class, CallOptions.turn(queue, limit, summary));
        return Async.function(stub::turn, input);
    }

    private static boolean isSettled(TurnOutcome outcome) {
        return switch (outcome) {
            case TurnOutcome.Replied _,
                    TurnOutcome.ToolsAsked _,
                    TurnOutcome.TransferAsked _,
                    TurnOutcome.Silence _,
                    TurnOutcome.Pressed _,
                    TurnOutcome.Left _,
                    TurnOutcome.Yielded _,
                    TurnOutcome.Failed _ -> true;
            case TurnOutcome.Superseded _, TurnOutcome.Absent _ -> false;
        };
    }

    /** Returns whether the attending process has nothing under way after this outcome. */
    private static boolean isOver(TurnOutcome outcome) {
        return !(outcome instanceof TurnOutcome.ToolsAsked || outcome instanceof TurnOutcome.TransferAsked);
    }

    private boolean hasDeparted() {
        return attending.departure() != null;
    }
}
