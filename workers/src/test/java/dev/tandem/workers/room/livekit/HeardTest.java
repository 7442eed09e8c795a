package dev.tandem.workers.room.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.livekit.proto.DisconnectReason;
import dev.tandem.livekit.proto.ParticipantKind;
import org.junit.jupiter.api.Test;

class HeardTest {

    @Test
    void peopleAndPhonesAreCallersAgentsAndRecordersAreNot() {
        assertThat(Heard.CALLER.accepts(ParticipantKind.PARTICIPANT_KIND_STANDARD))
                .isTrue();
        assertThat(Heard.CALLER.accepts(ParticipantKind.PARTICIPANT_KIND_SIP)).isTrue();
        assertThat(Heard.CALLER.accepts(ParticipantKind.PARTICIPANT_KIND_AGENT)).isFalse();
        assertThat(Heard.CALLER.accepts(ParticipantKind.PARTICIPANT_KIND_EGRESS))
                .isFalse();
    }

    @Test
    void aCallHasOneCallerForItsWholeLife() {
        assertThat(Heard.CALLER.takes("anna", null)).isTrue();
        assertThat(Heard.CALLER.takes("anna", "anna")).isTrue();
        assertThat(Heard.CALLER.takes("supervisor", "anna")).isFalse();
    }

    @Test
    void aCallerHearsTheAgentThatTookItsCallOver() {
        assertThat(Heard.AGENT.takes("second agent", "first agent")).isTrue();
        assertThat(Heard.AGENT.accepts(ParticipantKind.PARTICIPANT_KIND_STANDARD))
                .isFalse();
    }

    @Test
    void whoHangsUpIsGoneAndWhoTimesOutMayComeBack() {
        assertThat(Heard.leftForGood(DisconnectReason.CLIENT_INITIATED)).isTrue();
        assertThat(Heard.leftForGood(DisconnectReason.USER_REJECTED)).isTrue();
        assertThat(Heard.leftForGood(DisconnectReason.CONNECTION_TIMEOUT)).isFalse();
        assertThat(Heard.leftForGood(DisconnectReason.DUPLICATE_IDENTITY)).isFalse();
        assertThat(Heard.leftForGood(DisconnectReason.UNKNOWN_REASON)).isFalse();
    }
}
