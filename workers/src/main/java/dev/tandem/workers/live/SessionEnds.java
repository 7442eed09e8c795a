package dev.tandem.workers.live;

import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.listen.SpeechInput;
import dev.tandem.workers.speak.Durability;

/** Connects a session with the world around it: its room, its caller and the call workflow. */
record SessionEnds(
        Mailbox mailbox,
        Playout playout,
        SpeechInput ears,
        TranscriptPublisher announcer,
        Presence presence,
        Durability durability,
        CallReports reports) {}
