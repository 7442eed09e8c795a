package dev.tandem.workers.room.livekit;

/**
 * Where LiveKit is and with which key this process makes its own tokens.
 *
 * @param url of the signalling socket, e.g. {@code ws://127.0.0.1:7880}
 */
public record LiveKitSettings(String url, String apiKey, String apiSecret) {

    /** Without the secret, so that it reaches no log. */
    @Override
    public String toString() {
        return "LiveKitSettings[url=" + url + ", apiKey=" + apiKey + "]";
    }
}
