package dev.tandem.workflows.event;

/**
 * Says where the time of a reply went, in ms; -1 where a part did not happen.
 *
 * @param endpointing last voiced sample to end of utterance
 * @param stt time spent on the final transcript after the end of the utterance was decided (0: it was there already)
 * @param model end of utterance to the model's first token
 * @param tts first clause to its first audio
 * @param firstSound last voiced sample to first frame of the answer sent
 * @param heard end of utterance to the heartbeat that made it durable
 * @param start end of utterance to the model's start: what the turn protocol itself adds
 * @param stop the VAD's decision that the caller interrupts to the last frame sent
 */
public record Timings(
        double endpointing,
        double stt,
        double model,
        double tts,
        double firstSound,
        double heard,
        double start,
        double stop) {

    public static final Timings NONE = new Timings(-1, -1, -1, -1, -1, -1, -1, -1);
}
