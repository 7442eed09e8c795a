package dev.tandem.workers.live;

import dev.tandem.workers.listen.SpeechInput;
import dev.tandem.workers.speak.SpeechOutput;
import dev.tandem.workers.think.ModelContext;

/**
 * Holds what both sides of a session work on: {@link ArmedSteps}, which does what the call workflow asks for, and
 * {@link CallerInput}, which follows the caller. Owned by the session's mailbox.
 */
record TurnScope(
        Floor floor,
        Presence presence,
        TurnLedger ledger,
        ModelContext mind,
        SpeechOutput mouth,
        SpeechInput ears,
        ReplyController answering,
        SessionSnapshots beats) {}
