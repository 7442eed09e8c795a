package dev.tandem.workers.room.livekit;

import dev.tandem.livekit.proto.TrackSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the audio tracks that one participant publishes, and chooses the one that is listened to: the microphone, or, if
 * none calls itself so, the newest. Owned by the room's thread.
 */
final class AudioTracks {

    /** Number of tracks that are kept; of microphones one more. Whoever publishes more is heard on these. */
    private static final int MOST = 4;

    /** A track that is published. */
    static final class Published {

        private final String sid;
        private final TrackSource source;
        private final long publication;
        private long track;

        private Published(String sid, TrackSource source, long publication) {
            this.sid = sid;
            this.source = source;
            this.publication = publication;
        }

        String sid() {
            return sid;
        }

        /** Returns the native handle of the publication. */
        long publication() {
            return publication;
        }

        /** Returns the native handle of the track; 0: it is not subscribed. */
        long track() {
            return track;
        }

        void subscribed(long handle) {
            track = handle;
        }
    }

    private final Map<String, Published> published = new LinkedHashMap<>();
    private @Nullable Published heard;

    /** Whether one more track may be kept. */
    boolean takes(String sid, TrackSource source) {
        int most = source == TrackSource.SOURCE_MICROPHONE ? MOST + 1 : MOST;
        return source != TrackSource.SOURCE_SCREENSHARE_AUDIO && !published.containsKey(sid) && published.size() < most;
    }

    boolean knows(String sid) {
        return published.containsKey(sid);
    }

    /** @param publication native handle */
    void add(String sid, TrackSource source, long publication) {
        published.put(sid, new Published(sid, source, publication));
    }

    Optional<Published> get(String sid) {
        return Optional.ofNullable(published.get(sid));
    }

    Optional<Published> remove(String sid) {
        return Optional.ofNullable(published.remove(sid));
    }

    Collection<Published> all() {
        return published.values();
    }

    void clear() {
        published.clear();
    }

    /** Returns the track that is listened to. */
    Optional<Published> heard() {
        return Optional.ofNullable(heard);
    }

    /** Chooses the track that is listened to from now on. Returns whether it is another one. */
    boolean choose() {
        Published best = null;
        for (Published one : published.values()) {
            boolean microphone = one.source == TrackSource.SOURCE_MICROPHONE;
            if (best == null || microphone || best.source != TrackSource.SOURCE_MICROPHONE) {
                best = one;
            }
        }
        boolean changed = !Objects.equals(best, heard);
        heard = best;
        return changed;
    }
}
