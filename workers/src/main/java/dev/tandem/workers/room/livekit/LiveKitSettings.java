package dev.tandem.workers.room.livekit;

/**
 * Names the LiveKit server, and the key with which this process makes its own tokens.
 *
 * @param url of the signalling socket, e.g. {@code ws://127.0.0.1:7880}
 */
public record LiveKitSettings(String url, String apiKey, String apiSecret) {

    /** Leaves out the secret, so that it reaches no log. */
    @Override
    public String toString() {
        return "LiveKitSettings[url=" + url + ", apiKey=" + apiKey + "]";
    }
}
