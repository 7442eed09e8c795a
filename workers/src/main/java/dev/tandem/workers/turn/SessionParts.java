package dev.tandem.workers.turn;

import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.llm.Models;
import dev.tandem.workers.speech.Speech;

/** What the sessions of a process share. */
public record SessionParts(Speech speech, Models models, Pacer pacer) {}
