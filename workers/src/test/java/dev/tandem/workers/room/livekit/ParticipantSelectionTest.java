package dev.tandem.workers.room.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.livekit.proto.DisconnectReason;
import dev.tandem.livekit.proto.ParticipantKind;
import org.junit.jupiter.api.Test;

class ParticipantSelectionTest {

    @Test
    void peopleAndPhonesAreCallersAgentsAndRecordersAreNot() {
        assertThat(ParticipantSelection.CALLER.accepts(ParticipantKind.PARTICIPANT_KIND_STANDARD))
                .isTrue();
        assertThat(ParticipantSelection.CALLER.accepts(ParticipantKind.PARTICIPANT_KIND_SIP))
                .isTrue();
        assertThat(ParticipantSelection.CALLER.accepts(ParticipantKind.PARTICIPANT_KIND_AGENT))
                .isFalse();
        assertThat(ParticipantSelection.CALLER.accepts(ParticipantKind.PARTICIPANT_KIND_EGRESS))
                .isFalse();
    }

    @Test
    void aCallHasOneCallerForItsWholeLife() {
        assertThat(ParticipantSelection.CALLER.takes("anna", null)).isTrue();
        assertThat(ParticipantSelection.CALLER.takes("anna", "anna")).isTrue();
        assertThat(ParticipantSelection.CALLER.takes("supervisor", "anna")).isFalse();
    }

    @Test
    void aCallerHearsTheAgentThatTookItsCallOver() {
        assertThat(ParticipantSelection.AGENT.takes("second agent", "first agent"))
                .isTrue();
        assertThat(ParticipantSelection.AGENT.accepts(ParticipantKind.PARTICIPANT_KIND_STANDARD))
                .isFalse();
    }

    @Test
    void whoHangsUpIsGoneAndWhoTimesOutMayComeBack() {
        assertThat(ParticipantSelection.leftForGood(DisconnectReason.CLIENT_INITIATED))
                .isTrue();
        assertThat(ParticipantSelection.leftForGood(DisconnectReason.USER_REJECTED))
                .isTrue();
        assertThat(ParticipantSelection.leftForGood(DisconnectReason.CONNECTION_TIMEOUT))
                .isFalse();
        assertThat(ParticipantSelection.leftForGood(DisconnectReason.DUPLICATE_IDENTITY))
                .isFalse();
        assertThat(ParticipantSelection.leftForGood(DisconnectReason.UNKNOWN_REASON))
                .isFalse();
    }
}
