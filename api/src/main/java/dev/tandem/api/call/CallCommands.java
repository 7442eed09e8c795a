package dev.tandem.api.call;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.tandem.api.access.Access;
import dev.tandem.api.command.OperatorCommands;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.livekit.tokens.LiveKitTokens;
import dev.tandem.api.temporal.CallWorkflowClient;
import dev.tandem.api.version.Versions;
import dev.tandem.api.version.WorkflowVersion;
import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.command.CommandName;
import dev.tandem.workflows.command.Operator;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.document.Problem;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Passes operators' commands on to live calls, and says what became of them. */
@Service
class CallCommands {

    private static final String VOICE = "voice";

    private final Calls calls;
    private final Versions versions;
    private final CallWorkflowClient workflows;
    private final LiveKitTokens tokens;
    private final OperatorCommands kept;

    CallCommands(
            Calls calls, Versions versions, CallWorkflowClient workflows, LiveKitTokens tokens, OperatorCommands kept) {
        this.calls = calls;
        this.versions = versions;
        this.workflows = workflows;
        this.tokens = tokens;
        this.kept = kept;
    }

    record Given(UUID id, UUID callId, CommandName command) {}

    /** What became of a command, as JSON has it. */
    enum Status {
        PENDING,
        CARRIED_OUT,
        REFUSED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A command and what became of it.
     *
     * @param reason why it was refused; null if it was not
     * @param livekit lets whoever took a spoken call over into its room, while the takeover lasts; otherwise null
     */
    record Followed(
            UUID id,
            UUID callId,
            CommandName command,
            String by,
            Status status,
            @Nullable String reason,
            LiveKitTokens.@Nullable RoomAccess livekit) {}

    /**
     * Gives a command. {@link #follow} says what becomes of it.
     *
     * @throws ApiProblem 404, 409 if the call has ended, 422 if the document rules the command out, 503 if Temporal does
     *     not answer
     */
    Given give(Access access, UUID callId, NewCommand request) {
        UUID id = UUID.randomUUID();
        StoredCall call = calls.get(access.organization(), callId);
        Command.ByOperator command = request.checked(new Operator(id.toString(), access.caller()));
        if (command instanceof Command.OfDocument ofDocument) {
            check(ofDocument, versions.get(access.organization(), call.workflowVersionId()));
        }
        kept.add(id, callId, command.name().wireName(), access.caller());
        boolean sent = false;
        try {
            sent = call.status() == CallStatus.ACTIVE && workflows.command(call.temporalWorkflowId(), command);
        } finally {
            if (!sent) {
                kept.remove(id);
            }
        }
        if (!sent) {
            throw ended("The call has ended, so it takes no commands any more.");
        }
        return new Given(id, callId, command.name());
    }

    /**
     * Says what became of a command. A command that its call did not come to is refused.
     *
     * @throws ApiProblem 404, 503 if a takeover is carried out and there is no LiveKit server
     */
    Followed follow(Access access, UUID callId, UUID id) {
        StoredCall call = calls.get(access.organization(), callId);
        OperatorCommands.StoredCommand command =
                kept.find(callId, id).orElseThrow(() -> ApiProblem.notFound("command", id));
        return switch (command.outcome()) {
            case OperatorCommands.Outcome.CarriedOut() ->
                followed(command, Status.CARRIED_OUT, null, wayIn(access, call, command));
            case OperatorCommands.Outcome.Refused(String reason) -> followed(command, Status.REFUSED, reason, null);
            case OperatorCommands.Outcome.Pending() ->
                call.status() == CallStatus.ACTIVE
                        ? followed(command, Status.PENDING, null, null)
                        : followed(command, Status.REFUSED, "The call ended before it came to this command.", null);
        };
    }

    /**
     * Makes another token for the caller.
     *
     * @throws ApiProblem 404, 409 if the call has ended, 503 if there is no LiveKit server
     */
    LiveKitTokens.RoomAccess callerToken(Access access, UUID callId) {
        StoredCall call = calls.get(access.organization(), callId);
        String room = call.room();
        if (call.status() != CallStatus.ACTIVE || room == null) {
            throw ended("The call has ended, so nobody can join it any more.");
        }
        return tokens.caller(room, call.channel());
    }

    private static Followed followed(
            OperatorCommands.StoredCommand command,
            Status status,
            @Nullable String reason,
            LiveKitTokens.@Nullable RoomAccess livekit) {
        CommandName name = CommandName.of(command.command()).orElseThrow();
        return new Followed(command.id(), command.call(), name, command.by(), status, reason, livekit);
    }

    private static ApiProblem ended(String detail) {
        return ApiProblem.conflict("call-ended", detail);
    }

    private static void check(Command.OfDocument command, WorkflowVersion version) {
        command.refusal(GraphDocument.load(version.document())).ifPresent(why -> {
            throw ApiProblem.invalidRequest(List.of(new Problem("unfit_command", "", why)));
        });
    }

    private LiveKitTokens.@Nullable RoomAccess wayIn(
            Access access, StoredCall call, OperatorCommands.StoredCommand command) {
        String room = call.room();
        boolean tookOver = command.command().equals(CommandName.TAKE_OVER.wireName()) && command.inForce();
        boolean mayJoin = tookOver
                && command.by().equals(access.caller())
                && call.channel().equals(VOICE);
        return mayJoin && room != null ? tokens.operator(room, Operator.IDENTITY_PREFIX + command.id()) : null;
    }
}
