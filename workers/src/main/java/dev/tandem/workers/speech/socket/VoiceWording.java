package dev.tandem.workers.speech.socket;

import java.util.List;

/** One reply in the words of one vendor: which messages say what, and what the vendor's messages mean. Not thread-safe. */
public interface VoiceWording {

    /**
     * Returns the messages that have a text spoken now. It goes on behind what was given before.
     *
     * @param text not blank
     */
    List<String> speak(String text);

    /**
     * Returns the messages that end the reply. {@link VoiceSign.Finished} answers them.
     *
     * @return empty if there is nothing to end: the reply is over now
     */
    List<String> finish();

    /** Returns the messages that stop the reply, whatever of it is outstanding. */
    List<String> cancel();

    /** Returns what a message says about this reply; empty for messages about others. */
    List<VoiceSign> read(String message);
}
