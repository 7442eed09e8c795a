package dev.tandem.api.call;

import dev.tandem.api.access.Access;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Passes operators' commands on to live calls. */
@Service
class CallCommands {

    private static final String VOICE = "voice";

    private final Calls calls;
    private final Versions versions;
    private final CallWorkflowClient workflows;
    private final LiveKitTokens tokens;

    CallCommands(Calls calls, Versions versions, CallWorkflowClient workflows, LiveKitTokens tokens) {
        this.calls = calls;
        this.versions = versions;
        this.workflows = workflows;
        this.tokens = tokens;
    }

    /** @param livekit lets an operator who takes a spoken call over into its room; null for other commands */
    record Given(UUID id, UUID callId, CommandName command, LiveKitTokens.@Nullable RoomAccess livekit) {}

    /**
     * Gives a command. The call's events show its outcome under the command's id.
     *
     * @throws ApiProblem 404, 409 if the call has ended, 422 if the document rules the command out, 503 if Temporal or,
     *     for a takeover, LiveKit does not answer
     */
    Given give(Access access, UUID callId, NewCommand request) {
        UUID id = UUID.randomUUID();
        StoredCall call = calls.get(access.organization(), callId);
        Command.ByOperator command = request.checked(new Operator(id.toString(), access.caller()));
        if (command instanceof Command.OfDocument ofDocument) {
            check(ofDocument, versions.get(access.organization(), call.workflowVersionId()));
        }
        LiveKitTokens.RoomAccess livekit = wayIn(call, command, id);
        if (call.status() != CallStatus.ACTIVE || !workflows.command(call.temporalWorkflowId(), command)) {
            throw ApiProblem.conflict("call-ended", "The call has ended, so it takes no commands any more.");
        }
        return new Given(id, callId, command.name(), livekit);
    }

    private static void check(Command.OfDocument command, WorkflowVersion version) {
        command.refusal(GraphDocument.load(version.document())).ifPresent(why -> {
            throw ApiProblem.invalidRequest(List.of(new Problem("unfit_command", "", why)));
        });
    }

    private LiveKitTokens.@Nullable RoomAccess wayIn(StoredCall call, Command command, UUID id) {
        String room = call.room();
        return command instanceof Command.TakeOver
                        && room != null
                        && call.channel().equals(VOICE)
                ? tokens.operator(room, Operator.IDENTITY_PREFIX + id)
                : null;
    }
}
